/** The addon as native/cpu/binding declares it. Methods take the contract's arguments in the contract's order. */
import type {
  ArrayRef,
  ArraySpec,
  AttentionArgs,
  BinaryOp,
  CacheLimits,
  CompareOp,
  Conv2dParams,
  ConvBlockArgs,
  DriverMemory,
  FastOps,
  Handle,
  ReduceOp,
  UnaryOp,
} from '../../backend.js';
import { loadNativeBinary } from '../native-binary.js';

type ArgsOf<Name extends keyof FastOps> = Parameters<NonNullable<FastOps[Name]>['run']>[0];

/** What a promise of the addon rejects with. */
export interface NativeFailure {
  readonly code: 'out-of-memory' | 'aborted' | 'closed' | 'argument' | 'internal';
  readonly op: string;
  readonly message: string;
}

export interface NativeDriver {
  description(): string;
  fromBytes(bytes: Uint8Array, out: ArraySpec): Handle;
  /** Fills `to`, which has the array's size. */
  read(x: ArrayRef, to: ArrayBuffer): Promise<void>;
  ready(xs?: readonly ArrayRef[]): Promise<void>;
  dispose(handle: Handle): void;
  fill(value: number | bigint, out: ArraySpec): Handle;
  arange(start: number, step: number, out: ArraySpec): Handle;
  randomBits(seed: bigint, out: ArraySpec): Handle;
  unary(op: UnaryOp, x: ArrayRef, out: ArraySpec): Handle;
  binary(op: BinaryOp, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle;
  compare(op: CompareOp, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle;
  where(condition: ArrayRef, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle;
  cast(x: ArrayRef, out: ArraySpec): Handle;
  reduce(op: ReduceOp, x: ArrayRef, axes: readonly number[], out: ArraySpec): Handle;
  reshape(x: ArrayRef, out: ArraySpec): Handle;
  transpose(x: ArrayRef, permutation: readonly number[], out: ArraySpec): Handle;
  broadcast(x: ArrayRef, out: ArraySpec): Handle;
  slice(x: ArrayRef, start: readonly number[], step: readonly number[], out: ArraySpec): Handle;
  pad(x: ArrayRef, before: readonly number[], value: number, out: ArraySpec): Handle;
  concat(xs: readonly ArrayRef[], axis: number, out: ArraySpec): Handle;
  take(x: ArrayRef, indices: ArrayRef, axis: number, out: ArraySpec): Handle;
  matmul(a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle;
  conv2d(x: ArrayRef, weight: ArrayRef, params: Conv2dParams, out: ArraySpec): Handle;

  activation(args: ArgsOf<'activation'>): Handle;
  softmax(args: ArgsOf<'softmax'>): Handle;
  groupStatistics(args: ArgsOf<'groupStatistics'>): Handle;
  groupNorm(args: ArgsOf<'groupNorm'>): Handle;
  layerNorm(args: ArgsOf<'layerNorm'>): Handle;
  convBlock(args: ConvBlockArgs): { output: Handle; statistics: Handle | null };
  convBlockWorkspace(args: ConvBlockArgs): number;
  attention(args: AttentionArgs): Handle;
  attentionWorkspace(args: AttentionArgs): number;

  memory(): DriverMemory;
  resetPeak(): void;
  pending(): number;
  emptyCaches(): void;
  limitCaches(limits: CacheLimits | null): void;
  /** For tests: the nth allocation from now fails; 0 switches it off. */
  failAllocation(nth: number): void;

  openJob(): Handle;
  enterJob(job: Handle | null): void;
  jobProgress(job: Handle): { issued: number; done: number };
  cancelJob(job: Handle): void;
  /** Where jobs aren't collected as garbage. */
  closeJob?(job: Handle): void;

  /** Fails what has not run and stops what is running. */
  abandon(): void;
  /** Ends the threads and lets go of every array; after `abandon` and `ready` it does not wait. */
  close(): void;
}

export interface NativeAddon {
  readonly Driver: new (options: { threads?: number; cacheBytes?: number }) => NativeDriver;
  readonly availableProcessors: number;
}

let loaded: NativeAddon | undefined;

/** @throws TensorError `backend-unavailable` where there is no binary for this machine */
export function nativeAddon(): NativeAddon {
  loaded ??= loadNativeBinary('cpu') as NativeAddon;
  return loaded;
}
