import { Command, Option } from 'commander';
import { decodeFile } from './decode-file.js';
import { decodeMany } from './decode-many.js';
import { abortable, UsageError } from './exit.js';
import { inFile } from './in-file.js';
import { chooseLayout } from './layout.js';
import { withCheckpoint, withModel } from './model.js';
import {
  addCommonOptions,
  addComputeOptions,
  addLatentOptions,
  addModelOptions,
  type CommonOptions,
  type ComputeOptions,
  type LatentFileOptions,
  type ModelOptions,
  modelSources,
  outputEndings,
} from './options.js';
import { outputFormat, requireFolder, writeImages } from './output.js';
import { readDecodable } from './read-latents.js';
import { Report } from './report.js';
import { addTilingOptions, checkTiles, checkTilingFlags, type TilingFlags } from './tiling.js';

export interface DecodeCommandOptions
  extends CommonOptions,
    ModelOptions,
    ComputeOptions,
    LatentFileOptions,
    TilingFlags {
  readonly model: string;
  readonly output?: string;
  readonly outputDir?: string;
  readonly format: string;
  readonly overwrite: boolean;
}

export function decodeCommand(): Command {
  const command = new Command('decode')
    .description('decode files of latents into pictures or arrays')
    .argument(
      '<latents...>',
      '.safetensors, ComfyUI .latent, or .npy; with --output-dir many, globs and folders too',
    )
    .requiredOption('-m, --model <source>', modelSources)
    .option('-o, --output <file>', '.png, .webp, .jpg, .npy or .safetensors')
    .option('--output-dir <folder>', 'for many files; made where it is missing')
    .addOption(
      new Option('--format <ending>', 'of the files in --output-dir').choices(outputEndings).default('png'),
    )
    .option('--overwrite', 'write what is in --output-dir already again', false);
  for (const add of [
    addLatentOptions,
    addTilingOptions,
    addComputeOptions,
    addModelOptions,
    addCommonOptions,
  ])
    add(command);
  return command.action((inputs: readonly string[], options: DecodeCommandOptions) =>
    abortable((signal) => {
      const { output, outputDir } = options;
      if ((output === undefined) === (outputDir === undefined)) {
        throw new UsageError('one of --output (for one file) and --output-dir must be given');
      }
      if (outputDir !== undefined) return decodeMany(inputs, { ...options, outputDir }, signal);
      if (inputs.length > 1) throw new UsageError(`${inputs.length} files need --output-dir`);
      return decode(inputs[0]!, { ...options, output: output! }, signal);
    }),
  );
}

async function decode(
  path: string,
  options: DecodeCommandOptions & { readonly output: string },
  signal: AbortSignal,
): Promise<void> {
  const report = new Report(options);
  const format = outputFormat(options.output);
  const division = checkTilingFlags(options);
  await requireFolder(options.output);
  const { dtype, precision, tensor } = options;
  await withCheckpoint(options, { report, signal }, async (checkpoint) => {
    checkTiles(checkpoint.config, division);
    const latents = await readDecodable(path, checkpoint.config, { tensor, signal });
    for (const note of latents.notes) report.note(note);
    const form = await inFile(path, () => chooseLayout(latents, options, checkpoint.config, report));
    await withModel(checkpoint, options, signal, async (vae, backend) => {
      const bar = await report.bar();
      const work = { input: path, latents, form, division, signal, report, onProgress: bar.update };
      const { image, ...about } = await decodeFile(vae, work).finally(() => bar.stop());
      const [, , height, width] = image.shape;
      for (const output of await writeImages(image, options.output, format, signal)) {
        report.result(`${output} ${width}×${height}`, {
          output,
          width,
          height,
          backend: backend.name,
          dtype,
          precision,
          ...about,
        });
      }
    });
  });
}
