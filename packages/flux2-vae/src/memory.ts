import { type DType, itemSize } from '@x/tensor';
import { VaeError } from './errors.js';
import type { Step } from './steps.js';

/** Bytes this process may still take, container limits included; null where nobody can say. */
export function availableBytes(): number | null {
  return globalThis.process?.availableMemory?.() ?? null;
}

/**
 * What an undivided decode holds at its fullest: input, result and intermediates of the largest step, beside the
 * pictures in float32. Working memory of the kernels comes on top, so this is the least.
 */
export function leastDecodeBytes(options: {
  readonly steps: readonly Step[];
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly latentChannels: number;
  readonly outChannels: number;
  readonly dtype: DType;
}): number {
  let { height, width } = options;
  let input = height * width * options.latentChannels;
  let largest = 0;
  for (const { scale, outChannels, intermediates } of options.steps) {
    height *= scale;
    width *= scale;
    const output = height * width * outChannels;
    largest = Math.max(largest, input + output * (1 + intermediates));
    input = output;
  }
  const pictures = options.batch * height * width * options.outChannels * itemSize.float32;
  // Pictures of a batch are joined at the end.
  return Math.max(largest * itemSize[options.dtype] + pictures, options.batch > 1 ? 2 * pictures : 0);
}

/** @throws VaeError `memory` before anything is allocated */
export function requireMemory(op: string, what: string, bytes: number, available = availableBytes()): void {
  if (bytes <= (available ?? Number.MAX_SAFE_INTEGER)) return;
  const room = available === null ? 'more than can be addressed' : `${formatBytes(available)} available`;
  throw new VaeError(
    'memory',
    op,
    `${what} must fit in memory and needs at least ${formatBytes(bytes)}; got ${room}`,
    { details: { bytes, available } },
  );
}

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** `1234567 bytes (1.2 MiB)`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const exact = `${bytes} bytes`;
  return power === 0 ? exact : `${exact} (${(bytes / 1024 ** power).toFixed(1)} ${units[power]})`;
}
