import { isTaef2, Taef2, Taef2Error } from '@x/taef2';
import type { Backend } from '@x/tensor';
import { openWeights, WeightsError } from '@x/weights';
import { CommandError } from './exit.js';

/** TAEF2 with its weights, or null where a model is something else. A file that can't be read is an error. */
export async function openTaef2(
  model: string,
  { backend, signal }: { readonly backend: Backend; readonly signal: AbortSignal },
): Promise<Taef2 | null> {
  const weights = await openWeights(model, { signal }).catch((error: unknown) => {
    // What can't be opened as one file is no TAEF2, and tells what is wrong when it is opened as another model.
    if (error instanceof WeightsError && error.code !== 'format') return null;
    throw error;
  });
  if (weights === null) return null;
  try {
    if (!isTaef2(weights.names())) return null;
    const taef2 = await Taef2.load(weights, { backend, signal });
    if (taef2.decoder !== null) return taef2;
    throw new CommandError('argument', `${model}: TAEF2 must have a decoder; got an encoder alone`);
  } catch (error) {
    throw error instanceof Taef2Error ? new CommandError(error.code, error.message, { cause: error }) : error;
  } finally {
    await weights.close();
  }
}
