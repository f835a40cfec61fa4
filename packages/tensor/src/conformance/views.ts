/** The same array by ways that leave a backend with sources that aren't contiguous, if it keeps such. */
import { type Backend, flip, permuteDims, slice, type Tensor } from '@x/tensor';
import { upload } from './evaluate.js';
import { gather } from './hostArray.js';
import type { HostArray } from './opCase.js';

export interface View {
  readonly name: string;
  make(backend: Backend, x: HostArray): Tensor;
}

const contiguous: View = { name: '', make: upload };

/** Uploaded with its axes in reverse order. */
const permuted: View = {
  name: 'permuted source',
  make(backend, x) {
    const axes = x.shape.map((_, i) => x.shape.length - 1 - i);
    const reversed = gather(x, [...x.shape].reverse(), (index) => [...index].reverse());
    return permuteDims(upload(backend, reversed), axes);
  },
};

/** Every second element along each axis of a larger array, but for one at either end. */
const strided: View = {
  name: 'strided source',
  make(backend, x) {
    const larger = gather(
      x,
      x.shape.map((side) => 2 * side + 1),
      (index) => (index.every((i) => i % 2 === 1) ? index.map((i) => (i - 1) / 2) : null),
    );
    return slice(
      upload(backend, larger),
      x.shape.map((side) => [1, 2 * side + 1, 2] as const),
    );
  },
};

/** Read backwards along each axis. */
const reversed: View = {
  name: 'reversed source',
  make(backend, x) {
    return flip(
      upload(
        backend,
        gather(x, x.shape, (index) => index.map((i, axis) => x.shape[axis]! - 1 - i)),
      ),
    );
  },
};

export const views: readonly View[] = [contiguous, permuted, strided, reversed];
