import type { Padding2d, RelativeCosts } from '@x/tensor';
import { ActivationLayer } from '../layers/activation.js';
import type { Conv2d } from '../layers/conv2d.js';
import type { AttentionSource, ConvSource } from './graph.js';
import { type AttentionShape, attentionShapeOf, type ConvShape, convShapeOf } from './layer-shapes.js';
import type { ConvCall, Machine } from './machine.js';
import { convWork, projectionWork, scoresWork } from './work.js';

/** An array that is only reckoned with. */
export interface SizedArray {
  readonly shape: readonly number[];
  /** As an allocator takes them. */
  readonly bytes: number;
}

/** Bytes that ops need beside their arguments and results. */
export interface Workspaces {
  /** `padding` and `outputGroups` are those of a stripe. */
  conv(
    layer: ConvShape,
    x: readonly number[],
    stripe: { readonly padding: Padding2d; readonly outputGroups: number | null },
  ): number;
  /** Of `attention(q, k, v)` with `[B, heads, N, D]`. */
  attention(q: readonly number[], k: readonly number[]): number;
}

/** Allocators round sizes up: by a 32nd at most, and a little for small ones. */
const allocated = (bytes: number): number => Math.ceil(bytes * (33 / 32)) + 128;

/** Multiply-adds that could be done while a byte is copied, on a CPU. */
const workPerCopiedByte = 40;
/** And while an op is issued and waited for. */
const workPerOp = 2e7;
/** And while one element of a convolution's weights is brought into the form that a kernel wants. */
const workPerWeight = 1000;

/** Float32 images of the input's size that an activation composed of ops holds, the norm before it included. */
const composedImages = 8;

function elements(shape: readonly number[]): number {
  let product = 1;
  for (const side of shape) product *= side;
  return product;
}

/** What layers need, asked for once a shape. */
export class LayerBytes {
  readonly #workspaces: Workspaces;
  readonly #shapes = new Map<ConvSource | AttentionSource, ConvShape | AttentionShape>();
  readonly #known = new Map<ConvSource | AttentionSource, Map<number, number>>();

  constructor(workspaces: Workspaces) {
    this.#workspaces = workspaces;
  }

  conv({ source, x, padding, outputGroups }: ConvCall<SizedArray>): number {
    // Of one layer only rows and padding differ from stripe to stripe.
    const { top, bottom } = padding;
    const key = ((x.shape[1]! * 1024 + top) * 1024 + bottom) * 2 + (outputGroups === null ? 0 : 1);
    return this.#once(source, key, () =>
      this.#workspaces.conv(this.#shapeOf(source, convShapeOf), x.shape, { padding, outputGroups }),
    );
  }

  attention(source: AttentionSource, q: readonly number[], k: readonly number[]): number {
    const { heads, kvHeads, dimHead } = this.#shapeOf(source, attentionShapeOf);
    const split = ([batch, count]: readonly number[], heads: number) => [batch!, heads, count!, dimHead];
    return this.#once(source, q[1]!, () => this.#workspaces.attention(split(q, heads), split(k, kvHeads)));
  }

  #shapeOf<S extends ConvSource | AttentionSource, T extends ConvShape | AttentionShape>(
    source: S,
    shapeOf: (source: S) => T,
  ): T {
    let shape = this.#shapes.get(source);
    if (shape === undefined) this.#shapes.set(source, (shape = shapeOf(source)));
    return shape as T;
  }

  #once(source: ConvSource | AttentionSource, key: number, ask: () => number): number {
    let ofSource = this.#known.get(source);
    if (ofSource === undefined) this.#known.set(source, (ofSource = new Map()));
    let bytes = ofSource.get(key);
    if (bytes === undefined) ofSource.set(key, (bytes = ask()));
    return bytes;
  }
}

export interface SizeMachineOptions {
  /** Of an element of an activation. */
  readonly itemBytes: number;
  readonly layerBytes: LayerBytes;
  readonly costs: RelativeCosts;
}

/** Reckons bytes and time instead of computing. */
export class SizeMachine implements Machine<SizedArray> {
  peakBytes = 0;
  /** Without workspaces. */
  imageBytes = 0;
  /** In multiply-adds: those of the ops, and what copying and issuing take beside them. */
  cost = 0;
  /** Workspaces of the convolutions that ran, the largest of each: their prepared weights are in it. */
  readonly prepared = new Map<Conv2d, number>();
  /** What preparing all weights again for each call costs more than doing it once. */
  repeatedCost = 0;
  #liveBytes = 0;
  readonly #itemBytes: number;
  readonly #layerBytes: LayerBytes;
  readonly #costs: RelativeCosts;

  constructor({ itemBytes, layerBytes, costs }: SizeMachineOptions) {
    this.#itemBytes = itemBytes;
    this.#layerBytes = layerBytes;
    this.#costs = costs;
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

  conv(call: ConvCall<SizedArray>): { output: SizedArray; statistics: SizedArray | null } {
    const { source, x, outputGroups, height, width } = call;
    const { conv, activation = null } = source.layers;
    const batch = x.shape[0]!;
    const output = this.make([batch, height, width, conv.outChannels]);
    const statistics = outputGroups === null ? null : this.make([batch, outputGroups, 2], 4);
    let bytes = allocated(this.#layerBytes.conv(call));
    this.prepared.set(conv, Math.max(bytes, this.prepared.get(conv) ?? 0));
    if (activation !== null && !(activation instanceof ActivationLayer)) {
      bytes += composedImages * elements(x.shape) * 4;
    }
    this.#during(bytes);
    this.repeatedCost += conv.weight.size * workPerWeight;
    this.cost += convWork(source, batch * height * width, this.#costs) + workPerOp;
    return { output, statistics };
  }

  sliceRows(x: SizedArray, from: number, to: number): SizedArray {
    const [batch, , width, channels] = x.shape as [number, number, number, number];
    return this.#copy([batch, to - from, width, channels]);
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
    const { outFeatures } = source.attention[which];
    const [batch, rows, width] = x.shape as [number, number, number];
    const output = this.make([batch, rows * width, outFeatures]);
    this.#during(x.bytes + output.bytes); // the normalised input; the product before its bias
    const work = projectionWork(source, which, batch * rows * width, this.#costs);
    this.cost += work + x.bytes * workPerCopiedByte + workPerOp;
    return output;
  }

  attend(source: AttentionSource, q: SizedArray, k: SizedArray, v: SizedArray, x: SizedArray): SizedArray {
    const output = this.make(x.shape);
    const workspace = this.#layerBytes.attention(source, q.shape, k.shape);
    // Heads of queries, keys and values are split into arrays of their own, and merged again.
    const split = source.attention.heads === 1 ? 0 : q.bytes + k.bytes + v.bytes;
    this.#during(split + q.bytes + Math.max(workspace, split > 0 ? q.bytes + 2 * x.bytes : 2 * x.bytes));
    const [batch, queries] = q.shape as [number, number];
    this.cost +=
      scoresWork(source, batch * queries, k.shape[1]!, this.#costs) +
      projectionWork(source, 'to_q', batch * queries, this.#costs) +
      workPerOp;
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
    const total = this.#liveBytes + bytes;
    if (total > this.peakBytes) this.peakBytes = total;
    if (this.#liveBytes > this.imageBytes) this.imageBytes = this.#liveBytes;
  }
}
