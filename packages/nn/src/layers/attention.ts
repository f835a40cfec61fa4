import { attention, type Tensor, tidy } from '@x/tensor';
import { requireChannels, requireCounts, requireDivides } from '../checks.js';
import { NnError } from '../errors.js';
import { Module } from '../module.js';
import { ModuleList } from './containers.js';
import { GroupNorm } from './group-norm.js';
import { Linear } from './linear.js';

export interface AttentionOptions {
  /** Channels of the queries' source. */
  readonly queryDim: number;
  /** Channels of the keys' and values' source. Default `queryDim`. */
  readonly crossAttentionDim?: number;
  /** Default 8. */
  readonly heads?: number;
  /** Fewer key heads than query heads are shared in turn. Default `heads`. */
  readonly kvHeads?: number;
  /** Default 64. */
  readonly dimHead?: number;
  /** Of `to_q`, `to_k`, `to_v`. Default false. */
  readonly bias?: boolean;
  /** Of `to_out`. Default true. */
  readonly outBias?: boolean;
  /** Group norm of the input; null: none. Default null. */
  readonly normNumGroups?: number | null;
  /** Of that norm. Default 1e-5. */
  readonly eps?: number;
  /** Adds the input to the result. Default false. */
  readonly residualConnection?: boolean;
}

export interface AttentionInputs {
  /** Keys' and values' source `[B, M, crossAttentionDim]`. Default: the input (self-attention). */
  readonly encoderHiddenStates?: Tensor | null;
  /** Added to the scores; broadcast to `[B, heads, N, M]`. */
  readonly attentionMask?: Tensor | null;
  /** Group statistics of the input where they are known already (float32 `[B, normNumGroups, 2]`). */
  readonly statistics?: Tensor | null;
}

/**
 * Multi-head attention with diffusers' names: `to_out.0(softmax(q·kᵀ/√dimHead + mask)·v)` over the tokens of
 * `[B, N, C]` or the pixels of `[B, H, W, C]`. Vaswani et al., 2017.
 */
export class Attention extends Module {
  readonly heads: number;
  readonly kvHeads: number;
  readonly dimHead: number;
  readonly residualConnection: boolean;
  readonly group_norm: GroupNorm | null;
  readonly to_q: Linear;
  readonly to_k: Linear;
  readonly to_v: Linear;
  readonly to_out: ModuleList<Linear>;

  constructor(options: AttentionOptions) {
    super();
    const { queryDim, crossAttentionDim = queryDim, heads = 8, kvHeads = heads, dimHead = 64 } = options;
    const {
      bias = false,
      outBias = true,
      normNumGroups = null,
      eps = 1e-5,
      residualConnection = false,
    } = options;
    requireCounts('Attention', { queryDim, crossAttentionDim, heads, kvHeads, dimHead });
    requireDivides('Attention', ['kvHeads', kvHeads], ['heads', heads]);
    this.heads = heads;
    this.kvHeads = kvHeads;
    this.dimHead = dimHead;
    this.residualConnection = residualConnection;
    this.group_norm =
      normNumGroups === null ? null : new GroupNorm({ numGroups: normNumGroups, numChannels: queryDim, eps });
    this.to_q = new Linear({ inFeatures: queryDim, outFeatures: heads * dimHead, bias });
    this.to_k = new Linear({ inFeatures: crossAttentionDim, outFeatures: kvHeads * dimHead, bias });
    this.to_v = new Linear({ inFeatures: crossAttentionDim, outFeatures: kvHeads * dimHead, bias });
    this.to_out = new ModuleList([
      new Linear({ inFeatures: heads * dimHead, outFeatures: queryDim, bias: outBias }),
    ]);
  }

  forward(x: Tensor, inputs: AttentionInputs = {}): Tensor {
    requireChannels('Attention', x.shape, this.to_q.inFeatures);
    if (x.shape.length < 3)
      throw new NnError('shape', 'Attention', `the input must be [B, …, C]; got [${x.shape}]`);
    const [batch, channels] = [x.shape[0]!, x.shape[x.shape.length - 1]!];
    const count = x.shape.slice(1, -1).reduce((product, n) => product * n, 1);
    return tidy(() => {
      const normed = this.group_norm
        ? this.group_norm.forward(x, { statistics: inputs.statistics ?? null })
        : x;
      const tokens = normed.reshape([batch, count, channels]);
      const context = inputs.encoderHiddenStates ?? tokens;

      const [k, v] = [this.to_k.forward(context), this.to_v.forward(context)];
      return this.attend(this.to_q.forward(tokens), k, v, x, inputs.attentionMask);
    });
  }

  /**
   * What is left to do with queries `[B, N, heads·dimHead]`, keys and values `[B, M, kvHeads·dimHead]`: attention and
   * projection, to the shape of `x` (of N tokens or pixels), which is the residual.
   */
  attend(q: Tensor, k: Tensor, v: Tensor, x: Tensor, attentionMask: Tensor | null = null): Tensor {
    return tidy(() => {
      const attended = attention(
        splitHeads(q, this.heads),
        splitHeads(k, this.kvHeads),
        splitHeads(v, this.kvHeads),
        { scale: 1 / Math.sqrt(this.dimHead), mask: attentionMask },
      );
      const out = this.to_out.at(0)!.forward(mergeHeads(attended)).reshape(x.shape);
      return this.residualConnection ? out.add(x) : out;
    });
  }
}

/** `[B, N, heads·D]` → `[B, heads, N, D]`. */
export function splitHeads(x: Tensor, heads: number): Tensor {
  const [batch, tokens, channels] = x.shape as [number, number, number];
  if (heads === 1) return x.reshape([batch, 1, tokens, channels]);
  return x.reshape([batch, tokens, heads, channels / heads]).permuteDims([0, 2, 1, 3]);
}

/** `[B, heads, N, D]` → `[B, N, heads·D]`. */
export function mergeHeads(x: Tensor): Tensor {
  const [batch, heads, tokens, dim] = x.shape as [number, number, number, number];
  const tokensFirst = heads === 1 ? x : x.permuteDims([0, 2, 1, 3]);
  return tokensFirst.reshape([batch, tokens, heads * dim]);
}
