import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Attention, Conv2d, GroupNorm, SiLU, StripeGraph, type StripePlan } from '../src/index.js';
import { planWithin } from '../src/stripes/plan.js';
import { equalCosts as costs } from '../src/stripes/work.js';

const conv3 = (inChannels: number, outChannels: number) =>
  new Conv2d({ inChannels, outChannels, kernelSize: 3, padding: 1 });
const norm = (numChannels: number) => new GroupNorm({ numGroups: 4, numChannels });

/** A resnet, an attention, an enlargement and a resnet with another width. */
function network(height: number, width: number, options: { batch?: number; attends?: boolean } = {}) {
  const graph = new StripeGraph([options.batch ?? 1, height, width, 4]);
  const activation = new SiLU();
  let x = graph.conv('in', graph.input, { conv: conv3(4, 16) });
  const resnet = (name: string, from: number, to: number) => {
    const h = graph.conv(`${name}.1`, x, { norm: norm(from), activation, conv: conv3(from, to) });
    const shortcut = new Conv2d({ inChannels: from, outChannels: to, kernelSize: 1 });
    const residual = from === to ? x : graph.conv(`${name}.s`, x, { conv: shortcut });
    x = graph.conv(`${name}.2`, h, { norm: norm(to), activation, conv: conv3(to, to) }, residual);
  };
  resnet('first', 16, 16);
  if (options.attends) {
    const attention = new Attention({
      queryDim: 16,
      heads: 1,
      dimHead: 16,
      normNumGroups: 4,
      residualConnection: true,
    });
    x = graph.attention('attention', x, attention);
  }
  x = graph.conv('up', x, { conv: conv3(16, 16), upsample: 2 });
  resnet('second', 16, 8);
  graph.conv('out', x, { norm: norm(8), activation, conv: conv3(8, 3) });
  return graph;
}

const workspaces = { conv: () => 1000, attention: () => 2000 };
const within = (graph: StripeGraph, boundBytes: number) =>
  planWithin(graph, { boundBytes, itemBytes: 4, workspaces, costs, precision: 'highest' });

/** Without functions and layers, so that two can be compared. */
const written = (plan: StripePlan) =>
  plan.steps.map(({ entry, images, stored, rows, peakBytes, work }) => [
    entry.name,
    images.map(({ name }) => name),
    [...stored].map(({ name }) => name),
    rows,
    peakBytes,
    work,
  ]);

describe('planStripes', () => {
  test('with room for all, every image is whole and computed once', () => {
    const { plan } = within(network(64, 64), 2 ** 40);
    expect(plan!.isUndivided).toBe(true);
    const images = plan!.steps.flatMap(({ images }) => images.map(({ name }) => name));
    expect(images).toEqual(['in', 'first.1', 'first.2', 'up', 'second.1', 'second.s', 'second.2', 'out']);
    // 3×3: 4→16, twice 16→16, then at twice the side 16→16, 16→8, 8→8, 8→3 and 1×1 16→8.
    const small = 64 * 64;
    const expected = small * 9 * (64 + 2 * 256) + 4 * small * (9 * (256 + 128 + 64 + 24) + 128);
    expect(plan!.work).toBe(expected);
  });

  test('stays within the bound by its own account, and names a bound that works', () => {
    const sizes = fc.record({
      height: fc.integer({ min: 1, max: 40 }),
      width: fc.integer({ min: 1, max: 40 }),
      batch: fc.integer({ min: 1, max: 3 }),
      attends: fc.boolean(),
      part: fc.double({ min: 0.02, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(sizes, ({ height, width, batch, attends, part }) => {
        const graph = network(height, width, { batch, attends });
        const all = within(graph, 2 ** 40).plan!;
        const boundBytes = Math.ceil(all.peakBytes * part);
        const { plan, smallestBytes } = within(graph, boundBytes);
        if (plan !== null) {
          expect(plan.peakBytes).toBeLessThanOrEqual(boundBytes);
          for (const step of plan.steps) {
            const { peakBytes, weightCacheBytes, bufferCacheBytes } = step;
            expect(peakBytes + weightCacheBytes + bufferCacheBytes).toBeLessThanOrEqual(boundBytes);
          }
          expect(plan.work).toBeGreaterThanOrEqual(all.work);
          return;
        }
        expect(smallestBytes).toBeGreaterThan(boundBytes);
        expect(within(graph, smallestBytes).plan).not.toBeNull();
        expect(within(graph, smallestBytes - 1).plan).toBeNull();
      }),
      { numRuns: 12 },
    );
  });

  test('costs no less with less room', () => {
    const graph = network(48, 32, { attends: true });
    const all = within(graph, 2 ** 40).plan!;
    let cost = all.cost;
    for (const part of [1, 0.9, 0.8, 0.7, 0.6]) {
      const { plan } = within(graph, all.peakBytes * part);
      expect(plan!.cost).toBeGreaterThanOrEqual(cost);
      cost = plan!.cost;
    }
    expect(cost).toBeGreaterThan(all.cost);
  });

  test('is the same every time', () => {
    const plans = [0, 1].map(() => within(network(40, 24, { attends: true }), 350_000).plan!);
    expect(written(plans[0]!)).toEqual(written(plans[1]!));
    expect(plans[0]!.isUndivided).toBe(false);
  });

  test('every image is computed by one step and handed on to the next', () => {
    const { plan } = within(network(40, 24), 350_000);
    let last = 'input';
    for (const { entry, images, stored } of plan!.steps) {
      expect(entry.name).toBe(last);
      last = images.at(-1)!.name;
      expect(stored.has(images.at(-1)!)).toBe(true);
    }
    expect(last).toBe('out');
  });
});

describe('StripeGraph', () => {
  const graph = network(8, 8);
  test.each<[string, () => void]>([
    [
      'an enlarging convolution with a residual',
      () => graph.conv('bad', graph.input, { conv: conv3(4, 4), upsample: 2 }, graph.images.at(-1)!),
    ],
    ['a source of another graph', () => graph.conv('bad', network(8, 8).input, { conv: conv3(4, 4) })],
    [
      'padding beyond the kernel',
      () =>
        graph.conv('bad', graph.input, {
          conv: new Conv2d({ inChannels: 4, outChannels: 4, kernelSize: 3, padding: 3 }),
        }),
    ],
    [
      'norms of two numbers of groups',
      () => {
        const x = graph.conv('x', graph.input, { conv: conv3(4, 8) });
        graph.conv('a', x, { norm: new GroupNorm({ numGroups: 2, numChannels: 8 }), conv: conv3(8, 8) });
        graph.conv('b', x, { norm: new GroupNorm({ numGroups: 4, numChannels: 8 }), conv: conv3(8, 8) });
      },
    ],
  ])('%s is refused', (_, build) => {
    expect(build).toThrowError(expect.objectContaining({ name: 'NnError', code: 'argument' }));
  });
});
