import type { RelativeCosts } from '@x/tensor';
import { type AttentionSource, normOf, type StripedImage, sourcesOf } from './graph.js';
import type { Machine, Pause } from './machine.js';
import { convRows, firstPiece, height, inputFrom, inputTo, type Piece, type Rows, stripes } from './rows.js';
import { convWork, projectionWork, scoresWork } from './work.js';

/** How a run of images is computed from `entry`, which is in memory and let go of as its rows are used up. */
export interface Step {
  readonly entry: StripedImage;
  /** In the order of computing; the last one is what the step leaves in memory. */
  readonly images: readonly StripedImage[];
  /**
   * Held whole in memory; the others are computed again, a few rows at a time, for each pass that reads them.
   * Attention and what it reads are always among them.
   */
  readonly stored: ReadonlySet<StripedImage>;
  /** Of a stripe. */
  readonly rows: number;
}

/** An image in memory: its rows in order, and its group statistics where a norm will read them. */
export interface Held<A> {
  readonly pieces: Piece<A>[];
  readonly statistics: A | null;
}

/** Images that can be computed in one walk over the rows. */
interface Pass {
  readonly targets: StripedImage[];
  /** What is computed on the way and not kept; targets of which only statistics are wanted are among them. */
  readonly fleeting: StripedImage[];
  /** Both, the last one first. */
  readonly backwards: { readonly image: StripedImage; readonly isFleeting: boolean }[];
  /** Images in memory that no later pass reads. */
  readonly lastRead: StripedImage[];
}

/** Attention walks over the rows in its own way; images of one height are walked over together. */
const sharesPass = (a: StripedImage, b: StripedImage): boolean =>
  a.height === b.height && a.source.kind === 'conv' && b.source.kind === 'conv';

/**
 * The passes of a step. A norm can be applied only after a pass over all rows of what it reads: that pass is the one
 * that stores the image, or one for its statistics alone.
 */
export function passesOf({ entry, images, stored }: Step): Pass[] {
  const isKept = (image: StripedImage) => image === entry || stored.has(image);
  const ready = new Map<StripedImage, number>([[entry, 0]]); // first pass that can compute it
  const after = (image: StripedImage) => (image === entry ? 0 : ready.get(image)! + 1);
  const targets: StripedImage[][] = [];
  for (const image of images) {
    const [x] = sourcesOf(image);
    const waits = sourcesOf(image).map((source) => (isKept(source) ? after(source) : ready.get(source)!));
    if (normOf(image) !== null) waits.push(after(x!));
    let pass = Math.max(...waits);
    const isTarget = stored.has(image) || image.statisticsGroups !== null;
    if (isTarget) {
      while (targets[pass]?.some((other) => !sharesPass(other, image))) pass++;
      targets[pass] ??= [];
      targets[pass]!.push(image);
    }
    ready.set(image, pass);
  }
  const passes = targets
    .filter((some) => some !== undefined)
    .map((some) => {
      const needed = new Set(some);
      const read = new Set<StripedImage>();
      for (const image of [...images].reverse()) {
        if (!needed.has(image)) continue;
        for (const source of sourcesOf(image)) {
          if (isKept(source)) read.add(source);
          else needed.add(source);
        }
      }
      const fleeting = images.filter((image) => needed.has(image) && !stored.has(image));
      return { targets: some, fleeting, read };
    });
  return passes.map(({ targets: some, fleeting, read }, i) => ({
    targets: some,
    fleeting,
    backwards: images
      .filter((image) => some.includes(image) || fleeting.includes(image))
      .map((image) => ({ image, isFleeting: fleeting.includes(image) }))
      .reverse(),
    lastRead: [...read].filter((image) => !passes.slice(i + 1).some((later) => later.read.has(image))),
  }));
}

/** Computes a step; pauses after each op that takes time. `entry` belongs to it, what it returns to the caller. */
export function* runStep<A>(
  step: Step,
  entry: Held<A>,
  machine: Machine<A>,
  costs: RelativeCosts,
): Generator<Pause<A>, Held<A>, void> {
  const run = new StepRun(step, entry, machine, costs);
  for (const pass of passesOf(step)) yield* run.pass(pass);
  return run.finish();
}

/** What a step knows of an image while it runs. */
interface Track<A> {
  readonly image: StripedImage;
  /** Those of its source; null where that is none. */
  readonly x: Track<A> | null;
  readonly residual: Track<A> | null;
  readonly pieces: Piece<A>[];
  statistics: A | null;
  /** Of its stripes, until the pass is over. */
  parts: { array: A; rows: number }[];
  /** The rows that the next stripe reads; none where `from` ≥ `to`. */
  from: number;
  to: number;
  /** Rows before this are past, of an image that isn't kept. */
  done: number;
}

/** A pass with tracks for images. */
interface Walk<A> {
  readonly targets: readonly Track<A>[];
  readonly fleeting: readonly Track<A>[];
  readonly backwards: readonly { readonly track: Track<A>; readonly isFleeting: boolean }[];
  readonly lastRead: readonly Track<A>[];
}

class StepRun<A> {
  readonly #step: Step;
  readonly #machine: Machine<A>;
  readonly #costs: RelativeCosts;
  readonly #tracks: Track<A>[] = [];

  constructor(step: Step, entry: Held<A>, machine: Machine<A>, costs: RelativeCosts) {
    this.#step = step;
    this.#machine = machine;
    this.#costs = costs;
    this.#addTrack(step.entry, entry);
    for (const image of step.images) this.#addTrack(image, { pieces: [], statistics: null });
  }

  #addTrack(image: StripedImage, { pieces, statistics }: Held<A>): void {
    const isEntry = this.#tracks.length === 0;
    const [x, residual] = isEntry ? [] : sourcesOf(image).map((source) => this.#track(source));
    const sources = { x: x ?? null, residual: residual ?? null };
    this.#tracks.push({ image, ...sources, pieces, statistics, parts: [], from: 0, to: 0, done: 0 });
  }

  #track(image: StripedImage): Track<A> {
    return this.#tracks.find((track) => track.image === image)!;
  }

  *pass(pass: Pass): Generator<Pause<A>, void, void> {
    const tracksOf = (images: readonly StripedImage[]) => images.map((image) => this.#track(image));
    const walk: Walk<A> = {
      targets: tracksOf(pass.targets),
      fleeting: tracksOf(pass.fleeting),
      backwards: pass.backwards.map(({ image, isFleeting }) => ({ track: this.#track(image), isFleeting })),
      lastRead: tracksOf(pass.lastRead),
    };
    const [target] = walk.targets;
    if (target!.image.source.kind === 'attention') yield* this.#attend(target!, walk);
    else yield* this.#walk(walk);
  }

  finish(): Held<A> {
    const exit = this.#tracks.at(-1)!;
    for (const track of this.#tracks) {
      if (track !== exit && track.statistics !== null) this.#machine.free(track.statistics);
    }
    return { pieces: exit.pieces, statistics: exit.statistics };
  }

  *#walk(walk: Walk<A>): Generator<Pause<A>, void, void> {
    const { targets, fleeting } = walk;
    const isEnlarged = targets.some(
      ({ image: { source } }) => source.kind === 'conv' && source.layers.upsample === 2,
    );
    const all = stripes(targets[0]!.image.height, this.#step.rows, isEnlarged);
    const stored = targets.filter(({ image }) => this.#step.stored.has(image));
    const measured = targets.filter(({ image, statistics }) => image.statisticsGroups && statistics === null);
    for (const track of fleeting) track.done = 0;
    this.#want(walk, all[0]!);
    for (const [i, stripe] of all.entries()) {
      for (const track of fleeting) {
        const { to } = track;
        const from = Math.max(track.from, track.done);
        if (from >= to) continue;
        yield this.#compute(track, { from, to }, measured);
        track.done = to;
      }
      for (const track of stored) yield this.#compute(track, stripe, measured);
      const next = all[i + 1];
      if (next) this.#want(walk, next);
      this.#letGo(walk, next === undefined);
    }
    for (const track of measured) this.#combine(track);
  }

  /** The rows that a stripe of the targets reads, of every image on the way. */
  #want({ targets, backwards }: Walk<A>, { from, to }: Rows): void {
    for (const track of this.#tracks) {
      track.from = Number.POSITIVE_INFINITY;
      track.to = 0;
    }
    for (const track of targets) widen(track, from, to);
    for (const { track, isFleeting } of backwards) {
      const { source } = track.image;
      const first = isFleeting ? Math.max(track.from, track.done) : track.from;
      if (first >= track.to || source.kind !== 'conv') continue;
      widen(track.x!, inputFrom(source, first), inputTo(source, track.to));
      if (track.residual !== null) widen(track.residual, first, track.to);
    }
  }

  /** Frees what no later stripe reads; all of it after the last. */
  #letGo({ fleeting, lastRead }: Walk<A>, isLast: boolean): void {
    for (const tracks of [fleeting, lastRead]) {
      for (const { pieces, from, to } of tracks) {
        if (isLast) this.#freeRows(pieces, Number.POSITIVE_INFINITY);
        // What the next stripe does not read, a later one may.
        else if (from < to) this.#freeRows(pieces, from);
      }
    }
  }

  #freeRows(pieces: Piece<A>[], before: number): void {
    let past = 0;
    while (past < pieces.length && pieces[past]!.to <= before) this.#machine.free(pieces[past++]!.array);
    if (past > 0) pieces.splice(0, past);
  }

  #compute(track: Track<A>, rows: Rows, measured: readonly Track<A>[]): Pause<A> {
    const machine = this.#machine;
    const { image } = track;
    const { source } = image;
    if (source.kind !== 'conv') throw new Error('only convolutions are computed by rows');
    const { input, padding, above, below } = convRows(source, rows);
    const groups = measured.includes(track) ? image.statisticsGroups : null;
    const isExact = above + below === 0;
    const x = this.#gather(track.x!.pieces, input);
    const residual = track.residual && this.#gather(track.residual.pieces, rows);
    const made = machine.conv({
      source,
      x: x.array,
      residual: residual?.array ?? null,
      padding,
      statistics: source.layers.norm ? track.x!.statistics : null,
      outputGroups: isExact ? groups : null,
      height: above + height(rows) + below,
      width: image.width,
    });
    if (x.isCopy) machine.free(x.array);
    if (residual?.isCopy) machine.free(residual.array);
    let { output } = made;
    if (!isExact) {
      output = machine.sliceRows(made.output, above, above + height(rows));
      machine.free(made.output);
    }
    if (groups !== null) {
      const array = made.statistics ?? machine.groupStatistics(output, groups);
      track.parts.push({ array, rows: height(rows) });
    }
    track.pieces.push({ from: rows.from, to: rows.to, array: output });
    const work = convWork(source, height(rows) * image.width, this.#costs);
    return { array: output, work, image: image.name };
  }

  /** The statistics of an image from those of its stripes. */
  #combine(track: Track<A>): void {
    const { parts } = track;
    track.parts = [];
    if (parts.length === 1) track.statistics = parts[0]!.array;
    if (parts.length < 2) return;
    const arrays = parts.map(({ array }) => array);
    const rows = parts.map(({ rows }) => rows);
    track.statistics = this.#machine.combineStatistics(arrays, rows);
    for (const array of arrays) this.#machine.free(array);
  }

  /** Rows of an image in one array: a piece as it is, or a copy. */
  #gather(pieces: readonly Piece<A>[], { from, to }: Rows): { array: A; isCopy: boolean } {
    const machine = this.#machine;
    const first = firstPiece(pieces, from);
    const piece = pieces[first]!;
    if (piece.to >= to) {
      if (piece.from === from && piece.to === to) return { array: piece.array, isCopy: false };
      return { array: machine.sliceRows(piece.array, from - piece.from, to - piece.from), isCopy: true };
    }
    const arrays: A[] = [];
    const slices: A[] = [];
    for (let i = first; i < pieces.length && pieces[i]!.from < to; i++) {
      const { array: whole, ...some } = pieces[i]!;
      const [begin, end] = [Math.max(from, some.from) - some.from, Math.min(to, some.to) - some.from];
      const isWhole = begin === 0 && end === height(some);
      const array = isWhole ? whole : machine.sliceRows(whole, begin, end);
      arrays.push(array);
      if (!isWhole) slices.push(array);
    }
    const array = machine.concatRows(arrays);
    for (const slice of slices) machine.free(slice);
    return { array, isCopy: true };
  }

  /** Keys and values of all rows first, then the queries stripe by stripe. */
  *#attend(track: Track<A>, { lastRead }: Walk<A>): Generator<Pause<A>, void, void> {
    const machine = this.#machine;
    const costs = this.#costs;
    const { image, x: read } = track;
    const source = image.source as AttentionSource;
    const { statistics, pieces } = read!;
    const all = stripes(image.height, this.#step.rows, false);
    const keys: A[] = [];
    const values: A[] = [];
    for (const stripe of all) {
      const x = this.#gather(pieces, stripe);
      keys.push(machine.project(source, 'to_k', x.array, statistics));
      values.push(machine.project(source, 'to_v', x.array, statistics));
      if (x.isCopy) machine.free(x.array);
      const positions = height(stripe) * image.width;
      const work =
        projectionWork(source, 'to_k', positions, costs) + projectionWork(source, 'to_v', positions, costs);
      yield { array: values.at(-1)!, work, image: image.name };
    }
    const [k, v] = [this.#joinTokens(keys), this.#joinTokens(values)];
    for (const stripe of all) {
      const x = this.#gather(pieces, stripe);
      const q = machine.project(source, 'to_q', x.array, statistics);
      const output = machine.attend(source, q, k, v, x.array);
      machine.free(q);
      if (x.isCopy) machine.free(x.array);
      track.pieces.push({ ...stripe, array: output });
      if (image.statisticsGroups !== null) {
        const array = machine.groupStatistics(output, image.statisticsGroups);
        track.parts.push({ array, rows: height(stripe) });
      }
      if (lastRead.includes(read!)) this.#freeRows(pieces, stripe.to);
      const queries = height(stripe) * image.width;
      const work =
        2 * projectionWork(source, 'to_q', queries, costs) +
        scoresWork(source, queries, image.height * image.width, costs);
      yield { array: output, work, image: image.name };
    }
    machine.free(k);
    machine.free(v);
    this.#combine(track);
  }

  #joinTokens(parts: A[]): A {
    if (parts.length === 1) return parts[0]!;
    const joined = this.#machine.concatTokens(parts);
    for (const part of parts) this.#machine.free(part);
    return joined;
  }
}

function widen<A>(track: Track<A>, from: number, to: number): void {
  if (from < track.from) track.from = from;
  if (to > track.to) track.to = to;
}
