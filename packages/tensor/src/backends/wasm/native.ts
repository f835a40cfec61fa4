/** The members of native/wasm as the `cpu` driver wants those of its addon. */
import type {
  Activation,
  ArrayRef,
  ArraySpec,
  AttentionArgs,
  BinaryOp,
  CacheLimits,
  CompareOp,
  Conv2dParams,
  ConvBlockArgs,
  DriverMemory,
  GroupNormArgs,
  GroupStatisticsArgs,
  Handle,
  ReduceOp,
  UnaryOp,
} from '../../backend.js';
import { TensorError } from '../../errors.js';
import type { NativeDriver } from '../cpu/native.js';
import { nextTurn } from '../reference/turn.js';
import { Arguments } from './arguments.js';
import type { Failure, WasmInstance } from './module.js';

/** The number by which the module knows an array or a job. */
class WasmHandle {
  constructor(
    readonly owner: WasmNative,
    readonly number: number,
  ) {}
}

interface Waiting {
  resolve(): void;
  reject(reason: unknown): void;
}

/** Without threads the event loop gets its turn after this, or after the op that takes longer. */
const sliceMs = 12;

export class WasmNative implements NativeDriver {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private isRunning = false;
  private isClosed = false;
  private failure: Failure | null = null;
  private instance!: WasmInstance;
  private isThreaded = false;

  /** To be called once, before anything else. */
  open(
    instance: WasmInstance,
    options: { threads: number; cacheBytes: number | undefined; limit: number },
  ): void {
    this.instance = instance;
    this.isThreaded = this.call('threaded') === 1;
    const threads = this.isThreaded ? options.threads : 1;
    if (this.call('open', threads, options.cacheBytes ?? -1, options.limit) === 0) this.refuse();
  }

  /** An answer to `read` or `ready`. */
  settled(id: number, failure: { code: string; op: string; message: string } | null): void {
    const waiting = this.waiting.get(id);
    if (waiting === undefined) return;
    this.waiting.delete(id);
    if (this.waiting.size === 0) this.instance.hold(false);
    if (failure === null) waiting.resolve();
    else waiting.reject(failure);
  }

  /** The module is broken: nothing comes of what was asked, or will be. */
  failed(error: Error): void {
    const message = `the module must not fail; ${error.message}`;
    this.failure ??= { code: 'internal', op: 'wasm', message };
    for (const id of [...this.waiting.keys()]) this.settled(id, this.failure);
  }

  description(): string {
    const text = this.text(this.call('description'));
    return this.isThreaded ? text : text.replace(/^\d+ threads?/, 'no threads');
  }

  fromBytes(bytes: Uint8Array, out: ArraySpec): Handle {
    const handle = this.issue('unfilled', this.arguments().spec(out));
    const data = this.call('data', handle.number) >>> 0;
    if (data !== 0 && bytes.length > 0) this.bytes(data, bytes.length).set(bytes);
    return handle;
  }

  async read(x: ArrayRef, to: ArrayBuffer): Promise<void> {
    // A share of its own: the array may be disposed of meanwhile.
    const copy = this.call('retain', this.numberOf(x)) >>> 0;
    if (copy === 0) this.refuse();
    try {
      await this.whenReady([copy]);
      if (to.byteLength === 0) return;
      const data = this.call('data', copy) >>> 0;
      if (data === 0) this.refuse();
      new Uint8Array(to).set(this.bytes(data, to.byteLength));
    } finally {
      this.release(copy);
    }
  }

  ready(xs: readonly ArrayRef[] = []): Promise<void> {
    return this.whenReady(xs.map((x) => this.numberOf(x)));
  }

  dispose(handle: Handle): void {
    this.release((handle as WasmHandle).number);
  }

  fill(value: number | bigint, out: ArraySpec): Handle {
    return this.issue('fill', this.arguments().scalar(value).spec(out));
  }

  arange(start: number, step: number, out: ArraySpec): Handle {
    return this.issue('arange', this.arguments().number(start).number(step).spec(out));
  }

  randomBits(seed: bigint, out: ArraySpec): Handle {
    return this.issue('randomBits', this.arguments().bits(seed).spec(out));
  }

  unary(op: UnaryOp, x: ArrayRef, out: ArraySpec): Handle {
    return this.issue('unary', this.arguments().unaryOp(op).array(x).spec(out));
  }

  binary(op: BinaryOp, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    return this.issue('binary', this.arguments().binaryOp(op).array(a).array(b).spec(out));
  }

  compare(op: CompareOp, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    return this.issue('compare', this.arguments().compareOp(op).array(a).array(b).spec(out));
  }

  where(condition: ArrayRef, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    return this.issue('where', this.arguments().array(condition).array(a).array(b).spec(out));
  }

  cast(x: ArrayRef, out: ArraySpec): Handle {
    return this.issue('cast', this.arguments().array(x).spec(out));
  }

  reduce(op: ReduceOp, x: ArrayRef, axes: readonly number[], out: ArraySpec): Handle {
    return this.issue('reduce', this.arguments().reduceOp(op).array(x).integers(axes).spec(out));
  }

  reshape(x: ArrayRef, out: ArraySpec): Handle {
    return this.issue('reshape', this.arguments().array(x).spec(out));
  }

  transpose(x: ArrayRef, permutation: readonly number[], out: ArraySpec): Handle {
    return this.issue('transpose', this.arguments().array(x).integers(permutation).spec(out));
  }

  broadcast(x: ArrayRef, out: ArraySpec): Handle {
    return this.issue('broadcast', this.arguments().array(x).spec(out));
  }

  slice(x: ArrayRef, start: readonly number[], step: readonly number[], out: ArraySpec): Handle {
    return this.issue('slice', this.arguments().array(x).integers(start).integers(step).spec(out));
  }

  pad(x: ArrayRef, before: readonly number[], value: number, out: ArraySpec): Handle {
    return this.issue('pad', this.arguments().array(x).integers(before).scalar(value).spec(out));
  }

  concat(xs: readonly ArrayRef[], axis: number, out: ArraySpec): Handle {
    return this.issue('concat', this.arguments().arrays(xs).number(axis).spec(out));
  }

  take(x: ArrayRef, indices: ArrayRef, axis: number, out: ArraySpec): Handle {
    return this.issue('take', this.arguments().array(x).array(indices).number(axis).spec(out));
  }

  matmul(a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle {
    return this.issue('matmul', this.arguments().array(a).array(b).spec(out));
  }

  conv2d(x: ArrayRef, weight: ArrayRef, params: Conv2dParams, out: ArraySpec): Handle {
    return this.issue('conv2d', this.arguments().array(x).array(weight).conv2d(params).spec(out));
  }

  activation({ x, activation, out }: { x: ArrayRef; activation: Activation; out: ArraySpec }): Handle {
    return this.issue('activation', this.arguments().array(x).activation(activation).spec(out));
  }

  softmax({ x, axis, out }: { x: ArrayRef; axis: number; out: ArraySpec }): Handle {
    return this.issue('softmax', this.arguments().array(x).number(axis).spec(out));
  }

  groupStatistics({ x, groups, out }: GroupStatisticsArgs): Handle {
    return this.issue('groupStatistics', this.arguments().array(x).number(groups).spec(out));
  }

  groupNorm(args: GroupNormArgs): Handle {
    return this.issue(
      'groupNorm',
      this.arguments().array(args.x).norm(args).activation(args.activation).spec(args.out),
    );
  }

  layerNorm(args: Parameters<NativeDriver['layerNorm']>[0]): Handle {
    const { x, eps, centred, weight, bias, out } = args;
    return this.issue(
      'layerNorm',
      this.arguments().array(x).number(eps).flag(centred).array(weight).array(bias).spec(out),
    );
  }

  convBlock(args: ConvBlockArgs): { output: Handle; statistics: Handle | null } {
    const { at, numbers } = this.write(this.arguments().convBlock(args).spec(args.out));
    const output = this.issued(this.call('convBlock', at));
    const second = numbers()[0]!;
    return { output, statistics: second === 0 ? null : new WasmHandle(this, second) };
  }

  convBlockWorkspace(args: ConvBlockArgs): number {
    return this.workspace('convBlockWorkspace', new Arguments(null).convBlock(args));
  }

  attention(args: AttentionArgs): Handle {
    return this.issue('attention', this.arguments().attention(args).spec(args.out));
  }

  attentionWorkspace(args: AttentionArgs): number {
    return this.workspace('attentionWorkspace', new Arguments(null).attention(args));
  }

  memory(): DriverMemory {
    const { at, numbers } = this.write(new Arguments(null).number(0).number(0).number(0));
    this.call('memory', at);
    const [bytes, peakBytes, cacheBytes] = numbers();
    return { bytes: bytes!, cacheBytes: cacheBytes!, peakBytes: peakBytes! };
  }

  resetPeak(): void {
    this.call('reset_peak');
  }

  pending(): number {
    return this.call('pending');
  }

  emptyCaches(): void {
    this.call('empty_caches');
  }

  limitCaches(limits: CacheLimits | null): void {
    this.call('limit_caches', limits?.buffers ?? -1, limits?.weights ?? -1, limits?.together ?? -1);
  }

  failAllocation(nth: number): void {
    this.call('fail_allocation', nth);
  }

  openJob(): Handle {
    const job = this.call('open_job') >>> 0;
    if (job === 0) this.refuse();
    return new WasmHandle(this, job);
  }

  enterJob(job: Handle | null): void {
    if (this.call('enter_job', job === null ? 0 : (job as WasmHandle).number) === 0) this.refuse();
  }

  jobProgress(job: Handle): { issued: number; done: number } {
    const { at, numbers } = this.write(new Arguments(null).number(0).number(0));
    if (this.call('job_progress', (job as WasmHandle).number, at) === 0) this.refuse();
    const [issued, done] = numbers();
    return { issued: issued!, done: done! };
  }

  cancelJob(job: Handle): void {
    this.call('cancel_job', (job as WasmHandle).number);
  }

  closeJob(job: Handle): void {
    this.call('close_job', (job as WasmHandle).number);
  }

  abandon(): void {
    if (this.failure === null) this.call('abandon');
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    // Threads are ended as they are, and their memory with them.
    if (!this.isThreaded && this.failure === null) this.call('close');
    this.instance.stop();
  }

  private call(name: string, ...numbers: number[]): number {
    return this.instance.functions[`xt_${name}`]!(...numbers);
  }

  /** Of a broken module nothing: a thread that ended may hold its locks. */
  private release(array: number): void {
    if (this.failure === null) this.call('release', array);
  }

  private arguments(): Arguments {
    return new Arguments((ref) => this.numberOf(ref));
  }

  private numberOf({ handle }: ArrayRef): number {
    if (handle instanceof WasmHandle && handle.owner === this) return handle.number;
    throw new TensorError('backend-mismatch', 'wasm', 'a handle must be of this backend; got one of another');
  }

  /** Where the numbers lie now, and what is there after the call. */
  private write({ numbers }: Arguments): { at: number; numbers: () => Float64Array } {
    const at = this.call('arguments', numbers.length) >>> 0;
    if (at === 0) {
      throw new TensorError(
        'out-of-memory',
        'wasm',
        'memory must hold the arguments of a call; it was refused',
      );
    }
    const view = () => {
      const { buffer, byteOffset } = this.bytes(at, numbers.length * 8);
      return new Float64Array(buffer, byteOffset, numbers.length);
    };
    view().set(numbers);
    return { at, numbers: view };
  }

  private issue(name: string, args: Arguments): WasmHandle {
    if (this.failure) throw toError(this.failure);
    return this.issued(this.call(name, this.write(args).at));
  }

  private issued(number: number): WasmHandle {
    if (number === 0) this.refuse();
    this.keepRunning();
    return new WasmHandle(this, number >>> 0);
  }

  private workspace(name: string, args: Arguments): number {
    const bytes = this.call(name, this.write(args).at);
    if (bytes < 0) this.refuse();
    return bytes;
  }

  private whenReady(handles: readonly number[]): Promise<void> {
    if (this.failure) return Promise.reject(toError(this.failure));
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      const { at } = this.write(new Arguments(null).integers(handles));
      if (this.waiting.size === 0) this.instance.hold(true);
      this.waiting.set(id, { resolve, reject });
      if (this.call('ready', at, id) === 0) this.settled(id, this.lastFailure());
      this.keepRunning();
    });
  }

  /** Without threads, work is done here, with turns of the event loop between. */
  private keepRunning(): void {
    if (this.isThreaded || this.isRunning) return;
    this.isRunning = true;
    void this.run();
  }

  private async run(): Promise<void> {
    try {
      for (let more = true; more; ) {
        await nextTurn();
        const end = performance.now() + sliceMs;
        do more = this.call('run_next') === 1;
        while (more && performance.now() < end);
      }
    } catch (error) {
      this.failed(error instanceof Error ? error : new Error(String(error)));
    }
    this.isRunning = false;
  }

  private lastFailure(): Failure {
    return { code: 'internal', op: 'wasm', message: this.text(this.call('error')) };
  }

  private refuse(): never {
    throw toError(this.lastFailure());
  }

  /** Threads may have let the memory grow: its buffer is then another one. */
  private bytes(at: number, length: number): Uint8Array {
    const { memory } = this.instance;
    if (memory.buffer.byteLength < at + length) memory.grow(0);
    return new Uint8Array(memory.buffer, at, length);
  }

  private text(at: number): string {
    const start = at >>> 0;
    if (start === 0) this.refuse();
    const { buffer } = this.instance.memory;
    const bytes = new Uint8Array(buffer, start);
    return new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)));
  }
}

const toError = ({ code, op, message }: Failure): TensorError => new TensorError(code, op, message);
