import type { BackendDriver } from '../backend.js';

type RequiredMembers<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] };

/** What every driver has, by the type that it is of. */
const members: {
  readonly [K in keyof RequiredMembers<BackendDriver>]: BackendDriver[K] extends string
    ? 'string'
    : 'function';
} = {
  description: 'string',
  fromBytes: 'function',
  read: 'function',
  ready: 'function',
  dispose: 'function',
  fill: 'function',
  arange: 'function',
  randomBits: 'function',
  unary: 'function',
  binary: 'function',
  compare: 'function',
  where: 'function',
  cast: 'function',
  reduce: 'function',
  reshape: 'function',
  transpose: 'function',
  broadcast: 'function',
  slice: 'function',
  pad: 'function',
  concat: 'function',
  take: 'function',
  matmul: 'function',
  conv2d: 'function',
  memory: 'function',
  resetPeak: 'function',
  pending: 'function',
  close: 'function',
};

/** Names of the members of the contract that a driver lacks, or has of another type. */
export function missingMembers(driver: object): string[] {
  return Object.entries(members)
    .filter(([name, type]) => typeof (driver as Record<string, unknown>)[name] !== type)
    .map(([name]) => name);
}
