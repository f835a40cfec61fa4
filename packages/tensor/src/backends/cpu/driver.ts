/** The `cpu` driver: C++ kernels on an in-order queue with a thread of its own and a pool under it. */
import type {
  ArrayRef,
  ArraySpec,
  BackendDriver,
  BinaryOp,
  CacheLimits,
  CompareOp,
  Conv2dParams,
  DriverMemory,
  Handle,
  Jobs,
  ReduceOp,
  UnaryOp,
} from '../../backend.js';
import { itemSize } from '../../dtype.js';
import { TensorError } from '../../errors.js';
import { cpuFastOps } from './fast.js';
import type { NativeDriver, NativeFailure } from './native.js';

export class CpuDriver implements BackendDriver {
  readonly description: string;
  /** Measured on the layers of an image decoder, 512 and 1024 px; Winograd's convolution saves multiply-adds. */
  readonly relativeCosts = { enlargedConv: 0.67, pointwise: 2.5, attention: 4 };
  readonly jobs: Jobs;
  readonly fast: ReturnType<typeof cpuFastOps>;
  private closing: Promise<void> | undefined;

  constructor(private readonly native: NativeDriver) {
    this.description = native.description();
    this.fast = cpuFastOps(native);
    this.jobs = {
      open: () => native.openJob(),
      enter: (job) => native.enterJob(job),
      progress: (job) => native.jobProgress(job),
      cancel: (job) => native.cancelJob(job),
      close: (job) => native.closeJob?.(job),
    };
  }

  fromBytes(bytes: Uint8Array, out: ArraySpec): Handle {
    return this.native.fromBytes(bytes, out);
  }

  async read(x: ArrayRef): Promise<Uint8Array> {
    // V8's own memory, taken here: V8 ends the process where an addon asks for more than there is.
    const buffer = allocate(x);
    await settled(this.native.read(x, buffer));
    return new Uint8Array(buffer);
  }

  ready(xs?: readonly ArrayRef[]): Promise<void> {
    return settled(this.native.ready(xs));
  }

  dispose(handle: Handle): void {
    this.native.dispose(handle);
  }

  fill(value: number | bigint, out: ArraySpec): Handle {
    return this.native.fill(value, out);
  }

  arange({ start, step }: { start: number; step: number }, out: ArraySpec): Handle {
    return this.native.arange(start, step, out);
  }

  randomBits(seed: bigint, out: ArraySpec): Handle {
    return this.native.randomBits(seed, out);
  }

  unary(op: UnaryOp, x: ArrayRef, out: ArraySpec): Handle {
    return this.native.unary(op, x, out);
  }

  binary(op: BinaryOp, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    return this.native.binary(op, a, b, out);
  }

  compare(op: CompareOp, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    return this.native.compare(op, a, b, out);
  }

  where(condition: ArrayRef, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    return this.native.where(condition, a, b, out);
  }

  cast(x: ArrayRef, out: ArraySpec): Handle {
    return this.native.cast(x, out);
  }

  reduce(op: ReduceOp, x: ArrayRef, axes: readonly number[], out: ArraySpec): Handle {
    return this.native.reduce(op, x, axes, out);
  }

  reshape(x: ArrayRef, out: ArraySpec): Handle {
    return this.native.reshape(x, out);
  }

  transpose(x: ArrayRef, permutation: readonly number[], out: ArraySpec): Handle {
    return this.native.transpose(x, permutation, out);
  }

  broadcast(x: ArrayRef, out: ArraySpec): Handle {
    return this.native.broadcast(x, out);
  }

  slice(
    x: ArrayRef,
    { start, step }: { start: readonly number[]; step: readonly number[] },
    out: ArraySpec,
  ): Handle {
    return this.native.slice(x, start, step, out);
  }

  pad(x: ArrayRef, { before, value }: { before: readonly number[]; value: number }, out: ArraySpec): Handle {
    return this.native.pad(x, before, value, out);
  }

  concat(xs: readonly ArrayRef[], axis: number, out: ArraySpec): Handle {
    return this.native.concat(xs, axis, out);
  }

  take(x: ArrayRef, indices: ArrayRef, axis: number, out: ArraySpec): Handle {
    return this.native.take(x, indices, axis, out);
  }

  matmul(a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    return this.native.matmul(a, b, out);
  }

  conv2d(x: ArrayRef, weight: ArrayRef, params: Conv2dParams, out: ArraySpec): Handle {
    return this.native.conv2d(x, weight, params, out);
  }

  memory(): DriverMemory {
    return this.native.memory();
  }

  resetPeak(): void {
    this.native.resetPeak();
  }

  pending(): number {
    return this.native.pending();
  }

  emptyCaches(): void {
    this.native.emptyCaches();
  }

  limitCaches(limits: CacheLimits | null): void {
    this.native.limitCaches(limits);
  }

  /** For tests: the nth allocation from now fails; 0 switches it off. */
  failAllocation(nth: number): void {
    this.native.failAllocation(nth);
  }

  /** Drops what has not run: its readers reject with code `closed`. */
  close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  private async stop(): Promise<void> {
    this.native.abandon();
    // Only when the queue is empty does ending its thread not block this one. What can't be waited for ends all the same.
    await this.native.ready().catch(() => {});
    this.native.close();
  }
}

function allocate(x: ArrayRef): ArrayBuffer {
  const bytes = x.shape.reduce((count, size) => count * size, itemSize[x.dtype]);
  try {
    return new ArrayBuffer(bytes);
  } catch (cause) {
    throw new TensorError(
      'out-of-memory',
      'read',
      `memory must hold the result; ${bytes} bytes were refused`,
      {
        details: { bytes },
        cause,
      },
    );
  }
}

async function settled(promise: Promise<void>): Promise<void> {
  try {
    await promise;
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    const { code, op, message } = failure as NativeFailure;
    throw new TensorError(code, op, message);
  }
}
