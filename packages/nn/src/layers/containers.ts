import { type Tensor, tidy } from '@x/tensor';
import { Layer, Module } from '../module.js';
import type { Parameter } from '../parameter.js';

/** Modules under the names `0`, `1`… */
export class ModuleList<M extends Module = Module> extends Module {
  readonly #items: readonly M[];

  constructor(items: Iterable<M> = []) {
    super();
    this.#items = [...items];
  }

  get length(): number {
    return this.#items.length;
  }

  /** Negative ones count from the end. */
  at(index: number): M | undefined {
    return this.#items.at(index);
  }

  [Symbol.iterator](): Iterator<M> {
    return this.#items[Symbol.iterator]();
  }

  override *namedChildren(): Generator<[name: string, child: Module | Parameter]> {
    for (const [i, item] of this.#items.entries()) yield [String(i), item];
  }
}

/** Layers one after the other, under the names `0`, `1`… */
export class Sequential extends Layer {
  readonly #layers: readonly Layer[];

  constructor(...layers: readonly Layer[]) {
    super();
    this.#layers = layers;
  }

  get length(): number {
    return this.#layers.length;
  }

  at(index: number): Layer | undefined {
    return this.#layers.at(index);
  }

  [Symbol.iterator](): Iterator<Layer> {
    return this.#layers[Symbol.iterator]();
  }

  override *namedChildren(): Generator<[name: string, child: Module | Parameter]> {
    for (const [i, layer] of this.#layers.entries()) yield [String(i), layer];
  }

  forward(x: Tensor): Tensor {
    return tidy(() => this.#layers.reduce((value, layer) => layer.forward(value), x));
  }
}
