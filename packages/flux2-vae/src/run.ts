import type { WithStatistics } from '@x/nn';
import { clip, concat, slice, type Tensor, tidy } from '@x/tensor';
import type { Step } from './steps.js';

/** `done` of `total` units of work; `stage` names the layer that was finished. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly stage: string;
}

export interface RunOptions {
  /** Looked at between layers; rejects with its `reason`. */
  readonly signal?: AbortSignal | undefined;
  /** After each layer. `done` rises and ends at `total`. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * Runs every step over each picture of `z [B,H,W,C]` in turn, and gives the pictures `[B,C,H',W']`, float32. What
 * a step made is let go of as soon as the next has been issued.
 */
export async function runOverBatch(steps: readonly Step[], z: Tensor, options: RunOptions): Promise<Tensor> {
  const [batch, height, width] = z.shape as [number, number, number];
  const works = workOf(steps, height, width);
  const total = batch * works.reduce((sum, work) => sum + work, 0);
  let done = 0;
  const pictures: Tensor[] = [];
  options.onProgress?.({ done, total, stage: 'start' });
  try {
    for (let i = 0; i < batch; i++) {
      const one = slice(z, [[i, i + 1]]);
      const sample = await runSteps(steps, one, options, (index) => {
        done += works[index]!;
        options.onProgress?.({ done, total, stage: steps[index]!.name });
      });
      try {
        pictures.push(toPicture(sample));
      } finally {
        sample.dispose();
      }
    }
    return batch === 1 ? pictures.pop()! : concat(pictures);
  } finally {
    for (const picture of pictures) picture.dispose();
  }
}

function workOf(steps: readonly Step[], height: number, width: number): number[] {
  let [rows, columns] = [height, width];
  return steps.map(({ work, scale }) => {
    const amount = work(rows, columns);
    [rows, columns] = [rows * scale, columns * scale];
    return amount;
  });
}

/** Owns `x` and disposes it. */
async function runSteps(
  steps: readonly Step[],
  x: Tensor,
  { signal }: RunOptions,
  onDone: (index: number) => void,
): Promise<Tensor> {
  let current: WithStatistics = { output: x, statistics: null };
  try {
    for (const [index, { run }] of steps.entries()) {
      signal?.throwIfAborted();
      const next = run(current);
      release(current);
      current = next;
      await current.output.ready();
      onDone(index);
    }
    signal?.throwIfAborted();
    current.statistics?.dispose();
    return current.output;
  } catch (error) {
    release(current);
    throw error;
  }
}

function release({ output, statistics }: WithStatistics): void {
  output.dispose();
  statistics?.dispose();
}

/** Sample `[B,H,W,C]` in [-1,1] → picture `[B,C,H,W]` in [0,1], float32. */
const toPicture = (sample: Tensor): Tensor =>
  tidy(() => {
    const shifted = sample.permuteDims([0, 3, 1, 2]).astype('float32').multiply(0.5).add(0.5);
    return clip(shifted, { min: 0, max: 1 });
  });
