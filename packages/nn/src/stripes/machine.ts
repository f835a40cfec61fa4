import type { Padding2d } from '@x/tensor';
import type { AttentionSource, ConvSource } from './graph.js';

/** One convolution of a stripe. */
export interface ConvCall<A> {
  readonly source: ConvSource;
  readonly x: A;
  readonly residual: A | null;
  readonly padding: Padding2d;
  /** Of the whole image that `x` is a part of, where a norm reads it. */
  readonly statistics: A | null;
  /** Groups to take statistics of the result over. */
  readonly outputGroups: number | null;
  /** Rows and columns of the result. */
  readonly height: number;
  readonly width: number;
}

/**
 * What stripes are computed on: tensors, or their sizes alone. An array is `[B, rows, W, C]`, statistics are
 * `[B, groups, 2]`, tokens `[B, N, C]`. What a call returns is the caller's own, and is let go of by `free`.
 */
export interface Machine<A> {
  conv(call: ConvCall<A>): { output: A; statistics: A | null };
  sliceRows(x: A, from: number, to: number): A;
  concatRows(parts: readonly A[]): A;
  groupStatistics(x: A, groups: number): A;
  combineStatistics(parts: readonly A[], rows: readonly number[]): A;
  /** Queries, keys or values of some rows. */
  project(source: AttentionSource, which: 'to_q' | 'to_k' | 'to_v', x: A, statistics: A | null): A;
  concatTokens(parts: readonly A[]): A;
  /** Of the queries of some rows over all keys and values, with the output projection and the residual `x`. */
  attend(source: AttentionSource, q: A, k: A, v: A, x: A): A;
  free(array: A): void;
}

/** After an op that takes time: what to wait for, and how much was done. */
export interface Pause<A> {
  readonly array: A;
  /** Of one image of the batch, in multiply-adds of a plain convolution. */
  readonly work: number;
  /** The image that was worked on. */
  readonly image: string;
}
