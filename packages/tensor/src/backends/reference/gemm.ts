import type { Steps } from './queue.js';
import type { Workspace } from './storage.js';

/**
 * Sums of products C[i, j] = Σₖ A[i, k] · B[k, j] for matmul and conv2d. A product of two float32 is exact in
 * double; the sum is taken in double in the order of k and rounded once, so no blocking shows in the result.
 */
export interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Copies A[i, from…to) into `panel`, every `lanes`-th element from `at` on. */
  readonly packA: PackVector;
  /** The same of column j of B: B[from…to, j]. */
  readonly packB: PackVector;
  /** C[i, j] is element `offset + i·stride + j`. */
  readonly out: { readonly elements: Float32Array; readonly offset: number; readonly stride: number };
}

export type PackVector = (index: number, from: number, to: number, panel: Float64Array, at: number) => void;

/** Rows of A, or columns of B, that lie side by side in a panel; the micro-kernel's 4×4 sums. */
export const lanes = 4;

/** Sizes of a block; what is packed for one stays in a cache of 1 MiB. */
const blockM = 64;
const blockN = 96;
const blockK = 1024;

/** Packed panels `[vectors / lanes][k][lanes]`, and the sums of a block. */
export interface GemmBuffers {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly sums: Float64Array;
}

/** Enough for products of up to this size. */
export function gemmBuffers(m: number, n: number, k: number, workspace: Workspace): GemmBuffers {
  const depth = Math.min(k, blockK);
  const rows = roundUp(Math.min(m, blockM));
  const columns = roundUp(Math.min(n, blockN));
  return {
    a: workspace.float64(rows * depth),
    b: workspace.float64(columns * depth),
    sums: workspace.float64(rows * columns),
  };
}

const roundUp = (count: number) => Math.ceil(count / lanes) * lanes;

export function* multiply(product: Product, buffers: GemmBuffers): Steps {
  const { m, n, k, packA, packB, out } = product;
  const { a, b, sums } = buffers;
  for (let j = 0; j < n; j += blockN) {
    const columns = Math.min(blockN, n - j);
    const stride = roundUp(columns);
    for (let i = 0; i < m; i += blockM) {
      const rows = Math.min(blockM, m - i);
      sums.fill(0);
      for (let from = 0; from < k; from += blockK) {
        const to = Math.min(from + blockK, k);
        pack(packA, i, rows, from, to, a);
        if (i === 0 || k > blockK) pack(packB, j, columns, from, to, b);
        for (let row = 0; row < rows; row += lanes) {
          for (let column = 0; column < columns; column += lanes) {
            const depth = to - from;
            addProducts(a, row * depth, b, column * depth, depth, sums, row * stride + column, stride);
          }
        }
        yield rows * columns * (to - from);
      }
      for (let row = 0; row < rows; row++) {
        const start = out.offset + (i + row) * out.stride + j;
        out.elements.set(sums.subarray(row * stride, row * stride + columns), start);
      }
    }
  }
}

/** Lanes beyond the last vector are zeros. */
function pack(
  packVector: PackVector,
  first: number,
  count: number,
  from: number,
  to: number,
  panels: Float64Array,
): void {
  const depth = to - from;
  for (let vector = 0; vector < roundUp(count); vector++) {
    const at = Math.floor(vector / lanes) * lanes * depth + (vector % lanes);
    if (vector < count) packVector(first + vector, from, to, panels, at);
    else for (let i = 0; i < depth; i++) panels[at + i * lanes] = 0;
  }
}

/** Adds the products of two panels to 4×4 sums. Named sums, as an array of them would not stay in registers. */
function addProducts(
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  depth: number,
  sums: Float64Array,
  at: number,
  stride: number,
): void {
  const r0 = at;
  const r1 = at + stride;
  const r2 = r1 + stride;
  const r3 = r2 + stride;
  let s00 = sums[r0]!;
  let s01 = sums[r0 + 1]!;
  let s02 = sums[r0 + 2]!;
  let s03 = sums[r0 + 3]!;
  let s10 = sums[r1]!;
  let s11 = sums[r1 + 1]!;
  let s12 = sums[r1 + 2]!;
  let s13 = sums[r1 + 3]!;
  let s20 = sums[r2]!;
  let s21 = sums[r2 + 1]!;
  let s22 = sums[r2 + 2]!;
  let s23 = sums[r2 + 3]!;
  let s30 = sums[r3]!;
  let s31 = sums[r3 + 1]!;
  let s32 = sums[r3 + 2]!;
  let s33 = sums[r3 + 3]!;
  for (let end = aAt + depth * 4; aAt < end; aAt += 4, bAt += 4) {
    const b0 = b[bAt]!;
    const b1 = b[bAt + 1]!;
    const b2 = b[bAt + 2]!;
    const b3 = b[bAt + 3]!;
    const a0 = a[aAt]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    const a1 = a[aAt + 1]!;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    const a2 = a[aAt + 2]!;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    const a3 = a[aAt + 3]!;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
  }
  sums[r0] = s00;
  sums[r0 + 1] = s01;
  sums[r0 + 2] = s02;
  sums[r0 + 3] = s03;
  sums[r1] = s10;
  sums[r1 + 1] = s11;
  sums[r1 + 2] = s12;
  sums[r1 + 3] = s13;
  sums[r2] = s20;
  sums[r2 + 1] = s21;
  sums[r2 + 2] = s22;
  sums[r2 + 3] = s23;
  sums[r3] = s30;
  sums[r3 + 1] = s31;
  sums[r3 + 2] = s32;
  sums[r3 + 3] = s33;
}
