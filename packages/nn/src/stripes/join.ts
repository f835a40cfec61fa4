import { concat, type Tensor } from '@x/tensor';
import type { Piece } from './rows.js';

export interface JoinOptions {
  /** A stripe `[B,rows,W,C]` of the result → what is wanted of it. Default: the stripe. */
  readonly finish?: (stripe: Tensor) => Tensor;
  /** Of what `finish` returns. Default 1. */
  readonly rowAxis?: number;
}

/** What `runStripes` gave as one tensor; the stripes are disposed one after the other, as they are finished. */
export async function joinStripes(
  stripes: readonly Piece<Tensor>[],
  { finish = (stripe) => stripe, rowAxis = 1 }: JoinOptions = {},
): Promise<Tensor> {
  const waiting = stripes.map(({ array }) => array);
  const finished: Tensor[] = [];
  try {
    while (waiting.length > 0) {
      const part = finish(waiting[0]!);
      const stripe = waiting.shift()!;
      finished.push(part);
      if (part !== stripe) stripe.dispose();
      await part.ready();
    }
    return finished.length === 1 ? finished.pop()! : concat(finished, rowAxis);
  } finally {
    for (const tensor of [...waiting, ...finished]) tensor.dispose();
  }
}
