import { BlockReader, inBlocks, type Source } from './blocks.js';
import type { Steps } from './queue.js';
import type { Workspace } from './storage.js';

/** Moves elements as they are stored. */
export function* where(condition: Source, a: Source, b: Source, out: Source, workspace: Workspace): Steps {
  const conditions = new BlockReader(condition, out.shape, workspace);
  const readA = new BlockReader(a, out.shape, workspace);
  const readB = new BlockReader(b, out.shape, workspace);
  yield* inBlocks(out.elements.length, (count, start) => {
    const holds = conditions.stored(count);
    const x = readA.stored(count);
    const y = readB.stored(count);
    const block = out.elements.subarray(start, start + count);
    for (let i = 0; i < count; i++) block[i] = holds[i] ? x[i]! : y[i]!;
  });
}
