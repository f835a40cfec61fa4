import type { Module, WithStatistics } from '@x/nn';

/** One layer call of a network: what runs between two looks at the abort signal. */
export interface Step {
  readonly name: string;
  readonly run: (x: WithStatistics) => WithStatistics;
  /** Output pixels along one side of an input pixel. */
  readonly scale: number;
  readonly outChannels: number;
  /** Tensors of the result's size that are held beside input and result. */
  readonly intermediates: number;
  /** Multiply-adds for one picture whose input is `height` × `width`. */
  readonly work: (height: number, width: number) => number;
}

/** A step that runs `module`, whose every weight is read once an output position. */
export function step(
  name: string,
  module: Module & { readonly outChannels: number },
  run: Step['run'],
  options: { readonly scale?: number; readonly attends?: boolean; readonly intermediates?: number } = {},
): Step {
  const { scale = 1, attends = false, intermediates = 0 } = options;
  const matrices = [...module.namedParameters()].filter(([, { shape }]) => shape.length > 1);
  const weights = matrices.reduce((sum, [, { size }]) => sum + size, 0);
  const { outChannels } = module;
  const work = (height: number, width: number) => {
    const positions = height * scale * width * scale;
    return positions * weights + (attends ? 2 * positions * positions * outChannels : 0);
  };
  return { name, run, scale, outChannels, intermediates, work };
}

/** The same steps under a longer name. */
export const within = (prefix: string, steps: readonly Step[]): Step[] =>
  steps.map((entry) => ({ ...entry, name: `${prefix}.${entry.name}` }));
