import { type Backend, fromBytes, type Tensor, tidy } from '@x/tensor';
import type { HostArray } from './opCase.js';

export const upload = (backend: Backend, { bytes, shape, dtype }: HostArray): Tensor =>
  fromBytes(bytes, { shape, dtype, backend });

export async function download(x: Tensor): Promise<HostArray> {
  return { dtype: x.dtype, shape: [...x.shape], bytes: await x.bytes() };
}

/** Runs `fn` in a scope, so that its arguments are disposed while the work is under way, and reads its results. */
export async function evaluateAll(
  fn: () => Readonly<Record<string, Tensor>>,
): Promise<Record<string, HostArray>> {
  const tensors = tidy(fn);
  try {
    const entries = Object.entries(tensors).map(async ([name, x]) => [name, await download(x)] as const);
    return Object.fromEntries(await Promise.all(entries));
  } finally {
    for (const x of Object.values(tensors)) x.dispose();
  }
}

export async function evaluate(fn: () => Tensor): Promise<HostArray> {
  return (await evaluateAll(() => ({ output: fn() }))).output!;
}
