import type { DType } from '../../dtype.js';
import { TensorError } from '../../errors.js';

/** An array's elements as they are kept: half types as bits, bool as 0 or 1. */
export type Elements = Float32Array | Uint16Array | Int32Array | BigInt64Array | Uint32Array | Uint8Array;

const kinds = {
  float32: Float32Array,
  float16: Uint16Array,
  bfloat16: Uint16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint32: Uint32Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const;

export const newElements = (dtype: DType, size: number): Elements => new kinds[dtype](size);

/** The elements in these bytes. Typed arrays are little-endian on every machine JavaScript runs on today. */
export const elementsOf = (dtype: DType, buffer: ArrayBuffer): Elements => new kinds[dtype](buffer);

export const bytesOf = (elements: Elements): Uint8Array =>
  new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength);

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);

/** What is allocated, and the most that was. */
export class Memory {
  bytes = 0;
  peakBytes = 0;

  take(bytes: number): void {
    this.bytes += bytes;
    this.peakBytes = Math.max(this.peakBytes, this.bytes);
  }

  give(bytes: number): void {
    this.bytes -= bytes;
  }

  resetPeak(): void {
    this.peakBytes = this.bytes;
  }
}

/** Elements that one array has, or several share; they count as memory until the last lets go. */
export class Storage {
  private users = 1;

  constructor(
    readonly elements: Elements,
    private readonly memory: Memory,
  ) {
    memory.take(elements.byteLength);
  }

  share(): Storage {
    this.users++;
    return this;
  }

  release(): void {
    if (--this.users === 0) this.memory.give(this.elements.byteLength);
  }
}

/** Scratch memory of one task: counted while the task runs. */
export class Workspace {
  private bytes = 0;

  constructor(private readonly memory: Memory) {}

  float32(size: number): Float32Array {
    return this.counted(new Float32Array(size));
  }

  float64(size: number): Float64Array {
    return this.counted(new Float64Array(size));
  }

  elements(dtype: DType, size: number): Elements {
    return this.counted(newElements(dtype, size));
  }

  release(): void {
    this.memory.give(this.bytes);
    this.bytes = 0;
  }

  private counted<T extends { byteLength: number }>(array: T): T {
    this.bytes += array.byteLength;
    this.memory.take(array.byteLength);
    return array;
  }
}

/** What a handle is here: elements to come, there, or failed. */
export class ReferenceArray {
  private users = 1; // the caller, until `dispose`; tasks and reads that need the array add theirs
  private current: Storage | null = null;
  private failure: TensorError | null = null;
  private waiters: (() => void)[] = [];

  constructor(readonly op: string) {}

  get storage(): Storage {
    if (this.current !== null) return this.current;
    throw new TensorError('internal', this.op, 'an array must be computed and alive to be used; it is not');
  }

  get error(): TensorError | null {
    return this.failure;
  }

  private get isSettled(): boolean {
    return this.current !== null || this.failure !== null;
  }

  retain(): void {
    this.users++;
  }

  release(): void {
    if (--this.users > 0) return;
    this.current?.release();
    this.current = null;
  }

  resolve(storage: Storage): void {
    this.current = storage;
    this.wake();
  }

  fail(error: TensorError): void {
    this.failure = error;
    this.wake();
  }

  /** Resolves once computed; rejects with what made it fail. */
  async settled(): Promise<void> {
    if (!this.isSettled) await new Promise<void>((resolve) => this.waiters.push(resolve));
    if (this.failure !== null) throw this.failure;
  }

  private wake(): void {
    for (const waiter of this.waiters.splice(0)) waiter();
  }
}
