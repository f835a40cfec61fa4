/** The suite must notice backends that are wrong, and pass a right one of somebody else's. */
import type { ArrayRef, ArraySpec, BackendDriver, Handle, ReduceOp } from '@x/tensor';
import { createBackend, registerBackend, TensorError } from '@x/tensor';
import { type ConformanceCase, conformanceCases } from '@x/tensor/conformance';
import { describe, expect, it } from 'vitest';
import { createReferenceDriver } from '../../src/backends/reference/index.js';
import { testConformance } from './suite.js';

type Overrides = (driver: BackendDriver) => Partial<BackendDriver>;

/** Registers the reference driver with some members replaced. */
function wrapped(name: string, overrides: Overrides): string {
  registerBackend(name, async (options) => {
    const driver = await createReferenceDriver(options);
    const replaced = overrides(driver) as Record<PropertyKey, unknown>;
    return new Proxy(driver, {
      get(target, key) {
        if (key in replaced) return replaced[key];
        const member = Reflect.get(target, key);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  });
  return name;
}

const ref = (handle: Handle, spec: ArraySpec): ArrayRef => ({ handle, shape: spec.shape, dtype: spec.dtype });
const scalar = (driver: BackendDriver, value: number, dtype: ArraySpec['dtype']): ArrayRef =>
  ref(driver.fill(value, { shape: [], dtype }), { shape: [], dtype });

/** Each with the groups of which one case at least must fail. */
const faults: Readonly<Record<string, readonly [groups: string, Overrides]>> = {
  'reads share the memory': [
    'arrays',
    (driver) => {
      const shared = new Map<Handle, Promise<Uint8Array>>();
      const read = (x: ArrayRef) => {
        const bytes = shared.get(x.handle) ?? driver.read(x);
        shared.set(x.handle, bytes);
        return bytes;
      };
      return { read };
    },
  ],
  'casts to uint8 wrap': [
    'cast',
    (driver) => ({
      cast: (x, out) => {
        if (out.dtype !== 'uint8' || x.dtype !== 'float32') return driver.cast(x, out);
        const wide: ArraySpec = { shape: x.shape, dtype: 'int32' };
        return driver.cast(ref(driver.cast(x, wide), wide), out);
      },
    }),
  ],
  'max drops NaN': [
    'reduction',
    (driver) => ({
      reduce: (op: ReduceOp, x, axes, out) => {
        if (op !== 'max' || x.dtype !== 'float32') return driver.reduce(op, x, axes, out);
        const flags: ArraySpec = { shape: x.shape, dtype: 'bool' };
        const isnan = ref(driver.unary('isnan', x, flags), flags);
        const least = scalar(driver, Number.NEGATIVE_INFINITY, x.dtype);
        return driver.reduce(op, ref(driver.where(isnan, least, x, x), x), axes, out);
      },
    }),
  ],
  'sums of float16 are rounded in between': [
    'sums of half types are float32 sums',
    (driver) => ({
      reduce: (op: ReduceOp, x, axes, out) => {
        const length = x.shape[0] ?? 0;
        if (op !== 'sum' || x.dtype !== 'float32' || x.shape.length !== 1 || length < 4096)
          return driver.reduce(op, x, axes, out);
        return driver.fill(2048, out);
      },
    }),
  ],
  'conv2d pads the wrong side': [
    'convolution',
    (driver) => ({
      conv2d: (x, weight, params, out) => {
        const { top, bottom, left, right } = params.padding;
        return driver.conv2d(
          x,
          weight,
          { ...params, padding: { top: bottom, bottom: top, left, right } },
          out,
        );
      },
    }),
  ],
  'take holds indices inside': [
    'failures',
    (driver) => ({
      take: (x, indices, axis, out) => {
        const last = scalar(driver, x.shape[axis]! - 1, indices.dtype);
        return driver.take(x, ref(driver.binary('minimum', indices, last, indices), indices), axis, out);
      },
    }),
  ],
  'slices run forwards': [
    'movement',
    (driver) => ({
      slice: (x, { start, step }, out) => {
        const low = start.map((first, i) =>
          Math.min(first, first + step[i]! * Math.max(0, out.shape[i]! - 1)),
        );
        return driver.slice(x, { start: low, step: step.map(Math.abs) }, out);
      },
    }),
  ],
  'large products miss their last row': [
    'agreement with reference',
    (driver) => ({
      matmul: (a, b, out) => {
        const rows = out.shape.at(-2)!;
        const product = driver.matmul(a, b, out);
        if (rows < 64) return product;
        const start = out.shape.map(() => 0);
        const step = out.shape.map(() => 1);
        const part: ArraySpec = {
          ...out,
          shape: out.shape.map((n, i) => (i === out.shape.length - 2 ? n - 1 : n)),
        };
        const after = out.shape.map((n, i) => n - part.shape[i]!);
        const cut = ref(driver.slice(ref(product, out), { start, step }, part), part);
        return driver.pad(cut, { before: start, after, value: 0 }, out);
      },
    }),
  ],
  'softmax without its maximum': [
    'fused',
    (driver) => ({
      fast: {
        softmax: {
          accepts: ({ x }) => x.dtype === 'float32' || 'only float32',
          run: ({ x, axis, out }) => {
            const sums: ArraySpec = { ...out, shape: out.shape.map((n, i) => (i === axis ? 1 : n)) };
            const powers = ref(driver.unary('exp', x, out), out);
            return driver.binary(
              'divide',
              powers,
              ref(driver.reduce('sum', powers, [axis], sums), sums),
              out,
            );
          },
        },
      },
    }),
  ],
  'silu is relu': [
    'fused',
    (driver) => ({
      fast: {
        activation: {
          accepts: () => true,
          run: ({ x, out }) => driver.binary('maximum', x, scalar(driver, 0, x.dtype), out),
        },
      },
    }),
  ],
  'random bits of another seed': [
    'random',
    (driver) => ({ randomBits: (seed, out) => driver.randomBits(seed ^ 1n, out) }),
  ],
  'nothing is given back': ['life', () => ({ dispose: () => {} })],
  'pending never falls': ['life', () => ({ pending: () => 1 })],
  'cancelling does nothing': ['jobs', ({ jobs }) => ({ jobs: { ...jobs!, cancel: () => {} } })],
  'a job counts all ops': [
    'jobs',
    ({ jobs }) => {
      const all = jobs!.open();
      jobs!.enter(all);
      return { jobs: { ...jobs!, open: () => all, enter: () => {} } };
    },
  ],
  'bytes depend on the instance': [
    'determinism',
    (driver) => {
      const factor = 1 + Math.random();
      return {
        unary: (op, x, out) => {
          const result = driver.unary(op, x, out);
          if (op !== 'exp') return result;
          return driver.binary('multiply', ref(result, out), scalar(driver, factor, out.dtype), out);
        },
      };
    },
  ],
};

async function firstFailure(name: string, cases: readonly ConformanceCase[]): Promise<string | null> {
  const backend = await createBackend(name);
  try {
    for (const testCase of cases) {
      try {
        await testCase.run({ backend, makeBackend: () => createBackend(name) });
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (!(error instanceof TensorError) && error.name !== 'ConformanceFailure') throw error;
        return `${testCase.name}: ${error.message}`;
      }
    }
    return null;
  } finally {
    await backend.close();
  }
}

describe('a backend that is wrong is noticed', () => {
  const all = conformanceCases();
  it.each(Object.entries(faults))('%s', async (fault, [group, overrides]) => {
    const name = wrapped(`wrong: ${fault}`, overrides);
    const cases = all.filter((testCase) => testCase.group === group);
    expect(cases.length).toBeGreaterThan(0);
    expect(await firstFailure(name, cases)).not.toBeNull();
  });
});

// Those of reference.test.ts are not run twice.
const agreement = conformanceCases().filter(({ group }) => group === 'agreement with reference');
const stranger = wrapped('stranger', () => ({ description: 'the reference driver in disguise' }));
testConformance("somebody else's backend", () => createBackend(stranger), agreement);

const jobless = wrapped('jobless', () => ({ jobs: undefined }) as object);
const jobs = conformanceCases().filter(({ group }) => group === 'jobs');
testConformance('a backend without jobs of its own', () => createBackend(jobless), jobs);
