/** What `@x/tensor-wasm` gives, and finding it. */
import type { Instance, InstanceOptions } from '@x/tensor-wasm';
import { TensorError } from '../../errors.js';
import type { NativeFailure } from '../cpu/native.js';

export type WasmInstance = Instance;

export interface WasmPackage {
  instantiate(options: InstanceOptions): Promise<Instance>;
}

export type Failure = NativeFailure;

/**
 * The package, or the copy of its files in the folder at `url`.
 * @throws TensorError `backend-unavailable`
 */
export async function loadPackage(url: string | undefined): Promise<WasmPackage> {
  try {
    if (url === undefined) return await import('@x/tensor-wasm');
    const folder = url.endsWith('/') ? url : `${url}/`;
    return (await import(/* @vite-ignore */ /* webpackIgnore: true */ `${folder}index.js`)) as WasmPackage;
  } catch (cause) {
    const where = url === undefined ? 'install @x/tensor-wasm (npm i @x/tensor-wasm)' : `got none at ${url}`;
    throw new TensorError('backend-unavailable', 'wasm', `its files must be at hand; ${where}`, {
      details: { url },
      cause,
    });
  }
}
