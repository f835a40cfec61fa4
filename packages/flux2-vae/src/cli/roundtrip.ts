import { Command } from 'commander';
import { fromUint8 } from '../from-uint8.js';
import { psnr } from '../psnr.js';
import type { Progress } from '../run.js';
import { abortable } from './exit.js';
import { withCheckpoint, withModel } from './model.js';
import {
  addCommonOptions,
  addComputeOptions,
  addModelOptions,
  type CommonOptions,
  type ComputeOptions,
  type ModelOptions,
  modelSources,
} from './options.js';
import { outputFormat, requireFolder, writeImages } from './output.js';
import {
  addPictureOptions,
  naming,
  type PictureOptions,
  readFitted,
  requirePictureEncoder,
  sampleOptions,
} from './picture.js';
import { Report } from './report.js';
import { addTilingOptions, checkTiles, checkTilingFlags, type TilingFlags, TilingWatch } from './tiling.js';

interface RoundtripCommandOptions
  extends CommonOptions,
    ModelOptions,
    ComputeOptions,
    PictureOptions,
    TilingFlags {
  readonly model: string;
  readonly output: string;
}

export function roundtripCommand(): Command {
  const command = new Command('roundtrip')
    .description('encode a picture, decode it again, and say how near it comes (PSNR)')
    .argument('<image>', 'PNG, JPEG or WebP')
    .requiredOption('-m, --model <source>', modelSources)
    .requiredOption('-o, --output <file>', '.png, .webp, .jpg, .npy or .safetensors');
  for (const add of [
    addPictureOptions,
    addTilingOptions,
    addComputeOptions,
    addModelOptions,
    addCommonOptions,
  ])
    add(command);
  return command.action((image: string, options: RoundtripCommandOptions) =>
    abortable((signal) => roundtrip(image, options, signal)),
  );
}

async function roundtrip(path: string, options: RoundtripCommandOptions, signal: AbortSignal): Promise<void> {
  const report = new Report(options);
  const { model, dtype, precision } = options;
  const format = outputFormat(options.output);
  const drawing = sampleOptions(options);
  const division = checkTilingFlags(options);
  await requireFolder(options.output);
  await withCheckpoint(options, { report, signal }, async (checkpoint) => {
    requirePictureEncoder(model, checkpoint);
    checkTiles(checkpoint.config, division);
    const picture = await readFitted(path, options, checkpoint.config, { report, signal });
    await withModel(checkpoint, options, signal, async (vae, backend) => {
      await vae.loadEncoder({ signal });
      const image = fromUint8([picture]);
      const watch = new TilingWatch(report);
      const { onTiling } = watch;
      const withBar = async <T>(work: (onProgress: (progress: Progress) => void) => Promise<T>) => {
        const bar = await report.bar();
        return work(bar.update).finally(() => bar.stop());
      };
      backend.resetPeak();
      const start = performance.now();
      const decoded = await naming(path, async () => {
        using latents = await withBar((onProgress) =>
          vae.encode(image, { ...drawing, ...division, signal, onTiling, onProgress }),
        );
        return await withBar((onProgress) =>
          vae.decode(latents, { ...division, signal, onTiling, onProgress, onNote: report.note }),
        );
      });
      const values = (await decoded.data()) as Float32Array;
      const seconds = (performance.now() - start) / 1000;
      const { peakBytes } = backend.memory();
      const decibels = psnr(values, image.data);
      const { width, height } = picture;
      const done = { backend: backend.name, dtype, precision, tiling: watch.done, seconds, peakBytes };
      for (const output of await writeImages(decoded, options.output, format, signal)) {
        report.result(`${output} ${width}×${height} PSNR ${decibels.toFixed(2)} dB`, {
          output,
          width,
          height,
          psnr: Number.isFinite(decibels) ? decibels : null,
          ...done,
        });
      }
    });
  });
}
