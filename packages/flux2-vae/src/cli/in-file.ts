import { LatentsError } from '@x/flux2-latents';
import { VaeError } from '../errors.js';
import { CommandError, UsageError } from './exit.js';

/** Names the file in errors about latents that don't. */
export async function inFile<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${path}: ${error.message}`);
    const ours = error instanceof VaeError || error instanceof LatentsError;
    throw ours ? new CommandError(error.code, `${path}: ${error.message}`, { cause: error }) : error;
  }
}
