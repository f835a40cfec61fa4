import type { Tensor } from '@x/tensor';
import { NnError } from '../errors.js';
import type { RunOptions } from '../run-options.js';
import type { PlannedStep, StripePlan } from './plan.js';
import type { Piece } from './rows.js';
import { type Held, runStep } from './step.js';
import { TensorMachine } from './tensors.js';
import { WatchedJob } from './watched-job.js';

/**
 * Computes a plan's graph from `input`, of the graph's shape, which it disposes as soon as it has been read. The
 * result's rows come as the stripes that they were computed in, top to bottom, and are the caller's own. A bounded plan
 * holds the backend's caches to what its steps say, while they run.
 *
 * @throws NnError `shape`; the signal's reason; TensorError where the work fails. The input is disposed then too.
 */
export async function runStripes(
  plan: StripePlan,
  input: Tensor,
  options: RunOptions = {},
): Promise<Piece<Tensor>[]> {
  const run = new PlanRun(plan, input, options);
  try {
    return await run.run(input);
  } finally {
    run.dispose();
  }
}

/** Of a bound: buffers may be a little larger than what they hold. */
const roundingPart = 1 / 32;

class PlanRun {
  readonly #plan: StripePlan;
  readonly #options: RunOptions;
  readonly #machine = new TensorMachine();
  readonly #job: WatchedJob;
  #done = 0;
  /** Lifts the limits of the caches. */
  #restore = () => {};

  constructor(plan: StripePlan, input: Tensor, options: RunOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#machine.own(input);
    this.#job = new WatchedJob(input.backend, { signal: options.signal, precision: plan.precision });
  }

  async run(input: Tensor): Promise<Piece<Tensor>[]> {
    const { entry } = this.#plan.steps[0]!;
    requireShape(input, [this.#plan.batch, entry.height, entry.width, entry.channels]);
    const { backend } = input;
    const groups = entry.statisticsGroups;
    let held: Held<Tensor> = {
      pieces: [{ from: 0, to: entry.height, array: input }],
      statistics: groups === null ? null : this.#job.run(() => this.#machine.groupStatistics(input, groups)),
    };
    const together = this.#plan.isBounded ? await this.#mostTogether(input) : 0;
    for (const step of this.#plan.steps) {
      if (this.#plan.isBounded) {
        const restore = backend.limitCaches({
          weights: step.weightCacheBytes,
          buffers: step.bufferCacheBytes,
          together,
        });
        this.#restore();
        this.#restore = restore;
      }
      held = await this.#compute(step, held, backend.relativeCosts);
    }
    this.#options.signal?.throwIfAborted();
    return held.pieces.map(({ array, ...rows }) => ({ ...rows, array: this.#machine.release(array) }));
  }

  dispose(): void {
    this.#job.dispose();
    this.#machine.dispose();
    this.#restore();
  }

  /** Caches give way as the arrays grow: a backend that can do so keeps all freed memory that the bound has room for. */
  async #mostTogether(input: Tensor): Promise<number> {
    await input.ready();
    const { bytes, cacheBytes } = input.backend.memory();
    return bytes - cacheBytes + this.#plan.boundBytes * (1 - roundingPart);
  }

  /** Waits after each op, since what is issued ahead would hold its arguments; after all where nothing is bounded. */
  async #compute(
    step: PlannedStep,
    entry: Held<Tensor>,
    costs: Tensor['backend']['relativeCosts'],
  ): Promise<Held<Tensor>> {
    const run = runStep(step, entry, this.#machine, costs);
    let work = 0;
    for (;;) {
      const next = this.#job.run(() => run.next());
      if (next.done) {
        if (work > 0) await this.#wait(next.value.pieces.at(-1)!.array, work, step.images.at(-1)!.name);
        return next.value;
      }
      work += next.value.work * this.#plan.batch;
      if (!this.#plan.isBounded) continue;
      await this.#wait(next.value.array, work, next.value.image);
      work = 0;
    }
  }

  async #wait(array: Tensor, work: number, stage: string): Promise<void> {
    const { onProgress } = this.#options;
    const total = this.#plan.work;
    const onPart =
      onProgress && ((part: number) => onProgress({ done: this.#done + part * work, total, stage }));
    await this.#job.settle(array.ready(), onPart);
    this.#done += work;
    onProgress?.({ done: this.#done, total, stage });
  }
}

function requireShape({ shape }: Tensor, wanted: readonly number[]): void {
  if (shape.length === 4 && shape.every((side, i) => side === wanted[i])) return;
  throw new NnError(
    'shape',
    'runStripes',
    `the input must be [${wanted.join(', ')}]; got [${shape.join(', ')}]`,
  );
}
