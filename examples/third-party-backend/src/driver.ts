import type {
  ArrayRef,
  ArraySpec,
  BackendDriver,
  BinaryOp,
  CompareOp,
  Conv2dParams,
  DriverMemory,
  Handle,
  Jobs,
  ReduceOp,
  UnaryOp,
} from '@x/tensor';

/** An op as it was issued. */
export interface OpRecord {
  /** The contract's method, with the op's own name where it has one: `conv2d`, `binary add`. */
  readonly op: string;
  readonly inputs: readonly ArraySpec[];
  readonly output: ArraySpec;
}

export type OnOp = (record: OpRecord) => void;

const specOf = ({ shape, dtype }: ArraySpec): ArraySpec => ({ shape, dtype });

/** A driver around another one, which computes; this one tells `onOp` of each op. Handles are the other's. */
export class RecordingDriver implements BackendDriver {
  readonly description: string;
  // Without `fast`, the front composes fused ops of those below: so every op is seen.

  constructor(
    private readonly inner: BackendDriver,
    private readonly onOp: OnOp,
  ) {
    this.description = `records; computes with: ${inner.description}`;
  }

  get jobs(): Jobs {
    return this.inner.jobs!;
  }

  private record(op: string, inputs: readonly ArrayRef[], output: ArraySpec): void {
    this.onOp({ op, inputs: inputs.map(specOf), output: specOf(output) });
  }

  fromBytes(bytes: Uint8Array, out: ArraySpec): Handle {
    this.record('fromBytes', [], out);
    return this.inner.fromBytes(bytes, out);
  }
  read(x: ArrayRef): Promise<Uint8Array> {
    return this.inner.read(x);
  }
  ready(xs?: readonly ArrayRef[]): Promise<void> {
    return this.inner.ready(xs);
  }
  dispose(handle: Handle): void {
    this.inner.dispose(handle);
  }

  fill(value: number | bigint, out: ArraySpec): Handle {
    this.record('fill', [], out);
    return this.inner.fill(value, out);
  }
  arange(args: { start: number; step: number }, out: ArraySpec): Handle {
    this.record('arange', [], out);
    return this.inner.arange(args, out);
  }
  randomBits(seed: bigint, out: ArraySpec): Handle {
    this.record('randomBits', [], out);
    return this.inner.randomBits(seed, out);
  }

  unary(op: UnaryOp, x: ArrayRef, out: ArraySpec): Handle {
    this.record(`unary ${op}`, [x], out);
    return this.inner.unary(op, x, out);
  }
  binary(op: BinaryOp, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    this.record(`binary ${op}`, [a, b], out);
    return this.inner.binary(op, a, b, out);
  }
  compare(op: CompareOp, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    this.record(`compare ${op}`, [a, b], out);
    return this.inner.compare(op, a, b, out);
  }
  where(condition: ArrayRef, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    this.record('where', [condition, a, b], out);
    return this.inner.where(condition, a, b, out);
  }
  cast(x: ArrayRef, out: ArraySpec): Handle {
    this.record('cast', [x], out);
    return this.inner.cast(x, out);
  }
  reduce(op: ReduceOp, x: ArrayRef, axes: readonly number[], out: ArraySpec): Handle {
    this.record(`reduce ${op}`, [x], out);
    return this.inner.reduce(op, x, axes, out);
  }

  reshape(x: ArrayRef, out: ArraySpec): Handle {
    this.record('reshape', [x], out);
    return this.inner.reshape(x, out);
  }
  transpose(x: ArrayRef, permutation: readonly number[], out: ArraySpec): Handle {
    this.record('transpose', [x], out);
    return this.inner.transpose(x, permutation, out);
  }
  broadcast(x: ArrayRef, out: ArraySpec): Handle {
    this.record('broadcast', [x], out);
    return this.inner.broadcast(x, out);
  }
  slice(x: ArrayRef, args: Parameters<BackendDriver['slice']>[1], out: ArraySpec): Handle {
    this.record('slice', [x], out);
    return this.inner.slice(x, args, out);
  }
  pad(x: ArrayRef, args: Parameters<BackendDriver['pad']>[1], out: ArraySpec): Handle {
    this.record('pad', [x], out);
    return this.inner.pad(x, args, out);
  }
  concat(xs: readonly ArrayRef[], axis: number, out: ArraySpec): Handle {
    this.record('concat', xs, out);
    return this.inner.concat(xs, axis, out);
  }
  take(x: ArrayRef, indices: ArrayRef, axis: number, out: ArraySpec): Handle {
    this.record('take', [x, indices], out);
    return this.inner.take(x, indices, axis, out);
  }

  matmul(a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    this.record('matmul', [a, b], out);
    return this.inner.matmul(a, b, out);
  }
  conv2d(x: ArrayRef, weight: ArrayRef, params: Conv2dParams, out: ArraySpec): Handle {
    this.record('conv2d', [x, weight], out);
    return this.inner.conv2d(x, weight, params, out);
  }

  memory(): DriverMemory {
    return this.inner.memory();
  }
  resetPeak(): void {
    this.inner.resetPeak();
  }
  pending(): number {
    return this.inner.pending();
  }
  close(): Promise<void> {
    return this.inner.close();
  }
}
