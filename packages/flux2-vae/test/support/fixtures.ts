import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Tensor } from '@x/tensor';
import { openSafetensors, readNpy } from '@x/weights';

export const fixtures = fileURLToPath(new URL('../../../../test-fixtures/', import.meta.url));
export const sample = `${fixtures}sample-model`;
export const variants = readdirSync(`${fixtures}vae`);

export interface FloatArray {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

const floats = (bytes: Uint8Array): Float32Array => new Float32Array(bytes.slice().buffer);

/** A float32 tensor of a safetensors file. */
export async function readFloats(path: string, name: string): Promise<FloatArray> {
  const file = await openSafetensors(path);
  try {
    return { data: floats(await file.read(name)), shape: file.info(name).shape };
  } finally {
    await file.close();
  }
}

export async function readFloatsNpy(path: string): Promise<FloatArray> {
  const { data, shape } = await readNpy(path);
  return { data: floats(data), shape };
}

export interface Difference {
  readonly max: number;
  readonly rms: number;
}

export function difference(got: ArrayLike<number>, expected: ArrayLike<number>): Difference {
  if (got.length !== expected.length) throw new Error(`${got.length} elements beside ${expected.length}`);
  let [max, squares] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(got[i]! - expected[i]!);
    max = Math.max(max, error); // NaN stays
    squares += error * error;
  }
  return { max, rms: Math.sqrt(squares / Math.max(1, expected.length)) };
}

/** The elements; the tensor is disposed. */
export async function take(tensor: Tensor): Promise<FloatArray> {
  try {
    return { data: (await tensor.data()) as Float32Array, shape: tensor.shape };
  } finally {
    tensor.dispose();
  }
}

/** `[B,C,h,w]` → `[B,h,w,C]`. */
export function toNhwc({ data, shape }: FloatArray): FloatArray {
  const [batch, channels, height, width] = shape as [number, number, number, number];
  const out = new Float32Array(data.length);
  for (let b = 0; b < batch; b++) {
    for (let c = 0; c < channels; c++) {
      for (let p = 0; p < height * width; p++) {
        out[(b * height * width + p) * channels + c] = data[(b * channels + c) * height * width + p]!;
      }
    }
  }
  return { data: out, shape: [batch, height, width, channels] };
}
