import { formatBytes, parseByteSize, planInMemory, type RunOptions, runBatch, wrongRunOptions } from '@x/nn';
import {
  type Backend,
  clip,
  type DType,
  isfinite,
  type Precision,
  precisions,
  all as reduceAll,
  type Tensor,
  tidy,
} from '@x/tensor';
import type { Coder } from './coders.js';
import { Taef2Error } from './errors.js';
import { coderGraph } from './graph.js';

export interface RunCoderOptions extends RunOptions {
  /**
   * Bytes, or text as `'200MiB'`, that the work may take beside the weights; what comes out counts inside. Default: what
   * is free, where the work doesn't fit there at once.
   */
  readonly maxMemory?: number | string | undefined;
  /** Of the products, in PyTorch's words. Default `highest`. */
  readonly precision?: Precision | undefined;
}

/** What a run needs to know before it has its input. */
export interface CoderInput {
  /** NHWC. */
  readonly size: readonly [batch: number, height: number, width: number, channels: number];
  readonly backend: Backend;
  readonly dtype: DType;
}

/** What comes out: a picture `[B,3,H,W]` in [0,1], or latents `[B,H,W,32]`; float32. */
type Output = 'image' | 'latents';

/**
 * Plans a run of one half of the model by arithmetic; the function that it gives runs it, and disposes its input.
 *
 * @throws Taef2Error `argument`, or `memory` where no way stays within `maxMemory`
 */
export function runCoder(
  op: string,
  coder: Coder,
  { size: [batch, ...sides], backend, dtype }: CoderInput,
  { maxMemory, precision, signal, onProgress }: RunCoderOptions,
): (input: Tensor, output: Output) => Promise<Tensor> {
  const bound = maxMemory === undefined ? undefined : parseBound(op, maxMemory);
  const work = { batch, backend, dtype, precision, boundBytes: bound };
  const { plan, smallestBytes, boundBytes } = planInMemory(coderGraph(coder, [1, ...sides]), work);
  if (plan === null) {
    const wanted = `the memory for ${batch} × [${sides.join(', ')}] must be ${formatBytes(smallestBytes)} or more`;
    throw new Taef2Error('memory', op, `${wanted}; got ${formatBytes(boundBytes ?? 0)}`, {
      details: { boundBytes, smallestBytes },
    });
  }
  return async (input, output) => {
    try {
      const ends = output === 'image' ? { finish: toImage, rowAxis: 2 } : { finish: toFloats };
      const result = await runBatch(plan, input, { ...ends, signal, onProgress });
      if (dtype === 'float16') await refuseOverflow(op, result);
      return result;
    } finally {
      input.dispose();
    }
  };
}

const toFloats = (stripe: Tensor): Tensor => tidy(() => stripe.astype('float32'));

/** What float16 couldn't hold becomes NaN, where clipping would hide an infinity. */
const toImage = (stripe: Tensor): Tensor =>
  tidy(() => {
    const wide = stripe.permuteDims([0, 3, 1, 2]).astype('float32');
    const image = clip(wide, { min: 0, max: 1 });
    return stripe.dtype === 'float16' ? image.add(wide.multiply(0)) : image;
  });

async function refuseOverflow(op: string, result: Tensor): Promise<void> {
  const finite = tidy(() => reduceAll(isfinite(result)));
  try {
    if (await finite.item()) return;
  } finally {
    finite.dispose();
  }
  result.dispose();
  throw new Taef2Error(
    'argument',
    op,
    'dtype must be bfloat16 or float32 here: float16 overflowed; got float16',
  );
}

/** Runs `work` with a tensor of its own in the backend's turn; the tensor is disposed at the end, whatever happens. */
export async function inTurn<T>(
  backend: Backend,
  taken: Promise<Tensor>,
  { signal }: RunOptions,
  work: (input: Tensor) => Promise<T>,
): Promise<T> {
  const settled = taken.catch(() => null); // told in its turn
  try {
    return await backend.inTurn(async () => work(await taken), { signal });
  } finally {
    (await settled)?.dispose();
  }
}

/** @throws Taef2Error `argument` */
export function checkOptions(op: string, options: RunCoderOptions): void {
  const wrong = wrongRunOptions(options);
  if (wrong !== null) throw new Taef2Error('argument', op, wrong);
  const { precision } = options;
  if (precision === undefined || precisions.includes(precision)) return;
  const wanted = `precision must be one of ${precisions.join(', ')}`;
  throw new Taef2Error('argument', op, `${wanted}; got ${String(precision)}`);
}

/** @throws Taef2Error `argument` */
function parseBound(op: string, maxMemory: number | string): number {
  const bytes = parseByteSize(maxMemory);
  if (bytes !== null) return bytes;
  const wanted = 'maxMemory must be bytes or a size as 200MiB or 1.5GiB';
  throw new Taef2Error('argument', op, `${wanted}; got ${String(maxMemory)}`);
}
