import { type AttentionSource, normOf, type StripedImage, sourcesOf } from './graph.js';
import type { Machine, Pause } from './machine.js';
import { convRows, height, overlapping, type Piece, type Rows, readsOf, stripes } from './rows.js';

/** How a run of images is computed from `entry`, which is in memory and let go of as its rows are used up. */
export interface Step {
  readonly entry: StripedImage;
  /** In the order of computing; the last one is what the step leaves in memory. */
  readonly images: readonly StripedImage[];
  /** Held whole in memory; the others are computed again, a few rows at a time, for each pass that reads them. */
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
      while (targets[pass]?.some((other) => other.height !== image.height)) pass++;
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
): Generator<Pause<A>, Held<A>, void> {
  const run = new StepRun(step, entry, machine);
  for (const pass of passesOf(step)) yield* run.pass(pass);
  return run.finish();
}

class StepRun<A> {
  readonly #step: Step;
  readonly #machine: Machine<A>;
  readonly #held = new Map<StripedImage, Piece<A>[]>();
  readonly #statistics = new Map<StripedImage, A>();

  constructor(step: Step, entry: Held<A>, machine: Machine<A>) {
    this.#step = step;
    this.#machine = machine;
    this.#held.set(step.entry, entry.pieces);
    if (entry.statistics !== null) this.#statistics.set(step.entry, entry.statistics);
  }

  *pass(pass: Pass): Generator<Pause<A>, void, void> {
    const [target] = pass.targets;
    if (target!.source.kind === 'attention') {
      yield* this.#attend(target!, target!.source);
      return;
    }
    for (const image of [...pass.targets, ...pass.fleeting]) this.#held.set(image, []);
    const isEnlarged = pass.targets.some(
      ({ source }) => source.kind === 'conv' && source.layers.upsample === 2,
    );
    const all = stripes(target!.height, this.#step.rows, isEnlarged);
    const parts = new Map<StripedImage, { array: A; rows: number }[]>();
    const done = new Map<StripedImage, number>(); // rows of fleeting images that are past
    let wanted = this.#wanted(pass, all[0]!, done);
    for (const [i, stripe] of all.entries()) {
      for (const image of pass.fleeting) {
        const rows = wanted.get(image);
        if (rows === undefined || rows.to <= (done.get(image) ?? 0)) continue;
        const from = Math.max(rows.from, done.get(image) ?? 0);
        yield* this.#compute(image, { from, to: rows.to }, pass, parts);
        done.set(image, rows.to);
      }
      for (const image of pass.targets) {
        if (this.#step.stored.has(image)) yield* this.#compute(image, stripe, pass, parts);
      }
      const next = all[i + 1];
      if (next) wanted = this.#wanted(pass, next, done);
      this.#letGo(pass, next ? wanted : null);
    }
    for (const [image, some] of parts) this.#combine(image, some);
  }

  finish(): Held<A> {
    const exit = this.#step.images.at(-1)!;
    const statistics = this.#statistics.get(exit) ?? null;
    this.#statistics.delete(exit);
    for (const array of this.#statistics.values()) this.#machine.free(array);
    return { pieces: this.#held.get(exit)!, statistics };
  }

  /** The rows that a stripe of the targets reads, of every image on the way. */
  #wanted(pass: Pass, stripe: Rows, done: ReadonlyMap<StripedImage, number>): Map<StripedImage, Rows> {
    const wanted = new Map<StripedImage, Rows>();
    const want = (image: StripedImage, { from, to }: Rows) => {
      const known = wanted.get(image);
      wanted.set(
        image,
        known ? { from: Math.min(known.from, from), to: Math.max(known.to, to) } : { from, to },
      );
    };
    for (const image of pass.targets) want(image, stripe);
    for (const { image, isFleeting } of pass.backwards) {
      const rows = wanted.get(image);
      if (rows === undefined) continue;
      const from = isFleeting ? Math.max(rows.from, done.get(image) ?? 0) : rows.from;
      if (from >= rows.to) continue;
      for (const [source, read] of readsOf(image, { from, to: rows.to })) want(source, read);
    }
    return wanted;
  }

  /** Frees what no later stripe reads; all of it after the last. */
  #letGo(pass: Pass, wanted: ReadonlyMap<StripedImage, Rows> | null): void {
    for (const image of [...pass.fleeting, ...pass.lastRead]) {
      const from = wanted === null ? Number.POSITIVE_INFINITY : (wanted.get(image)?.from ?? 0);
      this.#freeRows(image, from);
    }
  }

  #freeRows(image: StripedImage, before: number): void {
    const pieces = this.#held.get(image)!;
    while (pieces.length > 0 && pieces[0]!.to <= before) this.#machine.free(pieces.shift()!.array);
  }

  *#compute(
    image: StripedImage,
    rows: Rows,
    pass: Pass,
    parts: Map<StripedImage, { array: A; rows: number }[]>,
  ): Generator<Pause<A>, void, void> {
    const machine = this.#machine;
    const { source } = image;
    if (source.kind !== 'conv') throw new Error('only convolutions are computed by rows');
    const { input, padding, above, below } = convRows(source, rows);
    const takesStatistics =
      image.statisticsGroups !== null && pass.targets.includes(image) && !this.#statistics.has(image);
    const isExact = above + below === 0;
    const x = this.#gather(source.x, input);
    const residual = source.residual && this.#gather(source.residual, rows);
    const made = machine.conv({
      source,
      x: x.array,
      residual: residual?.array ?? null,
      padding,
      statistics: source.layers.norm ? (this.#statistics.get(source.x) ?? null) : null,
      outputGroups: takesStatistics && isExact ? image.statisticsGroups : null,
      height: above + height(rows) + below,
      width: image.width,
    });
    x.release();
    residual?.release();
    let { output } = made;
    if (!isExact) {
      output = machine.sliceRows(made.output, above, above + height(rows));
      machine.free(made.output);
    }
    if (takesStatistics) {
      const array = made.statistics ?? machine.groupStatistics(output, image.statisticsGroups!);
      const known = parts.get(image) ?? [];
      known.push({ array, rows: height(rows) });
      parts.set(image, known);
    }
    this.#held.get(image)!.push({ ...rows, array: output });
    const { conv } = source.layers;
    const taps = (conv.kernelSize[0] * conv.kernelSize[1] * conv.inChannels) / conv.groups;
    yield { array: output, work: height(rows) * image.width * image.channels * taps, image: image.name };
  }

  #combine(image: StripedImage, parts: readonly { array: A; rows: number }[]): void {
    if (parts.length === 1) {
      this.#statistics.set(image, parts[0]!.array);
      return;
    }
    const arrays = parts.map(({ array }) => array);
    const rows = parts.map(({ rows }) => rows);
    this.#statistics.set(image, this.#machine.combineStatistics(arrays, rows));
    for (const array of arrays) this.#machine.free(array);
  }

  /** Rows of an image in one array: a piece as it is, or a copy. */
  #gather(image: StripedImage, { from, to }: Rows): { array: A; release: () => void } {
    const machine = this.#machine;
    const pieces = overlapping(this.#held.get(image)!, { from, to });
    const [first] = pieces;
    if (pieces.length === 1 && first!.from === from && first!.to === to) {
      return { array: first!.array, release: () => {} };
    }
    const slices = pieces.map((piece) => {
      const [begin, end] = [Math.max(from, piece.from) - piece.from, Math.min(to, piece.to) - piece.from];
      const isWhole = begin === 0 && end === height(piece);
      return { isWhole, array: isWhole ? piece.array : machine.sliceRows(piece.array, begin, end) };
    });
    const freeSlices = () => {
      for (const { isWhole, array } of slices) if (!isWhole) machine.free(array);
    };
    if (slices.length === 1) return { array: slices[0]!.array, release: freeSlices };
    const array = machine.concatRows(slices.map(({ array }) => array));
    freeSlices();
    return { array, release: () => machine.free(array) };
  }

  /** Keys and values of all rows first, then the queries stripe by stripe. */
  *#attend(image: StripedImage, source: AttentionSource): Generator<Pause<A>, void, void> {
    const machine = this.#machine;
    const { attention, x: from } = source;
    const all = stripes(image.height, this.#step.rows, false);
    const statistics = this.#statistics.get(from) ?? null;
    const positions = image.height * image.width;
    const keys: A[] = [];
    const values: A[] = [];
    const projection = (stripe: Rows, features: number) =>
      height(stripe) * image.width * from.channels * features;
    for (const stripe of all) {
      const x = this.#gather(from, stripe);
      keys.push(machine.project(source, 'to_k', x.array, statistics));
      values.push(machine.project(source, 'to_v', x.array, statistics));
      x.release();
      const work = 2 * projection(stripe, attention.to_k.outFeatures);
      yield { array: values.at(-1)!, work, image: image.name };
    }
    const [k, v] = [this.#joinTokens(keys), this.#joinTokens(values)];
    this.#held.set(image, []);
    const parts: { array: A; rows: number }[] = [];
    for (const stripe of all) {
      const x = this.#gather(from, stripe);
      const q = machine.project(source, 'to_q', x.array, statistics);
      const output = machine.attend(source, q, k, v, x.array);
      machine.free(q);
      x.release();
      this.#held.get(image)!.push({ ...stripe, array: output });
      if (image.statisticsGroups !== null) {
        const array = machine.groupStatistics(output, image.statisticsGroups);
        parts.push({ array, rows: height(stripe) });
      }
      this.#freeRows(from, stripe.to);
      const features = attention.to_q.outFeatures;
      const scores = 2 * height(stripe) * image.width * positions * features;
      yield { array: output, work: scores + 2 * projection(stripe, features), image: image.name };
    }
    machine.free(k);
    machine.free(v);
    if (parts.length > 0) this.#combine(image, parts);
  }

  #joinTokens(parts: A[]): A {
    if (parts.length === 1) return parts[0]!;
    const joined = this.#machine.concatTokens(parts);
    for (const part of parts) this.#machine.free(part);
    return joined;
  }
}
