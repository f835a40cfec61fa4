import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readLatents } from '@x/flux2-latents';
import { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { createBackend, TensorError } from '@x/tensor';
import { root } from '../lib/paths.mjs';

const small = join(root, 'test-fixtures/vae/tiny');
const sample = join(root, 'test-fixtures/sample-model');

/** A model of a few widths with latents for it: milliseconds a decode. */
export async function smallModel(backend) {
  const vae = await AutoencoderKLFlux2.load(small, { backend });
  const { data, shape } = await readLatents(join(small, 'expected.safetensors'), { tensor: 'packed' });
  return { vae, latents: { data, shape, layout: 'packed-nchw' } };
}

/** The sample model with latents of 512 × 512 pixels. */
export async function sampleModel(backend) {
  const vae = await AutoencoderKLFlux2.load(sample, { backend });
  return { vae, latents: await readLatents(join(sample, 'astronaut.latents.safetensors')) };
}

export async function decodedHash({ vae, latents }) {
  const picture = await vae.decode(latents);
  try {
    return createHash('sha256')
      .update(await picture.bytes())
      .digest('hex');
  } finally {
    picture.dispose();
  }
}

/** The backends of this machine, of those that are asked for. */
export async function availableBackends(names = ['reference', 'cpu', 'mlx']) {
  const found = [];
  for (const name of names) {
    try {
      await (await createBackend(name)).close();
      found.push(name);
    } catch (error) {
      if (!(error instanceof TensorError) || error.code !== 'backend-unavailable') throw error;
    }
  }
  return found;
}

export const row = (what, figure, limit, passed) => ({ what, figure, limit, passed });
