import { TensorError } from '../../errors.js';
import { bytesOf, type ReferenceArray } from './storage.js';
import { nextTurn } from './turn.js';

/** Copied between two turns of the event loop. */
const pieceBytes = 2 ** 24;

/** A copy of an array's bytes, once computed. */
export async function read(array: ReferenceArray): Promise<Uint8Array> {
  array.retain();
  try {
    await array.settled();
    const bytes = bytesOf(array.storage.elements);
    const copy = new Uint8Array(bytes.length);
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      if (start > 0) await nextTurn();
      copy.set(bytes.subarray(start, start + pieceBytes), start);
    }
    return copy;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TensorError('out-of-memory', 'read', `the copy must fit into memory; ${error.message}`, {
      cause: error,
    });
  } finally {
    array.release();
  }
}
