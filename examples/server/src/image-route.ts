import { inferLayout, type LatentLayout, latentForm } from '@x/flux2-latents';
import { encodeImage, readLatents, toUint8 } from '@x/flux2-vae';
import type { FastifyInstance } from 'fastify';
import { HttpError } from './http-error.js';
import { imageQuery, parseQuery } from './query.js';
import { readBody } from './read-body.js';
import type { Service } from './service.js';

/** `POST /image`: a latents file (`.safetensors`, `.npy`, ComfyUI's `.latent`) to a PNG. */
export function imageRoute(app: FastifyInstance, { vae, limits, forms, admission }: Service): void {
  app.post('/image', async (request, reply) => {
    const { tensor, ...given } = parseQuery(imageQuery, request.query);
    return admission.admit(reply, async (signal) => {
      const body = { bytes: forms.maxLatentsFile, exact: false, seconds: limits.bodySeconds, signal };
      const bytes = await readBody(request, body);
      const latents = await readLatents(bytes, {
        tensor,
        signal,
        onShape: (shape) => checkElements(shape, forms.maxElements),
      });
      const { shape, height = given.height, width = given.width } = latents;
      const layout = given.layout ?? latents.layout ?? onlyLayout(shape, forms.geometry);
      const form = latentForm('decode', shape, layout, { ...forms.geometry, height, width });
      if (form.batch > 1) {
        throw new HttpError(400, 'latents', `a file must hold one picture's latents; got ${form.batch}`);
      }
      forms.checkPixels(1, forms.pictureOf(form));
      const { maxMemory } = limits;
      const image = await vae.decode(latents, { layout, height, width, signal, maxMemory });
      try {
        const [picture] = await toUint8(image);
        reply.header('content-type', 'image/png');
        return await encodeImage(picture!, 'png');
      } finally {
        image.dispose();
      }
    });
  });
}

function checkElements(shape: readonly number[], most: number): void {
  const elements = shape.reduce((product, side) => product * side, 1);
  if (elements <= most) return;
  throw new HttpError(413, 'too-large', `latents must have at most ${most} elements; got ${elements}`);
}

function onlyLayout(shape: readonly number[], geometry: Parameters<typeof inferLayout>[1]): LatentLayout {
  const found = inferLayout(shape, geometry);
  if (typeof found === 'string') return found;
  throw new HttpError(400, 'layout', `layout must be named: the shape fits ${found.join(' and ')}`);
}
