import { isPacked, type PreviewMap, previewLatents, readLatents } from '@x/flux2-latents';
import { backendNames } from '@x/tensor';
import { Command, Option } from 'commander';
import { type Checkpoint, openCheckpoint } from '../load.js';
import { readStatistics } from '../statistics.js';
import { openBackend } from './backend.js';
import { abortable } from './exit.js';
import { inFile } from './in-file.js';
import { chooseLayout } from './layout.js';
import {
  addCommonOptions,
  addLatentOptions,
  addModelOptions,
  type CommonOptions,
  type LatentFileOptions,
  type ModelOptions,
} from './options.js';
import { outputFormat, requireFolder, writeImages } from './output.js';
import { Report } from './report.js';

interface PreviewCommandOptions extends CommonOptions, ModelOptions, LatentFileOptions {
  readonly output: string;
  readonly map: PreviewMap;
  readonly model?: string;
  readonly backend?: string;
}

export function previewCommand(): Command {
  const command = new Command('preview')
    .description('a small picture straight from latents, without decoding them')
    .argument('<latents>', '.safetensors, ComfyUI .latent, or .npy')
    .requiredOption('-o, --output <file>', '.png, .webp, .jpg, .npy or .safetensors')
    .addOption(
      new Option('--map <name>', 'from latents to colours').choices(['fitted', 'public']).default('fitted'),
    )
    .option('-m, --model <source>', "whose statistics raw latents are normalised by (default: FLUX.2's own)")
    .addOption(
      new Option('--backend <name>', 'what computes (default: the best there is)').choices(backendNames()),
    );
  for (const add of [addLatentOptions, addModelOptions, addCommonOptions]) add(command);
  return command.action((latents: string, options: PreviewCommandOptions) =>
    abortable((signal) => preview(latents, options, signal)),
  );
}

async function preview(path: string, options: PreviewCommandOptions, signal: AbortSignal): Promise<void> {
  const report = new Report(options);
  const format = outputFormat(options.output);
  await requireFolder(options.output);
  const latents = await readLatents(path, { tensor: options.tensor, signal });
  for (const note of latents.notes) report.note(note);
  const { model, config, modelsDir, variant, map } = options;
  let checkpoint: Checkpoint | undefined;
  const backend = await openBackend(options);
  try {
    if (model !== undefined) {
      checkpoint = await openCheckpoint(model, { config, modelsDir, variant, signal, onNote: report.note });
    }
    const { latentChannels = 32, patchSize = [2, 2] } = checkpoint?.config ?? {};
    const geometry = { latentChannels, patchSize } as const;
    const form = await inFile(path, () => chooseLayout(latents, options, geometry, report));
    // Packed latents are normalised already.
    const statistics =
      checkpoint && !isPacked(form.layout) ? await readStatistics(checkpoint, backend, signal) : null;
    const image = await inFile(path, () =>
      previewLatents(latents, {
        ...geometry,
        ...form,
        map,
        backend,
        ...(statistics && { statistics }),
      }),
    );
    const [, , height, width] = image.shape;
    for (const output of await writeImages(image, options.output, format, signal)) {
      report.result(`${output} ${width}×${height}`, { output, width, height, map, layout: form.layout });
    }
    image.dispose();
  } finally {
    await checkpoint?.close();
    await backend.close();
  }
}
