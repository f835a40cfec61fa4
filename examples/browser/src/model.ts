import { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { isTaef2, Taef2 } from '@x/taef2';
import type { Backend } from '@x/tensor';
import { type FilesByName, openWeights } from '@x/weights';
import type { SentFile } from './messages.js';

export type Model = AutoencoderKLFlux2 | Taef2;

interface LoadOptions {
  readonly backend: Backend;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

export const opened = (file: SentFile): Blob | URL => (file instanceof Blob ? file : new URL(file.href));

/** FLUX.2's autoencoder or the tiny one: their tensors' names say which. */
export async function loadModel(
  files: Readonly<Record<string, SentFile>>,
  options: LoadOptions,
): Promise<Model> {
  const { signal } = options;
  await using weights = await openWeights(inputOf(files), { signal });
  return isTaef2(weights.names())
    ? await Taef2.load(weights, options)
    : await AutoencoderKLFlux2.load(weights, options);
}

/** One file of weights goes by any name; several are told apart by those of their folder. */
function inputOf(files: Readonly<Record<string, SentFile>>): Blob | URL | FilesByName {
  const given = Object.entries(files).map(([name, file]) => [name, opened(file)] as const);
  const weights = given.filter(([name]) => name.endsWith('.safetensors'));
  const config = given.find(([name]) => name.endsWith('config.json'));
  const [only] = weights;
  if (only === undefined || weights.length > 1) return Object.fromEntries(given);
  if (config === undefined) return only[1];
  return { 'config.json': config[1], 'diffusion_pytorch_model.safetensors': only[1] };
}
