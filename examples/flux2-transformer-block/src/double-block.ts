import { LayerNorm, Linear, Module, ModuleList, mergeHeads, RMSNorm, splitHeads } from '@x/nn';
import { attention, concat, rope, split, type Tensor, tidy } from '@x/tensor';
import { Flux2FeedForward } from './feed-forward.js';
import { type Modulation, modulate } from './modulation.js';

export interface BlockOptions {
  readonly dim: number;
  readonly numAttentionHeads: number;
  readonly attentionHeadDim: number;
  /** Default 3. */
  readonly mlpRatio?: number;
  /** Default 1e-6. */
  readonly eps?: number;
}

/** Cosines and sines of the positions of all tokens, text first: `rotaryTables` of `@x/nn`. */
export interface Rotary {
  readonly cos: Tensor;
  readonly sin: Tensor;
}

const norm = (dim: number, eps: number) =>
  new LayerNorm({ normalizedShape: dim, eps, elementwiseAffine: false });

/** Attention over text and image tokens together, with projections and norms of their own. */
class Flux2Attention extends Module {
  readonly heads: number;
  readonly to_q: Linear;
  readonly to_k: Linear;
  readonly to_v: Linear;
  readonly norm_q: RMSNorm;
  readonly norm_k: RMSNorm;
  readonly to_out: ModuleList<Linear>;
  readonly norm_added_q: RMSNorm;
  readonly norm_added_k: RMSNorm;
  readonly add_q_proj: Linear;
  readonly add_k_proj: Linear;
  readonly add_v_proj: Linear;
  readonly to_add_out: Linear;

  constructor({ dim, numAttentionHeads, attentionHeadDim, eps = 1e-6 }: BlockOptions) {
    super();
    const linear = () => new Linear({ inFeatures: dim, outFeatures: dim, bias: false });
    const headNorm = () => new RMSNorm({ normalizedShape: attentionHeadDim, eps });
    this.heads = numAttentionHeads;
    [this.to_q, this.to_k, this.to_v] = [linear(), linear(), linear()];
    [this.norm_q, this.norm_k] = [headNorm(), headNorm()];
    this.to_out = new ModuleList([linear()]);
    [this.norm_added_q, this.norm_added_k] = [headNorm(), headNorm()];
    [this.add_q_proj, this.add_k_proj, this.add_v_proj] = [linear(), linear(), linear()];
    this.to_add_out = linear();
  }

  forward(image: Tensor, text: Tensor, { cos, sin }: Rotary): { image: Tensor; text: Tensor } {
    const heads = (x: Tensor) => splitHeads(x, this.heads); // [B, N, dim] → [B, heads, N, D]
    const q = concat(
      [
        this.norm_added_q.forward(heads(this.add_q_proj.forward(text))),
        this.norm_q.forward(heads(this.to_q.forward(image))),
      ],
      2,
    );
    const k = concat(
      [
        this.norm_added_k.forward(heads(this.add_k_proj.forward(text))),
        this.norm_k.forward(heads(this.to_k.forward(image))),
      ],
      2,
    );
    const v = concat([heads(this.add_v_proj.forward(text)), heads(this.to_v.forward(image))], 2);
    const joint = mergeHeads(attention(rope(q, cos, sin), rope(k, cos, sin), v));
    const [ofText, ofImage] = split(joint, [text.shape[1]!, image.shape[1]!], 1) as [Tensor, Tensor];
    return { image: this.to_out.at(0)!.forward(ofImage), text: this.to_add_out.forward(ofText) };
  }
}

/** Two streams, text and image, that meet in attention: diffusers' `Flux2TransformerBlock`. */
export class Flux2TransformerBlock extends Module {
  readonly norm1: LayerNorm;
  readonly norm1_context: LayerNorm;
  readonly attn: Flux2Attention;
  readonly norm2: LayerNorm;
  readonly ff: Flux2FeedForward;
  readonly norm2_context: LayerNorm;
  readonly ff_context: Flux2FeedForward;

  constructor(options: BlockOptions) {
    super();
    const { dim, mlpRatio = 3, eps = 1e-6 } = options;
    this.norm1 = norm(dim, eps);
    this.norm1_context = norm(dim, eps);
    this.attn = new Flux2Attention(options);
    this.norm2 = norm(dim, eps);
    this.ff = new Flux2FeedForward({ dim, mlpRatio });
    this.norm2_context = norm(dim, eps);
    this.ff_context = new Flux2FeedForward({ dim, mlpRatio });
  }

  /** `image [B, N, dim]`, `text [B, M, dim]`; modulations `[B, 6·dim]` of each stream (`B` or 1). */
  forward(
    image: Tensor,
    text: Tensor,
    given: { readonly imageModulation: Tensor; readonly textModulation: Tensor; readonly rotary: Rotary },
  ): { image: Tensor; text: Tensor } {
    return tidy(() => {
      const [ofImage, imageMlp] = splitModulation(given.imageModulation, 2) as [Modulation, Modulation];
      const [ofText, textMlp] = splitModulation(given.textModulation, 2) as [Modulation, Modulation];
      const attended = this.attn.forward(
        modulate(this.norm1.forward(image), ofImage),
        modulate(this.norm1_context.forward(text), ofText),
        given.rotary,
      );
      const x = image.add(ofImage.gate.multiply(attended.image));
      const y = text.add(ofText.gate.multiply(attended.text));
      return {
        image: x.add(imageMlp.gate.multiply(this.ff.forward(modulate(this.norm2.forward(x), imageMlp)))),
        text: y.add(
          textMlp.gate.multiply(this.ff_context.forward(modulate(this.norm2_context.forward(y), textMlp))),
        ),
      };
    });
  }
}

/** `[B, 3·sets·dim]` → shift, scale and gate of each set, `[B, 1, dim]`. */
export function splitModulation(modulation: Tensor, sets: number): Modulation[] {
  const [batch, size] = modulation.shape as [number, number];
  const parts = split(modulation.reshape([batch, 1, size]), 3 * sets, 2);
  return Array.from({ length: sets }, (_, i) => {
    const [shift, scale, gate] = parts.slice(3 * i) as [Tensor, Tensor, Tensor];
    return { shift, scale, gate };
  });
}
