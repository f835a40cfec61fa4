import { asFloat32, isHalf, roundInto, type Source } from './blocks.js';
import { gemmBuffers, lanes, multiply } from './gemm.js';
import type { Steps } from './queue.js';
import { sizeOf, type Workspace } from './storage.js';
import { broadcastStrides, Walk } from './strides.js';

/** `[…, M, K] · […, K, N]`; each matrix product is one of `gemm.ts`. */
export function* matmul(a: Source, b: Source, out: Source, workspace: Workspace): Steps {
  const m = out.shape.at(-2)!;
  const n = out.shape.at(-1)!;
  const k = a.shape.at(-1)!;
  const left = yield* asFloat32(a, workspace);
  const right = yield* asFloat32(b, workspace);
  const isRounded = isHalf(out.dtype);
  const result = isRounded ? workspace.float32(out.elements.length) : (out.elements as Float32Array);
  const buffers = gemmBuffers(m, n, k, workspace);

  const batch = out.shape.slice(0, -2);
  const leftMatrices = new Walk(batch, broadcastStrides(a.shape.slice(0, -2), batch));
  const rightMatrices = new Walk(batch, broadcastStrides(b.shape.slice(0, -2), batch));
  for (let i = 0; i < sizeOf(batch); i++) {
    const leftStart = leftMatrices.offset * m * k;
    const rightStart = rightMatrices.offset * k * n;
    yield* multiply(
      {
        m,
        n,
        k,
        packA: (row, from, to, panel, at) => {
          const start = leftStart + row * k;
          for (let j = from; j < to; j++, at += lanes) panel[at] = left[start + j]!;
        },
        packB: (column, from, to, panel, at) => {
          const start = rightStart + column;
          for (let j = from; j < to; j++, at += lanes) panel[at] = right[start + j * n]!;
        },
        out: { elements: result, offset: i * m * n, stride: n },
      },
      buffers,
    );
    leftMatrices.next();
    rightMatrices.next();
  }
  if (isRounded) yield* roundInto(out.elements as Uint16Array, out.dtype, result);
}
