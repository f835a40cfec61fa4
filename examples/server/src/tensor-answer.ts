import type { Tensor } from '@x/tensor';
import type { FastifyReply } from 'fastify';

/** Raw little-endian bytes, with shape and dtype as headers. */
export async function tensorAnswer(
  reply: FastifyReply,
  bytes: Uint8Array,
  { shape, dtype }: Pick<Tensor, 'shape' | 'dtype'>,
): Promise<Uint8Array> {
  reply.header('content-type', 'tensor/binary').header('shape', JSON.stringify(shape)).header('dtype', dtype);
  return bytes;
}
