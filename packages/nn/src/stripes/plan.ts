import type { Backend, DType, Precision } from '@x/tensor';
import { itemSize } from '@x/tensor';
import type { StripedImage, StripeGraph } from './graph.js';
import { knownPlan } from './known-plans.js';
import { type Choice, keyOf, Reckoner, type Reckoning, type ReckonOptions } from './reckon.js';
import type { Rows } from './rows.js';
import { segmentsOf, stepText } from './segments.js';
import type { Step } from './step.js';
import { backendWorkspaces } from './workspaces.js';

export interface PlanOptions {
  /** Whose ops it will run. */
  readonly backend: Backend;
  /** Of the activations. */
  readonly dtype: DType;
  /** Of products. Default `highest`. */
  readonly precision?: Precision | undefined;
  /**
   * For everything that the plan keeps in memory: images, workspaces, prepared weights, what the backend's caches hold.
   * Default: none, which gives the undivided plan.
   */
  readonly boundBytes?: number | undefined;
}

export interface PlannedStep extends Step {
  /** The most that is in memory at once; prepared weights are kept beside it. */
  readonly peakBytes: number;
  /** The same without workspaces. */
  readonly imageBytes: number;
  /** What a backend may keep for speed meanwhile. */
  readonly weightCacheBytes: number;
  readonly bufferCacheBytes: number;
  /** Units of `StripePlan.work`. */
  readonly work: number;
}

export interface StripePlan {
  readonly steps: readonly PlannedStep[];
  /** Images that are computed together. */
  readonly batch: number;
  /** Of products. */
  readonly precision: Precision;
  /** Whether the backend's caches are held to what the steps say. */
  readonly isBounded: boolean;
  /** What it was made for; infinite where nothing is bounded. */
  readonly boundBytes: number;
  /** The most that is in memory at once, caches aside. */
  readonly peakBytes: number;
  /** The same without workspaces. */
  readonly imageBytes: number;
  /** In multiply-adds of a plain convolution, as long as they take on the backend. */
  readonly work: number;
  /** An estimate of time in the same units: copies and the issuing of ops are in it. */
  readonly cost: number;
  /** Every image is computed whole, and once. */
  readonly isUndivided: boolean;
}

/** The cheapest plan within the bound, or the smallest bound that some plan stays within. */
export type PlanResult =
  | { readonly plan: StripePlan; readonly smallestBytes: null }
  | { readonly plan: null; readonly smallestBytes: number };

/**
 * How to compute a graph within a bound, in the least time. Pure arithmetic, from shapes and what the backend says of
 * its ops' workspaces: no weight is read. The latest few plans of a network are remembered.
 */
export function planStripes(graph: StripeGraph, options: PlanOptions): PlanResult {
  const { backend, dtype, precision = 'highest', boundBytes = Number.POSITIVE_INFINITY } = options;
  let smallestBytes = 0;
  const plan = knownPlan(graph, { ...options, precision }, () => {
    const found = planWithin(graph, {
      boundBytes,
      itemBytes: itemSize[dtype],
      workspaces: backendWorkspaces(backend, dtype, precision),
      costs: backend.relativeCosts,
      precision,
    });
    smallestBytes = found.smallestBytes ?? 0;
    return found.plan;
  });
  return plan === null ? { plan, smallestBytes } : { plan, smallestBytes: null };
}

export interface SearchOptions extends ReckonOptions {
  readonly precision: Precision;
}

/** What is in memory between two steps, and how it came there. */
interface State {
  readonly pieces: readonly Rows[];
  readonly key: string;
  readonly cost: number;
  /** Images that were stored on the way. */
  readonly stored: number;
  readonly last: { readonly before: State; readonly step: Choice; readonly reckoning: Reckoning } | null;
}

/** Ways through one or more segments, of which only the end stays in memory. */
interface Leap {
  readonly to: number;
  /** Each in ever smaller stripes; those that store more come first. */
  readonly ways: readonly (readonly Choice[])[];
}

/** Stripes of more rows than these are of a multiple of them, so that blocks of kernels come out even. */
const rowUnit = 12;
const largestStripeBytes = 2 ** 26;
/** Of an image; of the smallest size. */
const mostStripes = 256;
const mostSmallStripes = 4096;
/** Images of a step that may be kept or not; with more, those beyond are kept. */
const mostChoices = 4;
/** Segments without norms that may be walked through at once. */
const longestLeap = 4;

/**
 * The body of `planStripes`. Per step it weighs: whole images or stripes, and of how many rows; what lies between kept,
 * or computed again for each pass; an image of one convolution never kept, but computed again by each step that reads
 * it. First it looks for the largest stripes that do for all steps, then it lets each step take larger ones.
 */
export function planWithin(graph: StripeGraph, options: SearchOptions): PlanResult {
  const search = new Search(graph, options);
  const sizes = [...search.stripeSizes()];
  for (const [i, size] of sizes.entries()) {
    const same = search.cheapest([size]);
    if (same === null) continue;
    const end = i === 0 ? same : search.cheapest(sizes.slice(0, i + 1));
    return { plan: planOf(end!, graph.batch, options), smallestBytes: null };
  }
  let smallestBytes = Number.POSITIVE_INFINITY;
  for (const size of sizes) {
    const within = new Search(graph, { ...options, boundBytes: smallestBytes });
    smallestBytes = within.leastPeakBytes(size) ?? smallestBytes;
  }
  return { plan: null, smallestBytes };
}

class Search {
  readonly #graph: StripeGraph;
  readonly #itemBytes: number;
  readonly #reckoner: Reckoner;
  readonly #segments: StripedImage[][];
  readonly #start: State;
  /** To take apart smaller images than these would not save a bound. */
  readonly #smallBytes: number;

  constructor(graph: StripeGraph, options: ReckonOptions) {
    this.#graph = graph;
    this.#itemBytes = options.itemBytes;
    this.#reckoner = new Reckoner(graph, options);
    this.#segments = segmentsOf(graph);
    this.#smallBytes = Math.max(...this.#segments.map((some) => this.#bytesOf(some.at(-1)!))) / 8;
    const pieces = [{ from: 0, to: graph.input.height }];
    this.#start = { pieces, key: keyOf(pieces), cost: 0, stored: 0, last: null };
  }

  /** In bytes of a stripe: whole images, then smaller and smaller stripes, to single rows. */
  *stripeSizes(): Generator<number> {
    yield Number.POSITIVE_INFINITY;
    const widest = Math.max(...this.#graph.images.map((image) => this.#rowBytes(image)));
    for (let bytes = largestStripeBytes; bytes > widest; bytes /= 2) yield bytes;
    yield 1;
  }

  /** The end of the cheapest way within the bound whose every step is whole or in stripes of one of these sizes. */
  cheapest(sizes: readonly number[]): State | null {
    return this.#walk(
      sizes,
      (ways, before) => this.#fitting(ways, before),
      (before, reckoning) => before.cost + reckoning.cost,
    );
  }

  /** The least that such a way holds in memory at once, of one size of stripes; null: more than the bound. */
  leastPeakBytes(size: number): number | null {
    const end = this.#walk(
      [size],
      (ways, before) => this.#allWithin(ways, before),
      (before, { peakBytes }) => Math.max(before.cost, peakBytes),
    );
    return end?.cost ?? null;
  }

  /** Of states with the same pieces in memory only the one of the least cost goes on. */
  #walk(
    sizes: readonly number[],
    reckonAll: (ways: Leap['ways'], before: State) => Iterable<[Choice, Reckoning]>,
    costOf: (before: State, reckoning: Reckoning) => number,
  ): State | null {
    const states = [...this.#segments, null].map(() => new Map<string, State>());
    states[0]!.set(this.#start.key, this.#start);
    for (const at of this.#segments.keys()) {
      if (states[at]!.size === 0) continue;
      for (const { to, ways } of this.#leaps(at, sizes)) {
        for (const before of states[at]!.values()) {
          for (const [step, reckoning] of reckonAll(ways, before)) {
            const { pieces, key } = reckoning;
            const stored = before.stored + step.stored.size;
            const cost = costOf(before, reckoning);
            const state = { pieces, key, cost, stored, last: { before, step, reckoning } };
            const known = states[to]!.get(key);
            if (known === undefined || isBetter(state, known)) states[to]!.set(key, state);
          }
        }
      }
    }
    let best: State | null = null;
    for (const state of states.at(-1)!.values()) if (best === null || isBetter(state, best)) best = state;
    return best;
  }

  /**
   * Of each way the largest stripes within the bound, and the smallest: what follows may need them. Neither where a way
   * that stores all that this one does, and more, fits in stripes as large, or as small: that costs less.
   */
  *#fitting(ways: Leap['ways'], { pieces, key }: State): Generator<[Choice, Reckoning]> {
    const fitted: Choice[] = [];
    const isFit = (step: Choice, isRowsFit: (rows: number) => boolean) =>
      fitted.some(
        ({ rows, stored }) => isRowsFit(rows) && [...step.stored].every((image) => stored.has(image)),
      );
    const reckoned = (step: Choice): [Choice, Reckoning] | null => {
      const reckoning = this.#reckoner.reckon(step, pieces, key);
      if (reckoning === null) return null;
      fitted.push(step);
      return [step, reckoning];
    };
    for (const way of ways) {
      for (const step of way) {
        if (isFit(step, (rows) => rows >= step.rows)) break;
        const found = reckoned(step);
        if (found === null) continue;
        yield found;
        break;
      }
      const smallest = way.at(-1)!;
      if (isFit(smallest, (rows) => rows === smallest.rows)) continue;
      const found = reckoned(smallest);
      if (found !== null) yield found;
    }
  }

  *#allWithin(ways: Leap['ways'], { pieces, key }: State): Generator<[Choice, Reckoning]> {
    for (const step of ways.flat()) {
      const reckoning = this.#reckoner.reckon(step, pieces, key);
      if (reckoning !== null) yield [step, reckoning];
    }
  }

  #leaps(at: number, sizes: readonly number[]): Leap[] {
    const entry = at === 0 ? this.#graph.input : this.#segments[at - 1]!.at(-1)!;
    const leaps: Leap[] = [];
    const never: StripedImage[] = [];
    for (let to = at + 1; ; to++) {
      const segment = this.#segments[to - 1]!;
      leaps.push({ to, ways: this.#ways(entry, segment, never, sizes) });
      const next = this.#segments[to];
      // Beyond a norm everything before would be computed once more.
      const isSingle = to === at + 1 && segment.length === 1;
      const isFree = to < at + longestLeap && ![...never, ...segment].some(isNormed);
      if (!next || !(isSingle || isFree) || ![...segment, ...next].every(isConv)) return leaps;
      never.push(...segment);
    }
  }

  #ways(
    entry: StripedImage,
    segment: readonly StripedImage[],
    never: readonly StripedImage[],
    sizes: readonly number[],
  ): Choice[][] {
    const images = [...never, ...segment];
    const exit = segment.at(-1)!;
    const isSmall = [entry, ...images].every((image) => this.#bytesOf(image) < this.#smallBytes);
    const rows = isSmall
      ? [exit.height]
      : [...new Set([exit.height, ...sizes.map((size) => this.#stripeRows(images, size))])];
    const text = stepText(entry, images);
    const sets = isSmall ? [new Set(segment)] : storedSets(segment);
    return sets.map((stored) => {
      const names = images.map((image) => (stored.has(image) ? 1 : 0)).join('');
      return rows.map((some) => ({ entry, images, stored, rows: some, text: `${text}/${names}/${some}` }));
    });
  }

  #bytesOf(image: StripedImage): number {
    return image.height * this.#rowBytes(image);
  }

  #stripeRows(images: readonly StripedImage[], stripeBytes: number): number {
    const exit = images.at(-1)!;
    const widest = Math.max(...images.map((image) => (this.#rowBytes(image) * image.height) / exit.height));
    const fewest = Math.ceil(exit.height / (stripeBytes > 1 ? mostStripes : mostSmallStripes));
    const rows = Math.max(fewest, Math.floor(Math.min(stripeBytes, exit.height * widest) / widest));
    if (rows >= exit.height) return exit.height;
    if (rows >= 2 * rowUnit) return rows - (rows % rowUnit);
    return rows >= 2 ? rows - (rows % 2) : 1;
  }

  #rowBytes({ width, channels }: StripedImage): number {
    return this.#graph.batch * width * channels * this.#itemBytes;
  }
}

const isBetter = (a: State, b: State): boolean =>
  a.cost < b.cost || (a.cost === b.cost && a.stored > b.stored);
const isConv = ({ source }: StripedImage): boolean => source.kind === 'conv';
const isNormed = ({ statisticsGroups }: StripedImage): boolean => statisticsGroups !== null;

/** The images of a segment that a step may keep, the most of them first. */
function storedSets(segment: readonly StripedImage[]): Set<StripedImage>[] {
  const exit = segment.at(-1)!;
  const fixed = new Set([exit]);
  for (const image of segment) {
    if (image.source.kind !== 'attention') continue;
    fixed.add(image);
    if (segment.includes(image.source.x)) fixed.add(image.source.x);
  }
  const free = segment.filter((image) => !fixed.has(image));
  if (free.length === 0) return [fixed];
  // Without norms one walk computes all: there is nothing between all and none.
  if (!free.some(isNormed)) return [new Set(segment), fixed];
  const choices = Math.min(free.length, mostChoices);
  return Array.from(
    { length: 2 ** choices },
    (_, without) => new Set([...fixed, ...free.filter((_, i) => !((without >> i) & 1))]),
  );
}

function planOf(end: State, batch: number, { boundBytes, precision }: SearchOptions): StripePlan {
  const steps: PlannedStep[] = [];
  for (let { last } = end; last !== null; last = last.before.last) {
    const { entry, images, stored, rows } = last.step;
    const { peakBytes, imageBytes, weightCacheBytes, bufferCacheBytes, work } = last.reckoning;
    const bytes = { peakBytes, imageBytes, weightCacheBytes, bufferCacheBytes };
    steps.unshift({ entry, images, stored, rows, ...bytes, work });
  }
  return {
    steps,
    batch,
    precision,
    isBounded: Number.isFinite(boundBytes),
    boundBytes,
    peakBytes: Math.max(...steps.map(({ peakBytes }) => peakBytes)),
    imageBytes: Math.max(...steps.map(({ imageBytes }) => imageBytes)),
    cost: end.cost,
    work: steps.reduce((sum, { work }) => sum + work, 0),
    isUndivided: steps.every(
      ({ images, stored, rows }) => rows >= images.at(-1)!.height && stored.size === images.length,
    ),
  };
}
