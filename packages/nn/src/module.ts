import type { DType, Tensor } from '@x/tensor';
import { type LoadOptions, type LoadReport, loadInto, type ParameterSource } from './load.js';
import { Parameter } from './parameter.js';

/** What a parameter is in a checkpoint. */
export interface ParameterShape {
  /** In the checkpoint's layout. */
  readonly shape: readonly number[];
  readonly kind: 'float' | 'int64';
  readonly optional: boolean;
}

/**
 * Layers with named parameters. Names are the fields' paths: a field that holds a `Parameter` or another `Module`
 * is found, one that holds null is not there. A module is made from options alone and holds no weights until
 * `loadParameters`.
 */
export abstract class Module {
  /** Direct children, in the order of the fields. */
  *namedChildren(): Generator<[name: string, child: Module | Parameter]> {
    for (const [name, value] of Object.entries(this)) {
      if (value instanceof Parameter || value instanceof Module) yield [name, value];
    }
  }

  /** Every parameter and buffer, with the name it has in a checkpoint. */
  *namedParameters(prefix = ''): Generator<[name: string, parameter: Parameter]> {
    for (const [name, child] of this.namedChildren()) {
      if (child instanceof Parameter) yield [prefix + name, child];
      else yield* child.namedParameters(`${prefix}${name}.`);
    }
  }

  /** This module and all below it, with their paths ('' for this one). */
  *namedModules(prefix = ''): Generator<[name: string, module: Module]> {
    yield [prefix, this];
    for (const [name, child] of this.namedChildren()) {
      if (child instanceof Module) yield* child.namedModules(prefix === '' ? name : `${prefix}.${name}`);
    }
  }

  /** What a checkpoint must hold; needs no weights. */
  parameterShapes(): Map<string, ParameterShape> {
    return new Map(
      [...this.namedParameters()].map(([name, { shape, kind, optional }]) => [
        name,
        { shape, kind, optional },
      ]),
    );
  }

  /**
   * Reads every parameter from a checkpoint, one at a time. With `strict` (default) a missing or an unexpected name
   * is an error; a wrong shape always is. All that is wrong is told at once, before anything is read.
   *
   * @throws NnError `parameters`, with `missing`, `unexpected`, `shapes`, `dtypes` or `notFinite`
   */
  loadParameters(source: ParameterSource, options: LoadOptions = {}): Promise<LoadReport> {
    return loadInto([...this.namedParameters()], source, options);
  }

  /** Casts every float parameter, in place. Returns this module. */
  to(dtype: DType): this {
    for (const [, parameter] of this.namedParameters()) parameter.to(dtype);
    return this;
  }

  /** Lets go of every parameter; the module may be loaded again. */
  dispose(): void {
    for (const [, parameter] of this.namedParameters()) parameter.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** A module of one input and one output. */
export abstract class Layer extends Module {
  /** Leaves nothing behind but its result, which is the caller's. */
  abstract forward(x: Tensor): Tensor;
}
