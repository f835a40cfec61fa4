import type { WithStatistics } from '@x/nn';
import { clip, concat, type Precision, type RelativeCosts, slice, type Tensor, tidy } from '@x/tensor';
import { WatchedJob } from './job-progress.js';
import type { Step } from './steps.js';
import type { TilingDone } from './tiling.js';

/** `done` of `total` units of work, which take the same time each; `stage` names the layer worked on last. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly stage: string;
  /** Of a decode or an encode: how it goes about its memory. */
  readonly tiling?: TilingDone;
}

export interface RunOptions {
  /** Stops the work, within layers where the backend can; rejects with its `reason`. */
  readonly signal?: AbortSignal | undefined;
  /** After each layer, and now and then within one. `done` rises and ends at `total`. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Of products, for this run. Default: the model's, which is `load`'s. */
  readonly precision?: Precision | undefined;
}

/**
 * Runs every step over each picture of `z [B,H,W,C]` in turn, and gives the pictures `[B,C,H',W']`, float32. What
 * a step made is let go of as soon as the next has been issued.
 */
export async function runOverBatch(steps: readonly Step[], z: Tensor, options: RunOptions): Promise<Tensor> {
  const [batch, height, width] = z.shape as [number, number, number];
  const works = workOf(steps, height, width, z.backend.relativeCosts);
  const total = batch * works.reduce((sum, work) => sum + work, 0);
  let done = 0;
  const pictures: Tensor[] = [];
  const { signal, precision, onProgress } = options;
  const onPart =
    onProgress &&
    ((index: number, part: number) =>
      onProgress({ done: done + part * works[index]!, total, stage: steps[index]!.name }));
  onProgress?.({ done, total, stage: 'start' });
  try {
    for (let i = 0; i < batch; i++) {
      const one = slice(z, [[i, i + 1]]);
      const sample = await runSteps(steps, one, { signal, precision, onPart }, (index) => {
        done += works[index]!;
        onProgress?.({ done, total, stage: steps[index]!.name });
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

/** Work of each step, for one picture. */
export function workOf(
  steps: readonly Step[],
  height: number,
  width: number,
  costs?: RelativeCosts,
): number[] {
  let [rows, columns] = [height, width];
  return steps.map(({ work, scale }) => {
    const amount = work(rows, columns, costs);
    [rows, columns] = [rows * scale, columns * scale];
    return amount;
  });
}

export interface RunStepsOptions {
  readonly signal?: AbortSignal | undefined;
  readonly precision?: Precision | undefined;
  /** Within a step: how much of it is done, from 0 to 1. */
  readonly onPart?: ((index: number, part: number) => void) | undefined;
}

/** Owns `x` and disposes it. */
export async function runSteps(
  steps: readonly Step[],
  x: Tensor,
  { signal, precision, onPart }: RunStepsOptions,
  onDone: (index: number) => void,
): Promise<Tensor> {
  let current: WithStatistics = { output: x, statistics: null };
  const job = new WatchedJob(x.backend, { signal, precision });
  try {
    for (const [index, { run }] of steps.entries()) {
      const before = current;
      const next = job.run(() => run(before));
      release(current);
      current = next;
      await job.settle(current.output.ready(), onPart && ((part) => onPart(index, part)));
      onDone(index);
    }
    signal?.throwIfAborted();
    current.statistics?.dispose();
    return current.output;
  } catch (error) {
    release(current);
    throw error;
  } finally {
    job.dispose();
  }
}

function release({ output, statistics }: WithStatistics): void {
  output.dispose();
  statistics?.dispose();
}

/**
 * Sample `[B,H,W,C]` in [-1,1] → picture `[B,C,H,W]` in [0,1], float32. What float16 couldn't hold becomes NaN, where
 * clipping would hide an infinity.
 */
export const toPicture = (sample: Tensor): Tensor =>
  tidy(() => {
    const wide = sample.permuteDims([0, 3, 1, 2]).astype('float32');
    const picture = clip(wide.multiply(0.5).add(0.5), { min: 0, max: 1 });
    return sample.dtype === 'float16' ? picture.add(wide.multiply(0)) : picture;
  });
