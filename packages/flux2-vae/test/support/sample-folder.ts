import { createHash } from 'node:crypto';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { convertLatents, readLatents, saveLatents } from '@x/flux2-latents';
import { createBackend, slice, tensor } from '@x/tensor';
import { encodeSafetensors, type TensorToWrite } from '@x/weights';
import sharp from 'sharp';
import { seededTensor } from '../../../../tools/testing/seeded-weights.js';
import { seededFile } from '../../../../tools/testing/taef2-weights.js';
import { AutoencoderKLFlux2, configToJson, parseConfig } from '../../src/index.js';
import { sample } from './fixtures.js';

/** Of FLUX.2's form, with 32 channels throughout: small, and inferred from a file without a config. */
const smallConfig = parseConfig({
  _class_name: 'AutoencoderKLFlux2',
  latent_channels: 32,
  block_out_channels: [32, 32, 32, 32],
  layers_per_block: 2,
  norm_num_groups: 32,
});

function smallModel(): Record<string, TensorToWrite> {
  const tensors: Record<string, TensorToWrite> = {};
  for (const [name, { shape }] of new AutoencoderKLFlux2(smallConfig).parameterShapes()) {
    if (name === 'bn.num_batches_tracked') continue;
    tensors[name] = { dtype: 'F32', shape, data: seededTensor(name, shape, { kind: 'he', baseSeed: 1n }) };
  }
  return tensors;
}

/** An Ollama models folder with the small model as `x/flux2-klein`. */
async function writeOllamaModel(folder: string): Promise<void> {
  await mkdir(join(folder, 'blobs'), { recursive: true });
  const layers: object[] = [];
  const add = async (name: string, type: string, bytes: Uint8Array) => {
    const hex = createHash('sha256').update(bytes).digest('hex');
    await writeFile(join(folder, 'blobs', `sha256-${hex}`), bytes);
    const mediaType = `application/vnd.ollama.image.${type}`;
    layers.push({ mediaType, digest: `sha256:${hex}`, size: bytes.length, name });
  };
  const config = JSON.stringify(configToJson(smallConfig));
  await add('vae/config.json', 'json', new TextEncoder().encode(config));
  for (const [name, value] of Object.entries(smallModel())) {
    await add(`vae/${name}`, 'tensor', encodeSafetensors({ [name]: value }));
  }
  const manifest = join(folder, 'manifests/registry.ollama.ai/x/flux2-klein');
  await mkdir(manifest, { recursive: true });
  const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
  await writeFile(join(manifest, 'latest'), JSON.stringify({ schemaVersion: 2, mediaType, layers }));
}

/** Latents of 64×64 pixels in each form: the middle of the sample's. */
async function writeLatents(folder: string): Promise<void> {
  const backend = await createBackend('reference');
  const whole = await readLatents(`${sample}/astronaut-256.latents.safetensors`);
  const all = tensor(whole.data, { shape: whole.shape, backend });
  const packed = slice(all, [null, null, [6, 10], [6, 10]]);
  const size = { height: 64, width: 64 };
  const raw = convertLatents(packed, { from: 'packed-nchw', to: 'raw-nchw' });
  const tokens = convertLatents(packed, { from: 'packed-nchw', to: 'tokens' });
  await saveLatents(join(folder, 'latents.safetensors'), raw, { layout: 'raw-nchw' });
  await saveLatents(join(folder, 'tokens.safetensors'), tokens, { layout: 'tokens', ...size });
  await saveLatents(join(folder, 'step.safetensors'), tokens, { layout: 'tokens', ...size });
  await saveLatents(join(folder, 'ComfyUI_00001_.latent'), packed, { layout: 'packed-nchw' });
  await mkdir(join(folder, 'output/latents'), { recursive: true });
  await cp(join(folder, 'ComfyUI_00001_.latent'), join(folder, 'output/latents/ComfyUI_00001_.latent'));
  await backend.close();
}

/** The files that the samples of README and docs name. */
export async function writeSampleFolder(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  await writeLatents(folder);
  for (const name of ['flux2-klein-4b/vae', 'path/to/FLUX.2-klein/vae', 'path/to/vae']) {
    for (const file of ['config.json', 'diffusion_pytorch_model.safetensors']) {
      await cp(join(sample, file), join(folder, name, file));
    }
  }
  const single = encodeSafetensors(smallModel());
  for (const name of ['flux2-vae.safetensors', 'models/vae/flux2-vae.safetensors']) {
    await mkdir(join(folder, 'models/vae'), { recursive: true });
    await writeFile(join(folder, name), single);
  }
  await writeOllamaModel(join(folder, 'ollama-models'));
  await writeFile(join(folder, 'taef2.safetensors'), seededFile());
  await mkdir(join(folder, 'ComfyUI/input'), { recursive: true });
  const photograph = sharp(`${sample}/astronaut-256.png`).resize(64);
  await photograph.jpeg().toFile(join(folder, 'photograph.jpg'));
}
