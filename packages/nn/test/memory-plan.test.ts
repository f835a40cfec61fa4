import { type Backend, createBackend } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Conv2d, formatBytes, parseByteSize, planInMemory, StripeGraph } from '../src/index.js';

describe('planInMemory', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await createBackend('reference');
  });
  afterAll(() => backend.close());

  const graph = new StripeGraph([1, 1024, 256, 3]);
  let x = graph.input;
  for (const [inChannels, outChannels] of [
    [3, 16],
    [16, 16],
    [16, 16],
    [16, 3],
  ] as const) {
    const conv = new Conv2d({ inChannels, outChannels, kernelSize: 3, padding: 1 });
    x = graph.conv(`to ${outChannels}`, x, { conv });
  }
  const work = () => ({ backend, dtype: 'float32', batch: 1 }) as const;

  test('undivided where that fits in what is free, or nobody can say', () => {
    for (const free of [null, 2 ** 40]) {
      const { plan, boundBytes } = planInMemory(graph, work(), free);
      expect(plan?.isUndivided).toBe(true);
      expect(boundBytes).toBeNull();
    }
  });

  test('else within what is free, of which a fifth is kept back', () => {
    const whole = planInMemory(graph, work(), null).plan!;
    const free = Math.ceil(whole.peakBytes + whole.reservedBytes);
    const { plan, boundBytes } = planInMemory(graph, work(), free);
    expect(boundBytes).toBe(Math.floor(free * 0.8));
    expect(plan!.isUndivided).toBe(false);
    expect(plan!.peakBytes).toBeLessThan(whole.peakBytes);
  });

  test('a bound that is given is kept to whatever is free; one too small names what would do', () => {
    const { plan, boundBytes } = planInMemory(graph, { ...work(), boundBytes: 2 ** 40 }, 1);
    expect(plan?.isUndivided).toBe(true);
    expect(boundBytes).toBe(2 ** 40);
    const small = planInMemory(graph, { ...work(), boundBytes: 1000 }, 2 ** 40);
    expect(small.plan).toBeNull();
    expect(planInMemory(graph, { ...work(), boundBytes: small.smallestBytes! }, 1).plan).not.toBeNull();
  });
});

test.each([
  ['900MiB', 900 * 2 ** 20],
  ['3.5 GiB', 3.5 * 2 ** 30],
  ['2e9', 2e9],
  ['1kb', 1000],
  [1000, 1000],
  ['', null],
  ['much', null],
  ['-1', null],
  ['0', null],
  ['1e30', null],
  ['1.2.3', null],
  ['5 parsecs', null],
])('parseByteSize(%j) is %j', (text, bytes) => {
  expect(parseByteSize(text)).toBe(bytes);
});

test('formatBytes', () => {
  expect(formatBytes(12)).toBe('12 bytes');
  expect(formatBytes(1234567)).toBe('1234567 bytes (1.2 MiB)');
});
