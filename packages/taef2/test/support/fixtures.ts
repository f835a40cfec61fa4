import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FloatData } from '@x/nn';
import type { Tensor } from '@x/tensor';
import { openSafetensors } from '@x/weights';

export { originalNames, seededFile } from '../../../../tools/testing/taef2-weights.js';

export const folder = fileURLToPath(new URL('../../../../test-fixtures/taef2/', import.meta.url));

const floats = (bytes: Uint8Array): Float32Array => new Float32Array(bytes.slice().buffer);

/** All float32 tensors of a safetensors file. */
export async function readAll(path: string): Promise<Record<string, FloatData>> {
  const file = await openSafetensors(new Uint8Array(readFileSync(path)));
  const all: Record<string, FloatData> = {};
  for (const name of file.names()) {
    all[name] = { data: floats(await file.read(name)), shape: file.info(name).shape };
  }
  await file.close();
  return all;
}

/** The elements; the tensor is disposed. */
export async function take(tensor: Tensor): Promise<FloatData> {
  try {
    return { data: (await tensor.data()) as Float32Array, shape: tensor.shape };
  } finally {
    tensor.dispose();
  }
}

/** Largest difference; NaN stays. */
export function difference(got: FloatData, expected: FloatData): number {
  if (String(got.shape) !== String(expected.shape)) {
    throw new Error(`[${got.shape}] beside [${expected.shape}]`);
  }
  return expected.data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - got.data[i]!)), 0);
}
