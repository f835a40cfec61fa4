import type {
  ArrayRef,
  ArraySpec,
  BackendDriver,
  BackendOptions,
  BinaryOp,
  CompareOp,
  Conv2dParams,
  DriverMemory,
  Handle,
  Jobs,
  ReduceOp,
  UnaryOp,
} from '../../backend.js';
import { binary, compare } from './binary.js';
import type { Source } from './blocks.js';
import { cast } from './cast.js';
import { conv2d } from './conv2d.js';
import { arange, fill } from './making.js';
import { matmul } from './matmul.js';
import { broadcast, concat, pad, slice, take, transpose } from './movement.js';
import { asTensorError, Job, Queue, type Steps } from './queue.js';
import { randomBits } from './random.js';
import { read } from './read.js';
import { reduce } from './reduce.js';
import {
  elementsOf,
  Memory,
  newElements,
  ReferenceArray,
  Storage,
  sizeOf,
  type Workspace,
} from './storage.js';
import { unary } from './unary.js';
import { where } from './where.js';

/**
 * A driver in TypeScript alone, which runs wherever JavaScript does: the definition of every op. Takes no options.
 * Drivers of one's own may be built around it.
 */
export const createReferenceDriver = (_options?: BackendOptions): BackendDriver => new ReferenceDriver();

/** Fills `out` from the elements of the inputs. */
type Kernel = (inputs: readonly Source[], out: Source, workspace: Workspace) => Steps;

class ReferenceDriver implements BackendDriver {
  readonly description = 'TypeScript, on the thread that calls';
  readonly jobs: Jobs;
  private readonly memoryInUse = new Memory();
  private readonly queue = new Queue(this.memoryInUse);
  private job: Job | null = null;

  constructor() {
    this.jobs = {
      open: () => new Job(),
      enter: (job) => {
        this.job = job as Job | null;
      },
      progress: (job) => ({ issued: (job as Job).issued, done: (job as Job).done }),
      cancel: (job) => this.queue.cancel(job as Job),
      close: () => {},
    };
  }

  fromBytes(bytes: Uint8Array, out: ArraySpec): Handle {
    const result = new ReferenceArray('fromBytes');
    try {
      // Not `slice`, which in a Node Buffer shares the memory.
      const elements = elementsOf(out.dtype, new Uint8Array(bytes).buffer);
      if (out.dtype === 'bool') for (let i = 0; i < elements.length; i++) elements[i] = elements[i] ? 1 : 0;
      result.resolve(new Storage(elements, this.memoryInUse));
    } catch (error) {
      result.fail(asTensorError('fromBytes', error));
    }
    return result;
  }

  read(x: ArrayRef): Promise<Uint8Array> {
    return read(arrayOf(x));
  }

  async ready(xs?: readonly ArrayRef[]): Promise<void> {
    if (xs === undefined) await this.queue.drained();
    else await Promise.all(xs.map((x) => arrayOf(x).settled()));
  }

  dispose(handle: Handle): void {
    (handle as ReferenceArray).release();
  }

  fill(value: number | bigint, out: ArraySpec): Handle {
    return this.issue('fill', [], out, (_, to, workspace) => fill(value, to, workspace));
  }

  arange(args: { start: number; step: number }, out: ArraySpec): Handle {
    return this.issue('arange', [], out, (_, to, workspace) => arange(args, to, workspace));
  }

  randomBits(seed: bigint, out: ArraySpec): Handle {
    return this.issue('randomBits', [], out, (_, to) => randomBits(seed, to));
  }

  unary(op: UnaryOp, x: ArrayRef, out: ArraySpec): Handle {
    return this.issue(op, [x], out, ([from], to, workspace) => unary(op, from!, to, workspace));
  }

  binary(op: BinaryOp, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    return this.issue(op, [a, b], out, ([x, y], to, workspace) => binary(op, x!, y!, to, workspace));
  }

  compare(op: CompareOp, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    return this.issue(op, [a, b], out, ([x, y], to, workspace) => compare(op, x!, y!, to, workspace));
  }

  where(condition: ArrayRef, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    return this.issue('where', [condition, a, b], out, ([holds, x, y], to, workspace) =>
      where(holds!, x!, y!, to, workspace),
    );
  }

  cast(x: ArrayRef, out: ArraySpec): Handle {
    if (x.dtype === out.dtype) return this.alias('cast', x);
    return this.issue('cast', [x], out, ([from], to, workspace) => cast(from!, to, workspace));
  }

  reduce(op: ReduceOp, x: ArrayRef, axes: readonly number[], out: ArraySpec): Handle {
    const work = sizeOf(x.shape);
    return this.issue(op, [x], out, ([from], to, workspace) => reduce(op, from!, axes, to, workspace), work);
  }

  reshape(x: ArrayRef): Handle {
    return this.alias('reshape', x);
  }

  transpose(x: ArrayRef, permutation: readonly number[], out: ArraySpec): Handle {
    return this.issue('transpose', [x], out, ([from], to) => transpose(from!, permutation, to));
  }

  broadcast(x: ArrayRef, out: ArraySpec): Handle {
    return this.issue('broadcast', [x], out, ([from], to) => broadcast(from!, to));
  }

  slice(x: ArrayRef, args: { start: readonly number[]; step: readonly number[] }, out: ArraySpec): Handle {
    return this.issue('slice', [x], out, ([from], to) => slice(from!, args, to));
  }

  pad(
    x: ArrayRef,
    args: { before: readonly number[]; after: readonly number[]; value: number },
    out: ArraySpec,
  ): Handle {
    return this.issue('pad', [x], out, ([from], to, workspace) => pad(from!, args, to, workspace));
  }

  concat(xs: readonly ArrayRef[], axis: number, out: ArraySpec): Handle {
    return this.issue('concat', xs, out, (from, to) => concat(from, axis, to));
  }

  take(x: ArrayRef, indices: ArrayRef, axis: number, out: ArraySpec): Handle {
    return this.issue('take', [x, indices], out, ([from, at], to) => take(from!, at!, axis, to));
  }

  matmul(a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    const work = sizeOf(out.shape) * a.shape.at(-1)!;
    return this.issue('matmul', [a, b], out, ([x, y], to, workspace) => matmul(x!, y!, to, workspace), work);
  }

  conv2d(x: ArrayRef, weight: ArrayRef, params: Conv2dParams, out: ArraySpec): Handle {
    const work = sizeOf(out.shape) * sizeOf(weight.shape.slice(1));
    const kernel: Kernel = ([image, kernels], to, workspace) =>
      conv2d(image!, kernels!, params, to, workspace);
    return this.issue('conv2d', [x, weight], out, kernel, work);
  }

  memory(): DriverMemory {
    return { bytes: this.memoryInUse.bytes, peakBytes: this.memoryInUse.peakBytes };
  }

  resetPeak(): void {
    this.memoryInUse.resetPeak();
  }

  pending(): number {
    return this.queue.pending;
  }

  close(): Promise<void> {
    return this.queue.close();
  }

  /** Queues a kernel; `work` defaults to a unit an element of the result. */
  private issue(
    op: string,
    inputs: readonly ArrayRef[],
    out: ArraySpec,
    kernel: Kernel,
    work = sizeOf(out.shape),
  ): Handle {
    const memory = this.memoryInUse;
    const result = new ReferenceArray(op);
    this.queue.add({
      op,
      inputs: inputs.map(arrayOf),
      result,
      work,
      job: this.job,
      *start(workspace) {
        const storage = new Storage(newElements(out.dtype, sizeOf(out.shape)), memory);
        let isDone = false;
        try {
          const sources = inputs.map((input) => ({ ...input, elements: arrayOf(input).storage.elements }));
          yield* kernel(sources, { ...out, elements: storage.elements }, workspace);
          isDone = true;
          return storage;
        } finally {
          if (!isDone) storage.release();
        }
      },
    });
    return result;
  }

  /** Queues an array that shares the elements of another. */
  private alias(op: string, x: ArrayRef): Handle {
    const result = new ReferenceArray(op);
    this.queue.add({
      op,
      inputs: [arrayOf(x)],
      result,
      work: 0,
      job: this.job,
      // biome-ignore lint/correctness/useYield: nothing to pause in
      *start() {
        return arrayOf(x).storage.share();
      },
    });
    return result;
  }
}

const arrayOf = (x: ArrayRef): ReferenceArray => x.handle as ReferenceArray;
