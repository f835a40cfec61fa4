import { type StripedImage, type StripeGraph, sourcesOf } from './graph.js';
import type { Rows } from './rows.js';
import { SizeMachine, type Workspaces } from './sizes.js';
import { type Held, runStep, type Step } from './step.js';

export interface PlanOptions {
  /** For everything that the plan keeps in memory: images, workspaces, prepared weights. */
  readonly boundBytes: number;
  /** Of an element of an activation. */
  readonly itemBytes: number;
  readonly workspaces: Workspaces;
}

export interface PlannedStep extends Step {
  /** The most that is in memory at once; prepared weights are kept beside it. */
  readonly peakBytes: number;
  /** What a backend may keep for speed meanwhile. */
  readonly weightCacheBytes: number;
  readonly bufferCacheBytes: number;
  /** Multiply-adds. */
  readonly work: number;
}

export interface StripePlan {
  readonly steps: readonly PlannedStep[];
  readonly peakBytes: number;
  readonly work: number;
  /** An estimate of time, in multiply-adds. */
  readonly cost: number;
  /** Every image is computed whole, and once. */
  readonly isUndivided: boolean;
}

/** The cheapest plan within the bound, or the smallest bound that some plan stays within. */
export type PlanResult =
  | { readonly plan: StripePlan; readonly smallestBytes: null }
  | { readonly plan: null; readonly smallestBytes: number };

/** What is in memory between two steps. */
interface State {
  readonly pieces: readonly Rows[];
  readonly cost: number;
  readonly steps: readonly PlannedStep[];
}

/** A step by its sizes alone. */
interface Reckoning {
  readonly peakBytes: number;
  readonly weightCacheBytes: number;
  readonly bufferCacheBytes: number;
  readonly work: number;
  readonly pieces: readonly Rows[];
  readonly key: string;
  readonly cost: number;
}

interface Choice extends Step {
  /** The same for steps of the same shapes. */
  readonly signature: string;
}

/** Stripes of more rows than these are of a multiple of them, so that blocks of kernels come out even. */
const rowUnit = 12;
const largestStripeBytes = 2 ** 26;
/** Of an image. */
const mostStripes = 256;
/** Kept of freed buffers, where there is room: pages that are new cost time. */
const mostBufferCacheBytes = 2 ** 28;
/** Images of a step that may be kept or not; with more, those beyond are kept. */
const mostChoices = 4;

/**
 * How to compute a graph within a bound, in the least time. Per step it weighs: whole images or stripes; what lies
 * between kept, or computed again for each pass; an image of one convolution never kept, but computed again by each
 * step that reads it. Pure: shapes in, plan out.
 */
export function planStripes(graph: StripeGraph, options: PlanOptions): PlanResult {
  const planner = new Planner(graph, options);
  let best: StripePlan | null = null;
  for (const stripeBytes of planner.stripeSizes()) {
    const plan = planner.cheapest(stripeBytes);
    if (plan !== null && (best === null || plan.cost < best.cost)) best = plan;
    else if (best !== null) break; // smaller stripes only cost more
    if (best?.isUndivided) break;
  }
  if (best !== null) return { plan: best, smallestBytes: null };
  const peaks = [...planner.stripeSizes()].map((stripeBytes) => planner.leastPeakBytes(stripeBytes));
  return { plan: null, smallestBytes: Math.min(...peaks) };
}

class Planner {
  readonly #graph: StripeGraph;
  readonly #options: PlanOptions;
  readonly #segments: StripedImage[][];
  readonly #reckoned = new Map<string, Reckoning>();

  constructor(graph: StripeGraph, options: PlanOptions) {
    this.#graph = graph;
    this.#options = options;
    this.#segments = segmentsOf(graph);
  }

  /** Whole images, then smaller and smaller stripes, to single rows. */
  *stripeSizes(): Generator<number> {
    yield Number.POSITIVE_INFINITY;
    const widest = Math.max(...this.#graph.images.map((image) => this.#rowBytes(image)));
    for (let bytes = largestStripeBytes; bytes > widest; bytes /= 2) yield bytes;
    yield 1;
  }

  /** The cheapest way within the bound whose every step is whole or in stripes of this size; or null. */
  cheapest(stripeBytes: number): StripePlan | null {
    const start: State = { pieces: this.#whole, cost: 0, steps: [] };
    const ends = this.#walk(stripeBytes, start, (state, step, reckoned) => {
      if (reckoned.peakBytes > this.#options.boundBytes) return null;
      const steps = [...state.steps, plannedStep(step, reckoned)];
      return { pieces: reckoned.pieces, cost: state.cost + reckoned.cost, steps };
    });
    return ends[0] ? planOf(ends[0]) : null;
  }

  /** The smallest bound that some such way stays within. */
  leastPeakBytes(stripeBytes: number): number {
    const start: State = { pieces: this.#whole, cost: 0, steps: [] };
    const ends = this.#walk(stripeBytes, start, (state, _, { pieces, peakBytes }) => ({
      pieces,
      cost: Math.max(state.cost, peakBytes),
      steps: [],
    }));
    return ends[0]!.cost;
  }

  get #whole(): Rows[] {
    return [{ from: 0, to: this.#graph.input.height }];
  }

  /** The states at the end, cheapest first: of those with the same pieces in memory only the cheapest goes on. */
  #walk(
    stripeBytes: number,
    start: State,
    go: (state: State, step: Choice, reckoned: Reckoning) => State | null,
  ): State[] {
    const states = [...this.#segments, null].map(() => new Map<string, State>());
    states[0]!.set(keyOf(start.pieces), start);
    for (const at of this.#segments.keys()) {
      for (const { to, steps } of this.#choices(at, stripeBytes)) {
        for (const step of steps) {
          for (const [from, state] of states[at]!) {
            const reckoned = this.#reckon(step, state.pieces, from);
            const next = go(state, step, reckoned);
            const known = states[to]!.get(reckoned.key);
            // Of equals the one that keeps more, which comes later.
            if (next === null || (known && known.cost < next.cost)) continue;
            states[to]!.set(reckoned.key, next);
          }
        }
      }
    }
    return [...states.at(-1)!.values()].sort((a, b) => a.cost - b.cost);
  }

  /** Ways to go on from segment `at`: through it, or through it and the next one. */
  #choices(at: number, stripeBytes: number): { to: number; steps: Choice[] }[] {
    const segment = this.#segments[at]!;
    const entry = at === 0 ? this.#graph.input : this.#segments[at - 1]!.at(-1)!;
    const choices = [{ to: at + 1, steps: this.#steps(entry, segment, [], stripeBytes) }];
    const next = this.#segments[at + 1];
    const isSingle = segment.length === 1 && segment[0]!.source.kind === 'conv';
    if (next && isSingle && next.every(({ source }) => source.kind === 'conv')) {
      choices.push({ to: at + 2, steps: this.#steps(entry, next, segment, stripeBytes) });
    }
    return choices;
  }

  #steps(
    entry: StripedImage,
    segment: readonly StripedImage[],
    never: readonly StripedImage[],
    stripeBytes: number,
  ): Choice[] {
    const images = [...never, ...segment];
    const [exit, between] = [segment.at(-1)!, segment.slice(0, -1)];
    const rows = new Set([exit.height, this.#stripeRows(images, stripeBytes)]);
    const choices = Math.min(between.length, mostChoices);
    const signature = signatureOf(entry, images);
    const steps: Choice[] = [];
    for (let mask = 0; mask < 2 ** choices; mask++) {
      const stored = new Set([exit, ...between.filter((_, i) => i >= choices || (mask >> i) & 1)]);
      for (const some of rows) {
        steps.push({ entry, images, stored, rows: some, signature: `${signature}/${mask}/${some}` });
      }
    }
    return steps;
  }

  #stripeRows(images: readonly StripedImage[], stripeBytes: number): number {
    const exit = images.at(-1)!;
    const widest = Math.max(...images.map((image) => (this.#rowBytes(image) * image.height) / exit.height));
    const fewest = Math.ceil(exit.height / mostStripes);
    const rows = Math.max(fewest, Math.floor(Math.min(stripeBytes, exit.height * widest) / widest));
    if (rows >= exit.height) return exit.height;
    if (rows >= 2 * rowUnit) return rows - (rows % rowUnit);
    return rows >= 2 ? rows - (rows % 2) : 1;
  }

  #rowBytes({ width, channels }: StripedImage): number {
    return this.#graph.batch * width * channels * this.#options.itemBytes;
  }

  /** Runs a step on sizes alone. */
  #reckon(step: Choice, pieces: readonly Rows[], piecesKey: string): Reckoning {
    const memo = `${step.signature}/${piecesKey}`;
    const known = this.#reckoned.get(memo);
    if (known) return known;
    const { boundBytes, itemBytes, workspaces } = this.#options;
    const { entry } = step;
    const machine = new SizeMachine(itemBytes, workspaces);
    const held: Held<ReturnType<SizeMachine['make']>> = {
      pieces: pieces.map(({ from, to }) => ({
        from,
        to,
        array: machine.make([this.#graph.batch, to - from, entry.width, entry.channels]),
      })),
      statistics:
        entry.statisticsGroups === null
          ? null
          : machine.make([this.#graph.batch, entry.statisticsGroups, 2], 4),
    };
    const run = runStep(step, held, machine);
    let work = 0;
    let next = run.next();
    for (; !next.done; next = run.next()) work += next.value.work * this.#graph.batch;
    const { peakBytes } = machine;
    const preparedBytes = [...machine.prepared.values()].reduce((sum, bytes) => sum + bytes, 0);
    const room = boundBytes - peakBytes;
    const arePreparedKept = preparedBytes <= room;
    // A buffer that is used again may be a little larger than what it holds.
    const spare = room - (arePreparedKept ? preparedBytes : 0) - peakBytes / 16;
    const left = next.value.pieces.map(({ from, to }) => ({ from, to }));
    const reckoned: Reckoning = {
      peakBytes,
      work,
      cost: machine.cost + (arePreparedKept ? 0 : machine.repeatedCost),
      weightCacheBytes: arePreparedKept ? preparedBytes : 0,
      bufferCacheBytes: Math.max(0, Math.min(mostBufferCacheBytes, spare)),
      pieces: left,
      key: keyOf(left),
    };
    this.#reckoned.set(memo, reckoned);
    return reckoned;
  }
}

/** Runs of images between those that everything later goes through. */
function segmentsOf({ images }: StripeGraph): StripedImage[][] {
  const segments: StripedImage[][] = [];
  let current: StripedImage[] = [];
  for (const [i, image] of images.entries()) {
    if (i > 0) current.push(image);
    const isCut = images
      .slice(i + 1)
      .every((later) => sourcesOf(later).every((source) => images.indexOf(source) >= i));
    if (isCut && i > 0) {
      segments.push(current);
      current = [];
    }
  }
  return segments;
}

/** What a step's bytes and cost follow from, beside its stripes. */
function signatureOf(entry: StripedImage, images: readonly StripedImage[]): string {
  const all = [entry, ...images];
  return all
    .map((image) => {
      const { source, height, width, channels, statisticsGroups } = image;
      const reads = image === entry ? [] : sourcesOf(image).map((read) => all.indexOf(read));
      const layer: unknown[] = [source.kind];
      if (source.kind === 'attention') layer.push(source.attention.kvHeads, source.attention.dimHead);
      if (source.kind === 'conv' && image !== entry) {
        const { conv, norm, activation, upsample } = source.layers;
        const { top, bottom } = conv.padding;
        layer.push(conv.weight.heldShape, conv.stride, top, bottom, conv.dilation, upsample);
        layer.push(norm?.numGroups, activation?.constructor.name);
      }
      return [height, width, channels, statisticsGroups, reads, layer].join();
    })
    .join(';');
}

const plannedStep = ({ entry, images, stored, rows }: Choice, reckoning: Reckoning): PlannedStep => {
  const { peakBytes, weightCacheBytes, bufferCacheBytes, work } = reckoning;
  return { entry, images, stored, rows, peakBytes, weightCacheBytes, bufferCacheBytes, work };
};

const keyOf = (pieces: readonly Rows[]): string => pieces.map(({ to }) => to).join();

function planOf({ steps, cost }: State): StripePlan {
  return {
    steps,
    cost,
    peakBytes: Math.max(...steps.map(({ peakBytes, weightCacheBytes }) => peakBytes + weightCacheBytes)),
    work: steps.reduce((sum, { work }) => sum + work, 0),
    isUndivided: steps.every(
      ({ images, stored, rows }) => rows >= images.at(-1)!.height && stored.size === images.length,
    ),
  };
}
