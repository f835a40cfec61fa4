import type { Padding2d } from '@x/tensor';
import { ActivationLayer } from '../layers/activation.js';
import type { Conv2d } from '../layers/conv2d.js';
import type { AttentionSource, ConvSource } from './graph.js';
import type { ConvCall, Machine } from './machine.js';

/** An array that is only reckoned with. */
export interface SizedArray {
  readonly shape: readonly number[];
  /** As an allocator takes them. */
  readonly bytes: number;
}

/** Bytes that ops need beside their arguments and results. */
export interface Workspaces {
  conv(
    source: ConvSource,
    x: readonly number[],
    options: { padding: Padding2d; residual: boolean; outputGroups: number | null },
  ): number;
  /** Of `attention(q, k, v)` with `[B, N, C]`. */
  attention(source: AttentionSource, q: readonly number[], k: readonly number[]): number;
}

/** Allocators round sizes up: by a 32nd at most, and a little for small ones. */
const allocated = (bytes: number): number => Math.ceil(bytes * (33 / 32)) + 128;

/** Multiply-adds that could be done while a byte is copied, on a CPU. */
const workPerCopiedByte = 40;
/** And while an op is issued and waited for. */
const workPerOp = 2e7;
/** And while one element of a convolution's weights is brought into the form that a kernel wants. */
const workPerWeight = 1000;

const elements = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

/** Reckons bytes and time instead of computing. */
export class SizeMachine implements Machine<SizedArray> {
  peakBytes = 0;
  /** In multiply-adds: those of the ops, and what copying and issuing take beside them. */
  cost = 0;
  /** Workspaces of the convolutions that ran, the largest of each: their prepared weights are in it. */
  readonly prepared = new Map<Conv2d, number>();
  /** What preparing all weights again for each call costs more than doing it once. */
  repeatedCost = 0;
  #liveBytes = 0;
  readonly #itemBytes: number;
  readonly #workspaces: Workspaces;

  constructor(itemBytes: number, workspaces: Workspaces) {
    this.#itemBytes = itemBytes;
    this.#workspaces = workspaces;
  }

  make(shape: readonly number[], itemBytes = this.#itemBytes): SizedArray {
    const array = { shape, bytes: allocated(elements(shape) * itemBytes) };
    this.#liveBytes += array.bytes;
    this.#during(0);
    return array;
  }

  free({ bytes }: SizedArray): void {
    this.#liveBytes -= bytes;
  }

  conv({ source, x, residual, padding, outputGroups, height, width }: ConvCall<SizedArray>): {
    output: SizedArray;
    statistics: SizedArray | null;
  } {
    const { conv, activation = null } = source.layers;
    const [batch] = x.shape as [number];
    const output = this.make([batch, height, width, conv.outChannels]);
    const statistics = outputGroups === null ? null : this.make([batch, outputGroups, 2], 4);
    const options = { padding, residual: residual !== null, outputGroups };
    let bytes = this.#workspaces.conv(source, x.shape, options);
    this.prepared.set(conv, Math.max(bytes, this.prepared.get(conv) ?? 0));
    // One that is no `ActivationLayer` is composed of ops.
    if (activation !== null && !(activation instanceof ActivationLayer)) bytes += 5 * x.bytes;
    this.#during(bytes);
    const weights = conv.weight.size;
    this.repeatedCost += weights * workPerWeight;
    this.cost += (elements(output.shape) * weights) / conv.outChannels + workPerOp;
    return { output, statistics };
  }

  sliceRows(x: SizedArray, from: number, to: number): SizedArray {
    return this.#copy(x.shape.map((side, axis) => (axis === 1 ? to - from : side)));
  }

  concatRows(parts: readonly SizedArray[]): SizedArray {
    return this.#join(parts);
  }

  concatTokens(parts: readonly SizedArray[]): SizedArray {
    return this.#join(parts);
  }

  groupStatistics(x: SizedArray, groups: number): SizedArray {
    this.cost += x.bytes * workPerCopiedByte;
    return this.make([x.shape[0]!, groups, 2], 4);
  }

  combineStatistics(parts: readonly SizedArray[]): SizedArray {
    return this.make(parts[0]!.shape, 4);
  }

  project(source: AttentionSource, which: 'to_q' | 'to_k' | 'to_v', x: SizedArray): SizedArray {
    const { inFeatures, outFeatures } = source.attention[which];
    const [batch, rows, width] = x.shape as [number, number, number];
    const output = this.make([batch, rows * width, outFeatures]);
    this.#during(x.bytes + output.bytes); // the normalised input; the product before its bias
    this.cost += batch * rows * width * inFeatures * outFeatures + x.bytes * workPerCopiedByte + workPerOp;
    return output;
  }

  attend(source: AttentionSource, q: SizedArray, k: SizedArray, _v: SizedArray, x: SizedArray): SizedArray {
    const output = this.make(x.shape);
    const workspace = this.#workspaces.attention(source, q.shape, k.shape);
    this.#during(Math.max(q.bytes + workspace, q.bytes + 2 * x.bytes));
    const [batch, queries, features] = q.shape as [number, number, number];
    this.cost +=
      2 * batch * queries * k.shape[1]! * features + batch * queries * features * x.shape[3]! + workPerOp;
    return output;
  }

  #join(parts: readonly SizedArray[]): SizedArray {
    const length = parts.reduce((sum, { shape }) => sum + shape[1]!, 0);
    return this.#copy(parts[0]!.shape.map((side, axis) => (axis === 1 ? length : side)));
  }

  #copy(shape: readonly number[]): SizedArray {
    const array = this.make(shape);
    this.cost += array.bytes * workPerCopiedByte;
    return array;
  }

  #during(bytes: number): void {
    this.peakBytes = Math.max(this.peakBytes, this.#liveBytes + bytes);
  }
}
