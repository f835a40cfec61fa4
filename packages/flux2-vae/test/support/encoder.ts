import type { Backend } from '@x/tensor';
import { AutoencoderKLFlux2, openCheckpoint } from '../../src/index.js';
import { loadEncoderWeights } from '../../src/load.js';

/** A model with all its weights; `load` leaves the encoder's for the first encode. */
export async function loadWithEncoder(source: string, backend: Backend): Promise<AutoencoderKLFlux2> {
  const vae = await AutoencoderKLFlux2.load(source, { backend });
  const checkpoint = await openCheckpoint(source);
  try {
    await loadEncoderWeights(vae, checkpoint, new AbortController().signal);
    return vae;
  } finally {
    await checkpoint.close();
  }
}
