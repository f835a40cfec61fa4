import { sum, type Tensor } from '@x/tensor';
import type { Note } from './errors.js';
import type { RunOptions } from './run.js';

/** Whether every element is a finite number: those of a picture of float16's overflow are not. */
export async function isFinitePicture(picture: Tensor): Promise<boolean> {
  // Elements are within [0,1] or NaN.
  const total = sum(picture);
  try {
    return Number.isFinite(Number(await total.item()));
  } finally {
    total.dispose();
  }
}

export const overflowNote: Note = {
  code: 'float16-overflow',
  message: 'float16 overflowed (NaN or infinite elements): decoded again in float32',
};

/** Options for two runs after each other, of which one bar tells. */
export function twoRuns(options: RunOptions): { first: RunOptions; second: RunOptions } {
  const { onProgress, ...others } = options;
  if (onProgress === undefined) return { first: options, second: options };
  let before = 0;
  return {
    first: {
      ...others,
      onProgress(progress) {
        before = progress.total;
        onProgress(progress);
      },
    },
    second: {
      ...others,
      onProgress(progress) {
        const { done, total } = progress;
        if (done > 0) onProgress({ ...progress, done: before + done, total: before + total });
      },
    },
  };
}
