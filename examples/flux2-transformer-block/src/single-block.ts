import { LayerNorm, Linear, Module, mergeHeads, RMSNorm, SwiGLU, splitHeads } from '@x/nn';
import { attention, concat, rope, split, type Tensor, tidy } from '@x/tensor';
import { type BlockOptions, type Rotary, splitModulation } from './double-block.js';
import { type Modulation, modulate } from './modulation.js';

/** Attention and feed-forward side by side, with one projection in and one out. Dehghani et al., 2023. */
class Flux2ParallelSelfAttention extends Module {
  readonly heads: number;
  readonly sizes: readonly number[];
  readonly to_qkv_mlp_proj: Linear;
  readonly norm_q: RMSNorm;
  readonly norm_k: RMSNorm;
  readonly to_out: Linear;
  readonly #act = new SwiGLU();

  constructor({ dim, numAttentionHeads, attentionHeadDim, mlpRatio = 3, eps = 1e-6 }: BlockOptions) {
    super();
    const inner = Math.floor(dim * mlpRatio);
    this.heads = numAttentionHeads;
    this.sizes = [dim, dim, dim, 2 * inner];
    this.to_qkv_mlp_proj = new Linear({ inFeatures: dim, outFeatures: 3 * dim + 2 * inner, bias: false });
    this.norm_q = new RMSNorm({ normalizedShape: attentionHeadDim, eps });
    this.norm_k = new RMSNorm({ normalizedShape: attentionHeadDim, eps });
    this.to_out = new Linear({ inFeatures: dim + inner, outFeatures: dim, bias: false });
  }

  forward(x: Tensor, { cos, sin }: Rotary): Tensor {
    const projected = split(this.to_qkv_mlp_proj.forward(x), this.sizes, 2);
    const [q, k, v, mlp] = projected as [Tensor, Tensor, Tensor, Tensor];
    const turned = (part: Tensor, norm: RMSNorm) =>
      rope(norm.forward(splitHeads(part, this.heads)), cos, sin);
    const attended = attention(turned(q, this.norm_q), turned(k, this.norm_k), splitHeads(v, this.heads));
    return this.to_out.forward(concat([mergeHeads(attended), this.#act.forward(mlp)], 2));
  }
}

/** One stream of text and image tokens: diffusers' `Flux2SingleTransformerBlock`. */
export class Flux2SingleTransformerBlock extends Module {
  readonly norm: LayerNorm;
  readonly attn: Flux2ParallelSelfAttention;

  constructor(options: BlockOptions) {
    super();
    const { dim, eps = 1e-6 } = options;
    this.norm = new LayerNorm({ normalizedShape: dim, eps, elementwiseAffine: false });
    this.attn = new Flux2ParallelSelfAttention(options);
  }

  /** `tokens [B, M + N, dim]`, text first; `modulation [B, 3·dim]`. */
  forward(tokens: Tensor, given: { readonly modulation: Tensor; readonly rotary: Rotary }): Tensor {
    return tidy(() => {
      const [branch] = splitModulation(given.modulation, 1) as [Modulation];
      const attended = this.attn.forward(modulate(this.norm.forward(tokens), branch), given.rotary);
      return tokens.add(branch.gate.multiply(attended));
    });
  }
}
