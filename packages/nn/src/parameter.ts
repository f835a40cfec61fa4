import { type DType, isFloat, type Tensor } from '@x/tensor';
import { NnError } from './errors.js';

export interface ParameterOptions {
  /** Axis `i` of the held tensor is axis `permutation[i]` of the checkpoint's. Default: held as stored. */
  readonly permutation?: readonly number[];
  /** `float` takes any float type; `int64` takes that alone and keeps it. Default `float`. */
  readonly kind?: 'float' | 'int64';
  /** May be absent from a checkpoint. Default false. */
  readonly optional?: boolean;
  /** Held as this type, whatever the module is loaded as or cast to. Default: any. */
  readonly dtype?: DType;
}

/**
 * A named tensor of a module. It knows the shape it has in a checkpoint from the start; `value` is there once
 * loaded, in the layout that the layer computes with.
 */
export class Parameter {
  /** In the checkpoint's layout. */
  readonly shape: readonly number[];
  readonly permutation: readonly number[] | null;
  readonly kind: 'float' | 'int64';
  readonly optional: boolean;
  readonly dtype: DType | null;
  #value: Tensor | null = null;

  constructor(shape: readonly number[], options: ParameterOptions = {}) {
    this.shape = [...shape];
    this.permutation = options.permutation ?? null;
    this.kind = options.kind ?? 'float';
    this.optional = options.optional ?? false;
    this.dtype = options.dtype ?? null;
  }

  /** Elements. */
  get size(): number {
    return this.shape.reduce((product, n) => product * n, 1);
  }

  get isLoaded(): boolean {
    return this.#value !== null;
  }

  /** The held tensor. The module owns it: don't dispose it. */
  get value(): Tensor {
    if (this.#value === null) {
      throw new NnError('unloaded', 'Parameter', `must be loaded before use; shape [${this.shape}] is not`);
    }
    return this.#value;
  }

  /** The shape of `value`. */
  get heldShape(): readonly number[] {
    return this.permutation === null ? this.shape : this.permutation.map((axis) => this.shape[axis]!);
  }

  /** Takes ownership of a tensor in the held layout; the one before is disposed. */
  set(value: Tensor): void {
    const held = this.heldShape;
    if (value.shape.length !== held.length || value.shape.some((n, i) => n !== held[i])) {
      throw new NnError('shape', 'Parameter.set', `the held shape must be [${held}]; got [${value.shape}]`);
    }
    if (value !== this.#value) this.#value?.dispose();
    this.#value = value;
  }

  /** Casts a loaded float parameter of no fixed type; others stay. */
  to(dtype: DType): void {
    if (
      this.dtype === null &&
      this.#value !== null &&
      isFloat(this.#value.dtype) &&
      this.#value.dtype !== dtype
    ) {
      this.set(this.#value.astype(dtype));
    }
  }

  dispose(): void {
    this.#value?.dispose();
    this.#value = null;
  }
}
