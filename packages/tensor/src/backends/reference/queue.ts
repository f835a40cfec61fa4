import { TensorError } from '../../errors.js';
import type { Memory, ReferenceArray, Storage } from './storage.js';
import { Workspace } from './storage.js';
import { nextTurn } from './turn.js';

/**
 * A kernel's steps. Each `yield` says how much work (elements or multiply-adds) was done since the last, and
 * lets the queue pause there; steps are to take a few milliseconds at most.
 */
export type Steps<Result = void> = Generator<number, Result, void>;

/** Ops that are watched and cancelled together. */
export class Job {
  issued = 0;
  done = 0;
  isCancelled = false;
}

export interface Task {
  readonly op: string;
  readonly inputs: readonly ReferenceArray[];
  readonly result: ReferenceArray;
  /** In the unit of `Steps`. */
  readonly work: number;
  readonly job: Job | null;
  start(workspace: Workspace): Steps<Storage>;
}

/** The event loop gets its turn after this; well below the 50 ms that are promised, as steps may be long. */
const sliceMs = 12;

/** Runs tasks one after the other, in pieces, on the thread it is on. */
export class Queue {
  /** In order of issue, with the work already done; the first is the one that runs. */
  private readonly tasks = new Map<Task, number>();
  private running: Promise<void> | null = null;
  private isClosed = false;

  constructor(private readonly memory: Memory) {}

  get pending(): number {
    return this.tasks.size;
  }

  add(task: Task): void {
    if (task.job !== null) task.job.issued += task.work;
    for (const input of task.inputs) input.retain();
    task.result.retain();
    this.tasks.set(task, 0);
    if (this.isClosed) this.fail(task, closedError(task.op));
    else if (task.job?.isCancelled === true) this.fail(task, abortedError(task.op));
    else this.running ??= this.run();
  }

  /** Resolves when every task issued so far has run or failed. */
  async drained(): Promise<void> {
    await Promise.all(Array.from(this.tasks.keys(), (task) => task.result.settled().catch(() => {})));
  }

  cancel(job: Job): void {
    job.isCancelled = true;
    for (const task of this.tasks.keys()) if (task.job === job) this.fail(task, abortedError(task.op));
  }

  /** Drops what has not run. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const task of this.tasks.keys()) this.fail(task, closedError(task.op));
    await this.running;
  }

  private async run(): Promise<void> {
    await nextTurn();
    let sliceEnd = performance.now() + sliceMs;
    for (let task = this.first(); task !== undefined; task = this.first()) {
      const workspace = new Workspace(this.memory);
      try {
        const steps = this.start(task, workspace);
        while (this.tasks.has(task)) {
          const step = steps.next();
          if (step.done === true) this.finish(task, step.value);
          else this.progress(task, this.tasks.get(task)! + step.value);
          if (performance.now() > sliceEnd) {
            await nextTurn();
            sliceEnd = performance.now() + sliceMs;
          }
        }
        steps.return(null as never); // lets a cancelled kernel give back its memory
      } catch (error) {
        this.fail(task, asTensorError(task.op, error));
      }
      workspace.release();
    }
    this.running = null;
  }

  private first(): Task | undefined {
    return this.tasks.keys().next().value;
  }

  private start(task: Task, workspace: Workspace): Steps<Storage> {
    const failed = task.inputs.find((input) => input.error !== null);
    if (failed?.error) throw failed.error;
    return task.start(workspace);
  }

  private progress(task: Task, done: number): void {
    const sofar = Math.min(done, task.work);
    if (task.job !== null) task.job.done += sofar - this.tasks.get(task)!;
    this.tasks.set(task, sofar);
  }

  private finish(task: Task, storage: Storage): void {
    task.result.resolve(storage);
    this.remove(task);
  }

  private fail(task: Task, error: TensorError): void {
    if (!this.tasks.has(task)) return;
    task.result.fail(error);
    this.remove(task);
  }

  private remove(task: Task): void {
    this.progress(task, task.work);
    this.tasks.delete(task);
    for (const input of task.inputs) input.release();
    task.result.release();
  }
}

const abortedError = (op: string) =>
  new TensorError('aborted', op, 'the job must run to its end; it was cancelled');

const closedError = (op: string) => new TensorError('closed', op, 'the backend must be open; it was closed');

/** Engines throw a RangeError for an array that there is no memory for, or that is longer than they allow. */
export function asTensorError(op: string, error: unknown): TensorError {
  if (error instanceof TensorError) return error;
  if (error instanceof RangeError) {
    return new TensorError('out-of-memory', op, `the result must fit into memory; ${error.message}`, {
      cause: error,
    });
  }
  const message = error instanceof Error ? error.message : String(error);
  return new TensorError('internal', op, `the work must not fail; ${message}`, { cause: error });
}
