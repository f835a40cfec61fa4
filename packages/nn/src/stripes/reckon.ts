import type { RelativeCosts } from '@x/tensor';
import type { StripeGraph } from './graph.js';
import type { Rows } from './rows.js';
import { LayerBytes, type SizedArray, SizeMachine, type Workspaces } from './sizes.js';
import { type Held, runStep, type Step } from './step.js';

export interface ReckonOptions {
  readonly boundBytes: number;
  /** Of an element of an activation. */
  readonly itemBytes: number;
  readonly workspaces: Workspaces;
  readonly costs: RelativeCosts;
}

/** A step with a text that is the same for steps of the same shapes. */
export interface Choice extends Step {
  readonly text: string;
}

/** A step by its sizes alone. */
export interface Reckoning {
  readonly peakBytes: number;
  readonly imageBytes: number;
  readonly weightCacheBytes: number;
  readonly bufferCacheBytes: number;
  readonly work: number;
  readonly cost: number;
  /** What it leaves in memory. */
  readonly pieces: readonly Rows[];
  readonly key: string;
}

/** Kept of freed buffers, where there is room: pages that are new cost time. */
const mostBufferCacheBytes = 2 ** 28;

export const keyOf = (pieces: readonly Rows[]): string => pieces.map(({ to }) => to).join();

/** Runs steps on sizes alone, those of the same shapes once. */
export class Reckoner {
  readonly #graph: StripeGraph;
  readonly #options: ReckonOptions;
  readonly #layerBytes: LayerBytes;
  readonly #known = new Map<string, Reckoning | null>();

  constructor(graph: StripeGraph, options: ReckonOptions) {
    this.#graph = graph;
    this.#options = options;
    this.#layerBytes = new LayerBytes(options.workspaces);
  }

  /** Null: over the bound. `key`: that of the pieces in which the entry is in memory. */
  reckon(step: Choice, pieces: readonly Rows[], key: string): Reckoning | null {
    const text = `${step.text}/${key}`;
    let reckoning = this.#known.get(text);
    if (reckoning === undefined) this.#known.set(text, (reckoning = this.#run(step, pieces)));
    return reckoning;
  }

  #run(step: Choice, pieces: readonly Rows[]): Reckoning | null {
    const { boundBytes, itemBytes, costs } = this.#options;
    const { batch } = this.#graph;
    const machine = new SizeMachine({ itemBytes, layerBytes: this.#layerBytes, costs });
    const run = runStep(step, this.#entry(step, pieces, machine), machine, costs);
    let work = 0;
    let next = run.next();
    for (; !next.done && machine.peakBytes <= boundBytes; next = run.next()) work += next.value.work * batch;
    const { peakBytes } = machine;
    if (!next.done || peakBytes > boundBytes) return null;
    let preparedBytes = 0;
    for (const bytes of machine.prepared.values()) preparedBytes += bytes;
    const room = boundBytes - peakBytes;
    const arePreparedKept = preparedBytes <= room;
    // A buffer that is used again may be a little larger than what it holds.
    const spare = Math.max(0, room - (arePreparedKept ? preparedBytes : 0) - peakBytes / 16);
    const bufferCacheBytes = Math.min(mostBufferCacheBytes, spare);
    const left = next.value.pieces.map(({ from, to }) => ({ from, to }));
    return {
      peakBytes,
      imageBytes: machine.imageBytes,
      work,
      cost: Math.round(machine.cost + (arePreparedKept ? 0 : machine.repeatedCost)),
      // Those of other layers may stay where there is room.
      weightCacheBytes: arePreparedKept ? preparedBytes + (spare - bufferCacheBytes) : 0,
      bufferCacheBytes,
      pieces: left,
      key: keyOf(left),
    };
  }

  #entry({ entry }: Choice, pieces: readonly Rows[], machine: SizeMachine): Held<SizedArray> {
    const { batch } = this.#graph;
    const { width, channels, statisticsGroups: groups } = entry;
    return {
      pieces: pieces.map(({ from, to }) => ({
        from,
        to,
        array: machine.make([batch, to - from, width, channels]),
      })),
      statistics: groups === null ? null : machine.make([batch, groups, 2], 4),
    };
  }
}
