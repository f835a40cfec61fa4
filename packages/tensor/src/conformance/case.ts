import type { Backend } from '@x/tensor';

export interface ConformanceContext {
  /** The backend under test, shared by the cases. */
  readonly backend: Backend;
  /** Another one of the same kind; the case closes it. */
  readonly makeBackend: () => Promise<Backend>;
}

/** One thing that a backend must do. `run` rejects when it doesn't; it leaves no tensors behind. */
export interface ConformanceCase {
  readonly group: string;
  readonly name: string;
  run(context: ConformanceContext): Promise<void>;
}

/** Cases of one group, each `[name, run]`. */
export const group = (
  name: string,
  cases: readonly (readonly [name: string, run: (context: ConformanceContext) => Promise<void>])[],
): ConformanceCase[] => cases.map(([caseName, run]) => ({ group: name, name: caseName, run }));
