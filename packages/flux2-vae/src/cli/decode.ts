import { LatentsError, readLatents } from '@x/flux2-latents';
import type { Tensor } from '@x/tensor';
import { Command } from 'commander';
import { AutoencoderKLFlux2 } from '../autoencoder.js';
import { VaeError } from '../errors.js';
import { openCheckpoint } from '../load.js';
import { openBackend } from './backend.js';
import { abortable, CommandError, UsageError } from './exit.js';
import { chooseLayout } from './layout.js';
import {
  addCommonOptions,
  addComputeOptions,
  addLatentOptions,
  addModelOptions,
  type CommonOptions,
  type ComputeOptions,
  type LatentFileOptions,
  type ModelOptions,
} from './options.js';
import { outputFormat, requireFolder, writeImages } from './output.js';
import { Report } from './report.js';

interface DecodeCommandOptions extends CommonOptions, ModelOptions, ComputeOptions, LatentFileOptions {
  readonly model: string;
  readonly output: string;
}

export function decodeCommand(): Command {
  const command = new Command('decode')
    .description('decode a file of latents into pictures or an array')
    .argument('<latents>', '.safetensors, ComfyUI .latent, or .npy')
    .requiredOption(
      '-m, --model <source>',
      'a diffusers folder, a safetensors file, a manifest, or ollama:NAME',
    )
    .requiredOption('-o, --output <file>', '.png, .webp, .jpg, .npy or .safetensors');
  for (const add of [addLatentOptions, addComputeOptions, addModelOptions, addCommonOptions]) add(command);
  return command.action((latents: string, options: DecodeCommandOptions) =>
    abortable((signal) => decode(latents, options, signal)),
  );
}

async function decode(path: string, options: DecodeCommandOptions, signal: AbortSignal): Promise<void> {
  const report = new Report(options);
  const format = outputFormat(options.output);
  await requireFolder(options.output);
  const latents = await readLatents(path, { tensor: options.tensor, signal });
  for (const note of latents.notes) report.note(note);
  const { model, config, modelsDir, variant, dtype, groupNormEps } = options;
  const checkpoint = await openCheckpoint(model, { config, modelsDir, variant, signal, onNote: report.note });
  try {
    const form = await inFile(path, () => chooseLayout(latents, options, checkpoint.config, report));
    const backend = await openBackend(options);
    try {
      const vae = await AutoencoderKLFlux2.load(checkpoint, { backend, dtype, groupNormEps, signal });
      const bar = await report.bar();
      backend.resetPeak();
      const start = performance.now();
      let image: Tensor;
      try {
        image = await inFile(path, () => vae.decode(latents, { ...form, signal, onProgress: bar.update }));
        await image.ready();
      } finally {
        bar.stop();
      }
      const seconds = (performance.now() - start) / 1000;
      const { peakBytes } = backend.memory();
      const [, , height, width] = image.shape;
      for (const output of await writeImages(image, options.output, format, signal)) {
        report.result(`${output} ${width}×${height}`, {
          output,
          width,
          height,
          backend: backend.name,
          dtype,
          layout: form.layout,
          tiling: 'undivided',
          seconds,
          peakBytes,
        });
      }
    } finally {
      await backend.close();
    }
  } finally {
    await checkpoint.close();
  }
}

/** Names the file in errors about latents that don't. */
async function inFile<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${path}: ${error.message}`);
    const ours = error instanceof VaeError || error instanceof LatentsError;
    throw ours ? new CommandError(error.code, `${path}: ${error.message}`, { cause: error }) : error;
  }
}
