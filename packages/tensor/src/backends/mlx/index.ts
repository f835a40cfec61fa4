import type { BackendOptions, DriverFactory } from '../../backend.js';
import { TensorError } from '../../errors.js';
import { loadAddon } from './addon.js';
import { driverOver } from './driver.js';

/** What the CPU may use: the machine's memory, or its container's where that is less. */
function machineBytes(): number {
  const total = process.getBuiltinModule('node:os').totalmem();
  const constrained = process.constrainedMemory?.();
  return constrained && constrained < total ? constrained : total;
}

const known = new Set(['threads', 'cacheBytes', 'memoryBytes', 'hostKernels']);

function checked(options: BackendOptions): { memoryBytes: number; cacheBytes: number; hostKernels: boolean } {
  for (const [name, value] of Object.entries(options)) {
    if (known.has(name) || value === undefined) continue;
    throw new TensorError(
      'argument',
      'createBackend',
      `options must be of ${[...known].join(', ')}; got ${name}`,
      {
        details: { option: name },
      },
    );
  }
  const { memoryBytes = Infinity, hostKernels = true, cacheBytes = -1 } = options;
  if (!(typeof memoryBytes === 'number' && memoryBytes >= 0)) {
    throw new TensorError(
      'argument',
      'createBackend',
      `memoryBytes must be a number of bytes; got ${memoryBytes}`,
    );
  }
  if (typeof hostKernels !== 'boolean') {
    throw new TensorError('argument', 'createBackend', `hostKernels must be a boolean; got ${hostKernels}`);
  }
  return { memoryBytes, cacheBytes, hostKernels };
}

/**
 * The `mlx` backend: MLX's GPU where there is one, else its CPU. Options: `cacheBytes` (of a GPU; MLX's CPU keeps none),
 * `memoryBytes` (work that needs more fails with `out-of-memory`; never above the machine's memory, or MLX's limit of
 * a GPU), `hostKernels: false` (on the CPU, computes as on a GPU: MLX's own functions throughout). `threads` is MLX's
 * own affair and changes nothing.
 */
export const createMlxDriver: DriverFactory = (options) => {
  const { memoryBytes, cacheBytes, hostKernels } = checked(options);
  const addon = loadAddon();
  const limit = addon.hasGpu() ? memoryBytes : Math.min(memoryBytes, machineBytes());
  return driverOver({ addon, backend: addon.open(limit, cacheBytes, hostKernels) });
};

/** Whether the addon is here and has a GPU to compute on. Never throws. */
export function mlxHasGpu(): boolean {
  try {
    return loadAddon().hasGpu();
  } catch {
    return false;
  }
}
