import { type Tensor, take } from '@x/tensor';
import { requireCounts } from '../checks.js';
import { Layer } from '../module.js';
import { Parameter } from '../parameter.js';

export interface EmbeddingOptions {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
}

/** Rows of a table: indices `[…]` (int32, int64, uint32 or uint8) → `[…, embeddingDim]`. */
export class Embedding extends Layer {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  readonly weight: Parameter;

  constructor({ numEmbeddings, embeddingDim }: EmbeddingOptions) {
    super();
    requireCounts('Embedding', { numEmbeddings, embeddingDim });
    this.numEmbeddings = numEmbeddings;
    this.embeddingDim = embeddingDim;
    this.weight = new Parameter([numEmbeddings, embeddingDim]);
  }

  forward(indices: Tensor): Tensor {
    return take(this.weight.value, indices);
  }
}
