// Decodes for native/cpu/replay: what a model asks of a backend, with the picture that the reference makes of it.
import { join } from 'node:path';
import { readLatents } from '@x/flux2-latents';
import { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { createBackend, registerBackend } from '@x/tensor';
import { root } from '../lib/paths.mjs';
import { Recorder } from './recorder.mjs';

/** Of latents [1, C, H, W], the first rows and columns. */
function cropped({ data, shape }, rows, columns) {
  const [, channels, height, width] = shape;
  const cut = new Float32Array(channels * rows * columns);
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < rows; y++) {
      const from = (c * height + y) * width;
      cut.set(data.subarray(from, from + columns), (c * rows + y) * columns);
    }
  }
  return { data: cut, shape: [1, channels, rows, columns], layout: 'packed-nchw' };
}

const sample = join(root, 'test-fixtures/sample-model');
const tiny = join(root, 'test-fixtures/vae/tiny');

/**
 * By name. The kernels sum in another order than the reference does, and in Winograd's domain; with products of
 * bfloat16 a picture may be off by a level or two of 255.
 */
const decodes = {
  sample: {
    model: sample,
    latents: async () => cropped(await readLatents(join(sample, 'astronaut-256.latents.safetensors')), 3, 2),
    options: { precision: 'highest' },
    fused: true,
    tolerance: 1e-3,
  },
  'sample-medium': {
    model: sample,
    latents: async () => cropped(await readLatents(join(sample, 'astronaut-256.latents.safetensors')), 3, 2),
    options: { precision: 'medium' },
    fused: true,
    tolerance: 0.03,
  },
  'tiny-fused': {
    model: tiny,
    latents: async () => readLatents(join(tiny, 'expected.safetensors'), { tensor: 'packed' }),
    options: {},
    fused: true,
    tolerance: 1e-3,
  },
  'tiny-plain': {
    model: tiny,
    latents: async () => readLatents(join(tiny, 'expected.safetensors'), { tensor: 'packed' }),
    options: {},
    fused: false,
    tolerance: 1e-3,
  },
};

async function decode(vae, { latents, options }) {
  const { data, shape } = await latents();
  return vae.decode({ data, shape, layout: 'packed-nchw' }, options);
}

/** Writes one recording into `folder`; says what it holds. */
async function record(name, folder) {
  const wanted = decodes[name];
  const reference = await createBackend('reference');
  const right = await decode(await AutoencoderKLFlux2.load(wanted.model, { backend: reference }), wanted);
  const values = await right.data();

  let recorder;
  const backendName = `recorder-${name}`;
  registerBackend(backendName, () => (recorder = new Recorder(wanted)));
  const backend = await createBackend(backendName);
  const vae = await AutoencoderKLFlux2.load(wanted.model, { backend });
  const picture = await decode(vae, wanted);
  await recorder.expectRead(() => picture.data(), values, wanted.tolerance);
  picture.dispose();
  vae.dispose();
  await Promise.all([backend.close(), reference.close()]);
  return recorder.write(folder);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node tools/sanitize/record.mjs FOLDER');
  process.exit(2);
}
for (const name of Object.keys(decodes)) {
  const { ops, bytes } = await record(name, join(folder, name));
  console.log(`${name}: ${ops} ops, ${(bytes / 2 ** 20).toFixed(1)} MiB`);
}
