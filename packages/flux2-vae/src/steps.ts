import type { Module, WithStatistics } from '@x/nn';
import type { RelativeCosts } from '@x/tensor';

/** One layer call of a network: what runs between two looks at the abort signal. */
export interface Step {
  readonly name: string;
  readonly run: (x: WithStatistics) => WithStatistics;
  /** Output pixels along one side of an input pixel. */
  readonly scale: number;
  readonly outChannels: number;
  /** Tensors of the result's size that are held beside input and result. */
  readonly intermediates: number;
  /** Time that it takes for one picture whose input is `height` × `width`, in multiply-adds of a 3×3 convolution. */
  readonly work: (height: number, width: number, costs?: RelativeCosts) => number;
}

const equalCosts: RelativeCosts = { enlargedConv: 1, pointwise: 1, attention: 1 };

/** A step that runs `module`, whose every weight is read once an output position. */
export function step(
  name: string,
  module: Module & { readonly outChannels: number },
  run: Step['run'],
  options: { readonly scale?: number; readonly attends?: boolean; readonly intermediates?: number } = {},
): Step {
  const { scale = 1, attends = false, intermediates = 0 } = options;
  const matrices = [...module.namedParameters()].filter(([, { shape }]) => shape.length > 1);
  const weightsOf = (pointwise: boolean) =>
    matrices
      .filter(([, { shape }]) => shape.slice(2).every((side) => side === 1) === pointwise)
      .reduce((sum, [, { size }]) => sum + size, 0);
  const [wide, pointwise] = [weightsOf(false), weightsOf(true)];
  const { outChannels } = module;
  const work = (height: number, width: number, costs = equalCosts) => {
    const positions = height * scale * width * scale;
    const weights = wide * (scale > 1 ? costs.enlargedConv : 1) + pointwise * costs.pointwise;
    return positions * (weights + (attends ? 2 * positions * outChannels * costs.attention : 0));
  };
  return { name, run, scale, outChannels, intermediates, work };
}

/** The same steps under a longer name. */
export const within = (prefix: string, steps: readonly Step[]): Step[] =>
  steps.map((entry) => ({ ...entry, name: `${prefix}.${entry.name}` }));
