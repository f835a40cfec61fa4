import type { LatentStatistics } from '@x/flux2-latents';
import { type Backend, type DType, fromBytes, tidy } from '@x/tensor';
import { VaeError } from './errors.js';
import type { Checkpoint } from './load.js';

const dtypeOfStored: Readonly<Record<string, DType>> = { F32: 'float32', F16: 'float16', BF16: 'bfloat16' };

/**
 * A checkpoint's batch-norm statistics, without its other weights; null where it has none. A weight and a bias of the
 * norm are folded into them.
 *
 * @throws VaeError `weights`
 */
export async function readStatistics(
  { weights, names, structure, config }: Checkpoint,
  backend: Backend,
  signal?: AbortSignal,
): Promise<LatentStatistics | null> {
  if (structure.batchNorm === 'none') return null;
  const read = async (name: string): Promise<Float32Array> => {
    const entry = names.get(name);
    if (entry === undefined) throw wrong(weights.path, `must hold "${name}"; got a checkpoint without it`);
    const { dtype: stored, shape } = weights.info(entry.stored);
    const dtype = dtypeOfStored[stored];
    if (dtype === undefined) {
      throw wrong(weights.path, `"${entry.stored}" must be float32, float16 or bfloat16; got ${stored}`);
    }
    const bytes = await weights.read(entry.stored, { signal });
    const values = tidy(() => fromBytes(bytes, { shape, dtype, backend }).astype('float32'));
    try {
      return (await values.data()) as Float32Array;
    } finally {
      values.dispose();
    }
  };
  const [mean, variance] = [await read('bn.running_mean'), await read('bn.running_var')];
  const std = variance.map((value) => Math.sqrt(value + config.batchNormEps));
  if (structure.batchNorm === 'plain') return { mean, std };
  const [weight, bias] = [await read('bn.weight'), await read('bn.bias')];
  return {
    mean: mean.map((value, i) => value - (bias[i]! * std[i]!) / weight[i]!),
    std: std.map((value, i) => value / weight[i]!),
  };
}

const wrong = (file: string, message: string): VaeError =>
  new VaeError('weights', 'statistics', `${file}: ${message}`, { details: { file } });
