import type { DriverFactory } from '../../backend.js';
import { integerOption } from '../options.js';
import { CpuDriver } from './driver.js';
import { nativeAddon } from './native.js';

const maxThreads = 1024;

/**
 * Options: `threads` (1 to 1024; default: the cores this process may use) and `cacheBytes` (default 2 GiB: most
 * bytes of transformed weights and freed blocks that are kept at rest; at work both give way to arrays, where all
 * together take more). The environment variable `X_TENSOR_CPU_ISA`
 * (`portable`, `avx2`, `avx512`, `avx512-bf16`, `amx`) caps the instruction set; it is read once a process. For tests,
 * `avx512-bf16-emulated` and `amx-emulated` compute what those would on a machine with AVX2, slowly.
 */
export const createCpuDriver: DriverFactory = (options) => {
  const threads = integerOption(options, 'threads', 1, maxThreads);
  const cacheBytes = integerOption(options, 'cacheBytes', 0, Number.MAX_SAFE_INTEGER);
  const { Driver } = nativeAddon();
  return new CpuDriver(
    new Driver({
      ...(threads !== undefined && { threads }),
      ...(cacheBytes !== undefined && { cacheBytes }),
    }),
  );
};
