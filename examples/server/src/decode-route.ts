import { toChannelsLast } from '@x/flux2-latents';
import { encodeImage, toUint8 } from '@x/flux2-vae';
import { fromBytes, type Tensor, tidy } from '@x/tensor';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { HttpError } from './http-error.js';
import type { LatentsForm } from './model.js';
import { type DecodeQuery, decodeQuery, parseQuery } from './query.js';
import { readBody } from './read-body.js';
import type { Service } from './service.js';
import { tensorAnswer } from './tensor-answer.js';

/** `POST /decode`: a tensor's bytes to pictures, as diffusers' `remote_decode` asks for them. */
export function decodeRoute(app: FastifyInstance, { vae, limits, forms, admission }: Service): void {
  app.post('/decode', async (request, reply) => {
    const query = parseQuery(decodeQuery, request.query);
    const form = forms.latents(query);
    const kind = answerKind(query, request.headers.accept, form.batch);
    return admission.admit(reply, async (signal) => {
      const body = { bytes: form.bytes, exact: true, seconds: limits.bodySeconds, signal };
      const bytes = await readBody(request, body);
      const { maxMemory } = limits;
      const image = await decode({ vae, forms }, bytes, { form, query, options: { signal, maxMemory } });
      try {
        return await answer(reply, image, kind, form);
      } finally {
        image.dispose();
      }
    });
  });
}

/** A file; `unit`: floats in [0,1]; `sample`: in [-1,1], as the decoder gives it; `bytes`: uint8, channels last. */
type AnswerKind = 'png' | 'jpg' | 'unit' | 'sample' | 'bytes';

function answerKind(query: DecodeQuery, accept: string | undefined, batch: number): AnswerKind {
  if (query.output_type === 'pt') return query.partial_postprocess ? 'bytes' : 'sample';
  if (accept === 'tensor/binary') return 'unit';
  if (batch > 1) {
    const wanted = 'a picture must come of a batch of one: ask for output_type=pt';
    throw new HttpError(400, 'query', `${wanted}; got a batch of ${batch}`);
  }
  if (accept === 'image/png') return 'png';
  return accept === 'image/jpeg' ? 'jpg' : query.image_format;
}

interface DecodeJob {
  readonly form: LatentsForm;
  readonly query: DecodeQuery;
  readonly options: { readonly signal: AbortSignal; readonly maxMemory: string | undefined };
}

/** → `[B,3,H,W]` in [0,1], float32. */
async function decode(
  { vae, forms }: Pick<Service, 'vae' | 'forms'>,
  bytes: Uint8Array,
  { form, query, options }: DecodeJob,
): Promise<Tensor> {
  const { shape, dtype, layout, height, width } = form;
  const { scaling_factor: scale, shift_factor: shift } = query;
  const latents = fromBytes(bytes, { shape, dtype, backend: vae.backend });
  const size = layout === 'tokens' ? { height, width } : {};
  try {
    if (scale === undefined && shift === undefined) {
      return await vae.decode(latents, { ...options, layout, ...size });
    }
    // Factors are other models' convention: they belong to raw latents.
    const scaled = tidy(() => {
      const last = toChannelsLast(latents.astype('float32'), layout, { ...forms.geometry, ...size });
      const raw = layout === 'raw-nchw' ? last : vae.unpatchify(vae.denormalize(last));
      return raw.divide(scale ?? 1).add(shift ?? 0);
    });
    try {
      return await vae.decode(scaled, { ...options, layout: 'raw-nhwc' });
    } finally {
      scaled.dispose();
    }
  } finally {
    latents.dispose();
  }
}

async function answer(reply: FastifyReply, image: Tensor, kind: AnswerKind, { dtype }: LatentsForm) {
  if (kind === 'unit') return tensorAnswer(reply, await image.bytes(), image);
  if (kind === 'sample') {
    const sample = tidy(() => image.multiply(2).subtract(1).astype(dtype));
    try {
      return tensorAnswer(reply, await sample.bytes(), sample);
    } finally {
      sample.dispose();
    }
  }
  const pictures = await toUint8(image);
  const [first] = pictures;
  const { width, height, channels } = first!;
  if (kind === 'bytes') {
    const shape = [pictures.length, height, width, channels];
    return tensorAnswer(reply, Buffer.concat(pictures.map(({ data }) => data)), { shape, dtype: 'uint8' });
  }
  reply.header('content-type', kind === 'png' ? 'image/png' : 'image/jpeg');
  return encodeImage(first!, kind);
}
