import { latentLayouts } from '@x/flux2-latents';
import { backendNames, type Precision, precisions } from '@x/tensor';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { imageFormats } from '../image.js';
import { UsageError } from './exit.js';

/** What may be given as a model, for the help. */
export const modelSources = 'a diffusers folder, a safetensors file, a manifest, or ollama:NAME';

/** Options of every command. */
export interface CommonOptions {
  readonly quiet: boolean;
  readonly json: boolean;
}

/** Where the model comes from. */
export interface ModelOptions {
  readonly config?: string;
  readonly modelsDir?: string;
  readonly variant?: string;
}

/** What computes. */
export interface ComputeOptions {
  readonly backend?: string;
  readonly threads?: number;
  readonly dtype: 'float32' | 'bfloat16' | 'float16';
  readonly precision: Precision;
  readonly groupNormEps?: number;
}

/** How latents lie in their file. */
export interface LatentFileOptions {
  readonly layout?: (typeof latentLayouts)[number];
  readonly height?: number;
  readonly width?: number;
  readonly tensor?: string;
}

export const addCommonOptions = (command: Command): Command =>
  command
    .option('--json', 'one line of JSON on standard output', false)
    .option('-q, --quiet', 'no progress bar and no notes', false);

export const addModelOptions = (command: Command): Command =>
  command
    .option('--config <file>', "a config.json to take in place of the model's own")
    .option('--models-dir <folder>', "Ollama's models folder (default: $OLLAMA_MODELS or ~/.ollama/models)")
    .option('--variant <name>', 'of a diffusers folder: fp16, bf16')
    .hook('preAction', (called) => {
      // What a variable that isn't set leaves.
      if (called.opts().model === '') throw new UsageError('--model must not be empty');
    });

export const addComputeOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--backend <name>', 'what computes (default: the best there is)').choices(backendNames()),
    )
    .addOption(
      new Option('--dtype <type>', 'weights and activations')
        .choices(['float32', 'bfloat16', 'float16'])
        .default('float32'),
    )
    .addOption(
      new Option('--precision <level>', 'of products: high and medium may be faster, and are less exact')
        .choices(precisions)
        .default('highest'),
    )
    .option('--threads <count>', 'threads of a native backend (default: all cores)', threadCount)
    .option(
      '--group-norm-eps <number>',
      'of all group norms (default: 1e-6; Ollama took 1e-5)',
      positiveNumber,
    );

export const addLatentOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--layout <layout>', "of the latents (default: the file's, or inferred)").choices(
        latentLayouts,
      ),
    )
    .option('--height <pixels>', 'of the picture, for tokens', wholeNumber)
    .option('--width <pixels>', 'of the picture, for tokens', wholeNumber)
    .option('--tensor <name>', 'in a safetensors file (default: latents, or the only one)');

/** Endings an output may have. */
export const outputEndings = [...imageFormats, 'jpeg', 'npy', 'safetensors'] as const;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1) {
    throw new InvalidArgumentError('It must be a whole number from 1.');
  }
  return value;
}

/** More than any machine has. */
const mostThreads = 4096;

function threadCount(text: string): number {
  const value = wholeNumber(text);
  if (value > mostThreads) throw new InvalidArgumentError(`It must be at most ${mostThreads}.`);
  return value;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('It must be a positive number.');
  }
  return value;
}
