import { BlockWriter, inBlocks, type Source } from './blocks.js';
import { elementOf } from './cast.js';
import type { Steps } from './queue.js';
import type { Workspace } from './storage.js';

/** Half types take the value by way of float32. */
export function* fill(value: number | bigint, out: Source, workspace: Workspace): Steps {
  const element = elementOf(value, out.dtype);
  const writer = new BlockWriter(out.elements, out.dtype, workspace);
  yield* inBlocks(out.elements.length, (count) => {
    writer.write(count, (block) => (block as { fill(value: unknown): void }).fill(element));
  });
}

export function* arange(args: { start: number; step: number }, out: Source, workspace: Workspace): Steps {
  const writer = new BlockWriter(out.elements, out.dtype, workspace);
  yield* inBlocks(out.elements.length, (count, first) => {
    writer.write(count, (block) => {
      for (let i = 0; i < count; i++) block[i] = elementOf(args.start + args.step * (first + i), out.dtype);
    });
  });
}
