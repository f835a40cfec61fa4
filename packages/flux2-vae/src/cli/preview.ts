import { isPacked, type PreviewMap, previewLatents, type ReadLatents, readLatents } from '@x/flux2-latents';
import type { Taef2 } from '@x/taef2';
import { type Backend, backendNames, type Tensor } from '@x/tensor';
import { Command, Option } from 'commander';
import type { LatentOptions } from '../latents.js';
import { openCheckpoint } from '../load.js';
import { readStatistics } from '../statistics.js';
import { openBackend } from './backend.js';
import { abortable, UsageError } from './exit.js';
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
import { openTaef2 } from './taef2.js';

interface PreviewCommandOptions extends CommonOptions, ModelOptions, LatentFileOptions {
  readonly output: string;
  readonly map?: PreviewMap;
  readonly model?: string;
  readonly backend?: string;
}

/** What a preview is made by, for the report. */
interface Preview {
  readonly image: Tensor;
  readonly layout: LatentOptions['layout'];
  readonly by: { readonly map: PreviewMap } | { readonly model: 'taef2' };
}

/** What previews are made with. */
interface Context {
  readonly backend: Backend;
  readonly report: Report;
  readonly signal: AbortSignal;
}

export function previewCommand(): Command {
  const command = new Command('preview')
    .description(
      'a quick picture from latents: by TAEF2 where it is the model, else a small one by a linear map',
    )
    .argument('<latents>', '.safetensors, ComfyUI .latent, or .npy')
    .requiredOption('-o, --output <file>', '.png, .webp, .jpg, .npy or .safetensors')
    .addOption(
      new Option('--map <name>', 'from latents to colours, without TAEF2 (default: fitted)').choices([
        'fitted',
        'public',
      ]),
    )
    .option(
      '-m, --model <source>',
      "taef2.safetensors or its decoder; or the model whose statistics raw latents are normalised by (default: FLUX.2's own)",
    )
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
  const backend = await openBackend(options);
  try {
    const context = { backend, report, signal };
    const { model } = options;
    const taef2 = model === undefined ? null : await openTaef2(model, context);
    if (taef2 && options.map) {
      throw new UsageError(`--map must come without TAEF2; got ${options.map} and ${model}`);
    }
    const { image, layout, by } = await inFile(path, () =>
      taef2 ? decoded(latents, taef2, options, context) : mapped(latents, options, context),
    );
    const [, , height, width] = image.shape;
    for (const output of await writeImages(image, options.output, format, signal)) {
      report.result(`${output} ${width}×${height}`, { output, width, height, ...by, layout });
    }
    image.dispose();
  } finally {
    await backend.close();
  }
}

/** By TAEF2, of the picture's full size. */
async function decoded(
  latents: ReadLatents,
  taef2: Taef2,
  options: PreviewCommandOptions,
  { report, signal }: Context,
): Promise<Preview> {
  const form = chooseLayout(latents, options, { latentChannels: 32, patchSize: [2, 2] }, report);
  const bar = await report.bar();
  try {
    const image = await taef2.decode(latents, { ...form, signal, onProgress: bar.update });
    return { image, layout: form.layout, by: { model: 'taef2' } };
  } finally {
    bar.stop();
  }
}

/** By a linear map, one pixel a raw latent. */
async function mapped(
  latents: ReadLatents,
  options: PreviewCommandOptions,
  { backend, report, signal }: Context,
): Promise<Preview> {
  const { model, config, modelsDir, variant, map = 'fitted' } = options;
  const checkpoint =
    model === undefined
      ? null
      : await openCheckpoint(model, { config, modelsDir, variant, signal, onNote: report.note });
  try {
    const { latentChannels = 32, patchSize = [2, 2] } = checkpoint?.config ?? {};
    const geometry = { latentChannels, patchSize } as const;
    const form = chooseLayout(latents, options, geometry, report);
    // Packed latents are normalised already.
    const statistics =
      checkpoint && !isPacked(form.layout) ? await readStatistics(checkpoint, backend, signal) : null;
    const image = previewLatents(latents, {
      ...geometry,
      ...form,
      map,
      backend,
      ...(statistics && { statistics }),
    });
    return { image, layout: form.layout, by: { map } };
  } finally {
    await checkpoint?.close();
  }
}
