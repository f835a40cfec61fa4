import { combineGroupStatistics, concat, groupStatistics, slice, type Tensor, tidy } from '@x/tensor';
import { normActConv } from '../norm-act-conv.js';
import type { AttentionSource } from './graph.js';
import type { ConvCall, Machine } from './machine.js';

/** Computes on tensors, and knows which of them are alive. */
export class TensorMachine implements Machine<Tensor> {
  readonly #live = new Set<Tensor>();

  conv(call: ConvCall<Tensor>): { output: Tensor; statistics: Tensor | null } {
    const { source, x, residual, padding, statistics, outputGroups } = call;
    const result = tidy(() =>
      normActConv(x, {
        ...source.layers,
        residual,
        padding,
        statistics,
        outputStatisticsGroups: outputGroups,
      }),
    );
    this.own(result.output);
    if (result.statistics) this.own(result.statistics);
    return result;
  }

  sliceRows(x: Tensor, from: number, to: number): Tensor {
    return this.own(slice(x, [null, [from, to]]));
  }

  concatRows(parts: readonly Tensor[]): Tensor {
    return this.own(concat(parts, 1));
  }

  concatTokens(parts: readonly Tensor[]): Tensor {
    return this.own(concat(parts, 1));
  }

  groupStatistics(x: Tensor, groups: number): Tensor {
    return this.own(groupStatistics(x, groups));
  }

  combineStatistics(parts: readonly Tensor[], rows: readonly number[]): Tensor {
    return this.own(combineGroupStatistics(parts, rows));
  }

  project(
    { attention }: AttentionSource,
    which: 'to_q' | 'to_k' | 'to_v',
    x: Tensor,
    statistics: Tensor | null,
  ): Tensor {
    const [batch, rows, width, channels] = x.shape as [number, number, number, number];
    return this.own(
      tidy(() => {
        const normed = attention.group_norm ? attention.group_norm.forward(x, { statistics }) : x;
        return attention[which].forward(normed.reshape([batch, rows * width, channels]));
      }),
    );
  }

  attend({ attention }: AttentionSource, q: Tensor, k: Tensor, v: Tensor, x: Tensor): Tensor {
    return this.own(tidy(() => attention.attend(q, k, v, x)));
  }

  /** Makes a tensor one of the machine's. */
  own(tensor: Tensor): Tensor {
    this.#live.add(tensor);
    return tensor;
  }

  /** Hands a tensor over to the caller. */
  release(tensor: Tensor): Tensor {
    this.#live.delete(tensor);
    return tensor;
  }

  free(tensor: Tensor): void {
    this.#live.delete(tensor);
    tensor.dispose();
  }

  dispose(): void {
    for (const tensor of this.#live) tensor.dispose();
    this.#live.clear();
  }
}
