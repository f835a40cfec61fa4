import { type AutoencoderKLFlux2, fromUint8, readPicture } from '@x/flux2-vae';
import { fromBytes, type Tensor, tidy } from '@x/tensor';
import type { FastifyInstance } from 'fastify';
import { HttpError } from './http-error.js';
import type { TensorForm } from './model.js';
import { type EncodeQuery, encodeQuery, parseQuery, type WireDType } from './query.js';
import { readBody } from './read-body.js';
import type { Service } from './service.js';
import { tensorAnswer } from './tensor-answer.js';

/** `POST /encode`: a PNG or a tensor's bytes to raw latents, as diffusers' `remote_encode` asks for them. */
export function encodeRoute(app: FastifyInstance, { vae, limits, forms, admission }: Service): void {
  app.post('/encode', async (request, reply) => {
    if (vae.encoder === null) {
      throw new HttpError(501, 'no-encoder', 'the model must have an encoder; this one is a decoder alone');
    }
    const query = parseQuery(encodeQuery, request.query);
    const { shape, dtype = 'float32' } = query;
    const form = shape === undefined ? null : forms.image(shape, dtype);
    return admission.admit(reply, async (signal) => {
      const most = form?.bytes ?? forms.maxPictureFile;
      const body = { bytes: most, exact: form !== null, seconds: limits.bodySeconds, signal };
      const bytes = await readBody(request, body);
      const options = { layout: 'raw-nchw', signal, maxMemory: limits.maxMemory } as const;
      const { maxPixels } = limits;
      const raw =
        form === null
          ? await vae.encode(fromUint8([await readPicture(bytes, { maxPixels, signal })]), options)
          : await encodeTensor(vae, bytes, form, options);
      const latents = scaled(raw, query, dtype);
      try {
        return await tensorAnswer(reply, await latents.bytes(), latents);
      } finally {
        latents.dispose();
      }
    });
  });
}

/** Of an image in [-1,1]. */
function encodeTensor(
  vae: AutoencoderKLFlux2,
  bytes: Uint8Array,
  { shape, dtype }: TensorForm,
  options: Parameters<AutoencoderKLFlux2['encode']>[1],
): Promise<Tensor> {
  const image = tidy(() =>
    fromBytes(bytes, { shape, dtype, backend: vae.backend }).astype('float32').multiply(0.5).add(0.5),
  );
  const latents = vae.encode(image, options);
  image.dispose();
  return latents;
}

/** The inverse of what a decode does with the factors. Disposes what it is given. */
function scaled(raw: Tensor, { scaling_factor, shift_factor }: EncodeQuery, dtype: WireDType): Tensor {
  try {
    return tidy(() =>
      raw
        .subtract(shift_factor ?? 0)
        .multiply(scaling_factor ?? 1)
        .astype(dtype),
    );
  } finally {
    raw.dispose();
  }
}
