import type { Backend } from '@x/tensor';
import { AutoencoderKLFlux2 } from '../autoencoder.js';
import { type Checkpoint, openCheckpoint } from '../load.js';
import { openBackend } from './backend.js';
import type { ComputeOptions, ModelOptions } from './options.js';
import type { Report } from './report.js';

/** The checkpoint that a command names, open until `work` is done. */
export async function withCheckpoint(
  { model, config, modelsDir, variant }: ModelOptions & { readonly model: string },
  { report, signal }: { readonly report: Report; readonly signal: AbortSignal },
  work: (checkpoint: Checkpoint) => Promise<void>,
): Promise<void> {
  const checkpoint = await openCheckpoint(model, { config, modelsDir, variant, signal, onNote: report.note });
  try {
    await work(checkpoint);
  } finally {
    await checkpoint.close();
  }
}

/** Its model on a backend of its own, both there until `work` is done. */
export async function withModel(
  checkpoint: Checkpoint,
  options: ComputeOptions,
  signal: AbortSignal,
  work: (vae: AutoencoderKLFlux2, backend: Backend) => Promise<void>,
): Promise<void> {
  const backend = await openBackend(options);
  try {
    const { dtype, precision, groupNormEps } = options;
    await work(
      await AutoencoderKLFlux2.load(checkpoint, { backend, dtype, precision, groupNormEps, signal }),
      backend,
    );
  } finally {
    await backend.close();
  }
}
