import { saveLatents } from '@x/flux2-latents';
import { Command } from 'commander';
import { fromUint8 } from '../from-uint8.js';
import { abortable, UsageError } from './exit.js';
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
import { requireFolder } from './output.js';
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

interface EncodeCommandOptions
  extends CommonOptions,
    ModelOptions,
    ComputeOptions,
    PictureOptions,
    TilingFlags {
  readonly model: string;
  readonly output: string;
}

/** ComfyUI's order, and the only one that a `.latent` has. */
const layout = 'packed-nchw';

export function encodeCommand(): Command {
  const command = new Command('encode')
    .description('encode a picture into a file of latents')
    .argument('<image>', 'PNG, JPEG or WebP')
    .requiredOption('-m, --model <source>', modelSources)
    .requiredOption('-o, --output <file>', '.safetensors, .latent (for ComfyUI) or .npy; packed-nchw');
  for (const add of [
    addPictureOptions,
    addTilingOptions,
    addComputeOptions,
    addModelOptions,
    addCommonOptions,
  ])
    add(command);
  return command.action((image: string, options: EncodeCommandOptions) =>
    abortable((signal) => encode(image, options, signal)),
  );
}

async function encode(path: string, options: EncodeCommandOptions, signal: AbortSignal): Promise<void> {
  const report = new Report(options);
  const { model, output, dtype, precision } = options;
  requireLatentsEnding(output);
  const drawing = sampleOptions(options);
  const division = checkTilingFlags(options);
  await requireFolder(output);
  await withCheckpoint(options, { report, signal }, async (checkpoint) => {
    requirePictureEncoder(model, checkpoint);
    checkTiles(checkpoint.config, division);
    const picture = await readFitted(path, options, checkpoint.config, { report, signal });
    await withModel(checkpoint, options, signal, async (vae, backend) => {
      await vae.loadEncoder({ signal });
      const image = fromUint8([picture]);
      const bar = await report.bar();
      const watch = new TilingWatch(report);
      const { onTiling } = watch;
      backend.resetPeak();
      const start = performance.now();
      const latents = await naming(path, () =>
        vae.encode(image, { ...drawing, ...division, layout, signal, onTiling, onProgress: bar.update }),
      ).finally(() => bar.stop());
      await latents.ready();
      const seconds = (performance.now() - start) / 1000;
      const { peakBytes } = backend.memory();
      await saveLatents(output, latents, { layout, signal });
      const { width, height } = picture;
      const done = {
        backend: backend.name,
        dtype,
        precision,
        layout,
        tiling: watch.done,
        seconds,
        peakBytes,
      };
      report.result(`${output} [${latents.shape.join(', ')}]`, { output, width, height, ...done });
    });
  });
}

function requireLatentsEnding(output: string): void {
  if (/\.(?:safetensors|latent|npy)$/.test(output)) return;
  throw new UsageError(`${output}: the output must end in .safetensors, .latent or .npy; got another ending`);
}
