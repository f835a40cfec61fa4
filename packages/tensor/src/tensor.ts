import type { ArrayRef, ArraySpec, Handle } from './backend.js';
import { Backend, countTensor, driverOf, releaseHandle } from './backends/backend.js';
import { guarded } from './backends/job.js';
import { type DataArray, type DType, itemSize } from './dtype.js';
import { TensorError } from './errors.js';
import { widenBfloat16, widenFloat16 } from './half.js';
import { add, divide, multiply, type Operand, subtract } from './ops/binary.js';
import { astype } from './ops/cast.js';
import { broadcastTo, permuteDims, reshape } from './ops/movement.js';
import { enterScope } from './scope.js';
import { describe, fail, shapeText, sizeOf } from './shape/check.js';

/** What outlives a `Tensor` that nobody disposed of. */
interface Held extends ArrayRef {
  readonly backend: Backend;
  alive: boolean;
}

function release(held: Held): void {
  if (!held.alive) return;
  held.alive = false;
  releaseHandle(held.backend, held.handle);
}

/** The backstop for tensors that are neither disposed nor tidied. */
const abandoned = new FinalizationRegistry<Held>(release);

let heldOf: (tensor: Tensor) => Held;
/** Whether a value is a `Tensor` of this copy of the package. */
export let isTensor: (value: unknown) => value is Tensor;
let makeTensor: (held: Held) => Tensor;

/**
 * An immutable array on a backend. Ops never change or free it. The work behind it may still be under way:
 * what reads it is asynchronous. `shape` and `dtype` are known at once.
 */
export class Tensor {
  readonly #held: Held;

  private constructor(held: Held) {
    this.#held = held;
    countTensor(held.backend, held);
    abandoned.register(this, held, held);
    enterScope(this);
  }

  static {
    heldOf = (tensor) => tensor.#held;
    isTensor = (value): value is Tensor => typeof value === 'object' && value !== null && #held in value;
    makeTensor = (held) => new Tensor(held);
  }

  get shape(): readonly number[] {
    return this.#held.shape;
  }

  get dtype(): DType {
    return this.#held.dtype;
  }

  /** Number of elements. */
  get size(): number {
    return sizeOf(this.#held.shape);
  }

  get backend(): Backend {
    return this.#held.backend;
  }

  get isDisposed(): boolean {
    return !this.#held.alive;
  }

  /** Lets go of the array, at once or when the work that reads it is done. Twice is fine. */
  dispose(): void {
    abandoned.unregister(this.#held);
    release(this.#held);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The elements in C order, in the typed array of `DTypeArray`: float16 and bfloat16 are widened exactly. */
  async data(): Promise<DataArray> {
    return decode('data', this.dtype, await this.#read('data'));
  }

  /** The one element of a tensor of size 1: a bigint for int64, a boolean for bool, else a number. */
  async item(): Promise<number | bigint | boolean> {
    if (this.size !== 1) {
      fail('shape', 'item', `the tensor must have one element; got ${shapeText(this.shape)}`, {
        shape: this.shape,
      });
    }
    const value = decode('item', this.dtype, await this.#read('item'))[0]!;
    return this.dtype === 'bool' ? value !== 0 : value;
  }

  /** The elements as they are stored: little-endian, in C order. */
  bytes(): Promise<Uint8Array> {
    return this.#read('bytes');
  }

  /** Resolves when the tensor has been computed. */
  async ready(): Promise<void> {
    const ref = refOf('ready', this);
    await guarded(ref.handle, driverOf(this.backend, 'ready').ready([ref]));
  }

  /**
   * This tensor on another backend: read here, written there, so asynchronous. On its own backend, a new
   * `Tensor` of the same array.
   */
  async to(backend: Backend): Promise<Tensor> {
    if (!(backend instanceof Backend))
      fail('argument', 'to', `backend must be a Backend; got ${describe(backend)}`);
    const { shape, dtype } = this;
    const out: ArraySpec = { shape, dtype };
    if (backend === this.backend) {
      const ref = refOf('to', this);
      return fromHandle(backend, driverOf(backend, 'to').reshape(ref, out), out);
    }
    driverOf(backend, 'to');
    const bytes = await this.#read('to');
    return fromHandle(backend, driverOf(backend, 'to').fromBytes(bytes, out), out);
  }

  astype(dtype: DType): Tensor {
    return astype(this, dtype);
  }

  reshape(shape: readonly number[]): Tensor {
    return reshape(this, shape);
  }

  broadcastTo(shape: readonly number[]): Tensor {
    return broadcastTo(this, shape);
  }

  permuteDims(axes: readonly number[]): Tensor {
    return permuteDims(this, axes);
  }

  add(other: Operand): Tensor {
    return add(this, other);
  }

  subtract(other: Operand): Tensor {
    return subtract(this, other);
  }

  multiply(other: Operand): Tensor {
    return multiply(this, other);
  }

  divide(other: Operand): Tensor {
    return divide(this, other);
  }

  toString(): string {
    return `Tensor(${this.dtype} ${shapeText(this.shape)} on ${this.backend.name})`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  async #read(op: string): Promise<Uint8Array> {
    const ref = refOf(op, this);
    return guarded(ref.handle, driverOf(this.backend, op).read(ref));
  }
}

function decode(op: string, dtype: DType, bytes: Uint8Array): DataArray {
  try {
    return view(dtype, bytes);
  } catch (cause) {
    // The widened copy of a half type is twice as large.
    const message = `memory must hold the elements; got ${bytes.byteLength} bytes of ${dtype}`;
    throw new TensorError('out-of-memory', op, message, {
      cause,
      details: { dtype, bytes: bytes.byteLength },
    });
  }
}

function view(dtype: DType, bytes: Uint8Array): DataArray {
  if (dtype === 'uint8' || dtype === 'bool') return bytes;
  const { buffer, byteOffset } = bytes.byteOffset % itemSize[dtype] === 0 ? bytes : bytes.slice();
  const length = bytes.byteLength / itemSize[dtype];
  switch (dtype) {
    case 'float32':
      return new Float32Array(buffer, byteOffset, length);
    case 'float16':
      return widenFloat16(new Uint16Array(buffer, byteOffset, length));
    case 'bfloat16':
      return widenBfloat16(new Uint16Array(buffer, byteOffset, length));
    case 'int32':
      return new Int32Array(buffer, byteOffset, length);
    case 'uint32':
      return new Uint32Array(buffer, byteOffset, length);
    case 'int64':
      return new BigInt64Array(buffer, byteOffset, length);
  }
}

/** Wraps what a driver returned. */
export function fromHandle(backend: Backend, handle: Handle, { shape, dtype }: ArraySpec): Tensor {
  return makeTensor({ backend, handle, shape: Object.freeze([...shape]), dtype, alive: true });
}

export function checkTensor(op: string, name: string, value: unknown): Tensor {
  if (!isTensor(value)) fail('argument', op, `${name} must be a Tensor; got ${describe(value)}`);
  return value;
}

/** What a driver sees of a tensor; code `disposed` when it is. */
export function refOf(op: string, tensor: Tensor): ArrayRef {
  const held = heldOf(tensor);
  if (!held.alive) {
    fail('disposed', op, `tensors must be alive; got a disposed ${held.dtype} ${shapeText(held.shape)}`, {
      shape: held.shape,
      dtype: held.dtype,
    });
  }
  return held;
}
