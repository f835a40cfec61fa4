import { type Backend, randomNormal, type Tensor, tidy } from '@x/tensor';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import {
  Attention,
  Conv2d,
  GroupNorm,
  joinStripes,
  Mish,
  type Module,
  normActConv,
  type Progress,
  planStripes,
  ReLU,
  runStripes,
  SiLU,
  type StripedImage,
  StripeGraph,
} from '../src/index.js';
import { planWithin } from '../src/stripes/plan.js';

/** None, so that bounds are about images, however small. */
const workspaces = { conv: () => 0, attention: () => 0 };

const planOn = (backend: Backend, graph: StripeGraph, boundBytes: number) =>
  planWithin(graph, {
    boundBytes,
    itemBytes: 4,
    workspaces,
    costs: backend.relativeCosts,
    precision: 'highest',
  });

/** A graph, and the same network layer by layer. */
interface Network {
  readonly graph: StripeGraph;
  readonly forward: (x: Tensor) => Tensor;
  readonly modules: Module[];
}

interface Shape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly levels: readonly ('up' | 'down' | 'none')[];
  readonly channels: number;
  readonly activation: 'silu' | 'mish';
  readonly attends: boolean;
}

function network({ batch, height, width, levels, channels, activation, attends }: Shape): Network {
  const graph = new StripeGraph([batch, height, width, 3]);
  const act = activation === 'mish' ? new Mish() : new SiLU();
  const modules: Module[] = [];
  const layers: ((x: Tensor) => Tensor)[] = [];
  const own = <M extends Module>(module: M): M => {
    modules.push(module);
    return module;
  };
  const conv = (inChannels: number, outChannels: number, kernelSize = 3) =>
    own(new Conv2d({ inChannels, outChannels, kernelSize, padding: (kernelSize - 1) / 2 }));
  const norm = (numChannels: number) => own(new GroupNorm({ numGroups: 2, numChannels }));
  let x: StripedImage = graph.input;

  const first = conv(3, channels);
  x = graph.conv('in', x, { conv: first });
  layers.push((t) => first.forward(t));
  for (const [i, level] of levels.entries()) {
    const [from, to] = [x.channels, channels + 2 * i];
    const [norm1, conv1, norm2, conv2] = [norm(from), conv(from, to), norm(to), conv(to, to)];
    const shortcut = from === to ? null : conv(from, to, 1);
    const h = graph.conv(`${i}.1`, x, { norm: norm1, activation: act, conv: conv1 });
    const residual = shortcut ? graph.conv(`${i}.s`, x, { conv: shortcut }) : x;
    x = graph.conv(`${i}.2`, h, { norm: norm2, activation: act, conv: conv2 }, residual);
    layers.push((t) => {
      const a = conv1.forward(act.forward(norm1.forward(t)));
      const b = conv2.forward(act.forward(norm2.forward(a)));
      return b.add(shortcut ? shortcut.forward(t) : t);
    });
    if (attends && i === 0) {
      const attention = own(
        new Attention({
          queryDim: to,
          heads: 1,
          dimHead: to,
          bias: true,
          normNumGroups: 2,
          residualConnection: true,
        }),
      );
      x = graph.attention('attention', x, attention);
      layers.push((t) => attention.forward(t));
    }
    if (level === 'up') {
      const up = conv(to, to);
      x = graph.conv(`${i}.up`, x, { conv: up, upsample: 2 });
      layers.push((t) => normActConv(t, { conv: up, upsample: 2 }).output);
    } else if (level === 'down' && x.height > 2 && x.width > 2) {
      const padding = { top: 0, bottom: 1, left: 0, right: 1 };
      const down = own(new Conv2d({ inChannels: to, outChannels: to, kernelSize: 3, stride: 2, padding }));
      x = graph.conv(`${i}.down`, x, { conv: down });
      layers.push((t) => down.forward(t));
    }
  }
  const [last, relu, outNorm] = [conv(x.channels, 3), new ReLU(), norm(x.channels)];
  graph.conv('out', x, { norm: outNorm, activation: act, conv: last, outputActivation: relu });
  layers.push((t) => relu.forward(last.forward(act.forward(outNorm.forward(t)))));
  return { graph, modules, forward: (t) => layers.reduce((y, layer) => layer(y), t) };
}

function fill(modules: readonly Module[], backend: Backend, seed: number): void {
  let i = 0;
  for (const module of modules) {
    for (const [, parameter] of module.namedParameters()) {
      const fanIn = parameter.heldShape.slice(1).reduce((a, b) => a * b, 1);
      const random = randomNormal(parameter.heldShape, { seed: seed + i++, backend });
      parameter.set(random.multiply(1 / Math.sqrt(fanIn)));
      random.dispose();
    }
  }
}

for (const { title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await create();
    });
    afterAll(() => backend.close());

    test('stripes give what the layers give, in every plan', async () => {
      const shapes = fc.record({
        batch: fc.integer({ min: 1, max: 2 }),
        height: fc.integer({ min: 1, max: 19 }),
        width: fc.integer({ min: 1, max: 9 }),
        levels: fc.array(fc.constantFrom('up' as const, 'down' as const, 'none' as const), {
          minLength: 1,
          maxLength: 2,
        }),
        channels: fc.constantFrom(2, 4, 6),
        activation: fc.constantFrom('silu' as const, 'mish' as const),
        attends: fc.boolean(),
        part: fc.double({ min: 0, max: 1, noNaN: true }),
        seed: fc.integer({ min: 0, max: 1000 }),
      });
      let striped = 0;
      await fc.assert(
        fc.asyncProperty(shapes, async (shape) => {
          const { graph, modules, forward } = network(shape);
          const within = (boundBytes: number) => planOn(backend, graph, boundBytes);
          const least = within(1).smallestBytes!;
          const most = within(2 ** 40).plan!.peakBytes;
          const plan = within(Math.ceil(least + (most - least) * shape.part ** 2)).plan!;
          if (!plan.isUndivided) striped++;
          fill(modules, backend, shape.seed);
          const { batch, height, width } = shape;
          const x = randomNormal([batch, height, width, 3], { seed: shape.seed, backend });
          const expected = tidy(() => forward(x));
          const before = backend.memory().tensors;
          const seen: Progress[] = [];
          const found = await joinStripes(await runStripes(plan, x, { onProgress: (at) => seen.push(at) }));
          expect(seen.at(-1)).toMatchObject({ done: plan.work, total: plan.work });
          expect(seen.every(({ done }, i) => i === 0 || done > seen[i - 1]!.done)).toBe(true);
          expect(x.isDisposed).toBe(true);
          expect(backend.memory().tensors).toBe(before);
          expect(found.shape).toEqual(expected.shape);
          const [a, b] = [(await found.data()) as Float32Array, (await expected.data()) as Float32Array];
          // Sums in another order; a norm of one element makes the smallest of differences large.
          for (let i = 0; i < a.length; i++)
            expect(Math.abs(a[i]! - b[i]!)).toBeLessThan(1e-4 * (1 + Math.abs(b[i]!)));
          for (const made of [found, expected, ...modules]) made.dispose();
        }),
        {
          numRuns: 25,
          examples: [
            [
              {
                batch: 1,
                height: 5,
                width: 3,
                levels: ['down', 'up'],
                channels: 2,
                activation: 'silu',
                attends: true,
                part: 0,
                seed: 0,
              },
            ],
          ],
        },
      );
      expect(striped).toBeGreaterThan(5);
    });

    test('stays within the bound by the backend’s account, caches included', async () => {
      const shape = { batch: 1, height: 24, width: 16, channels: 16, activation: 'silu' } as const;
      const levels = ['up', 'up', 'none'] as const;
      const { graph, modules } = network({ ...shape, levels, attends: true });
      fill(modules, backend, 5);
      const options = { backend, dtype: 'float32' } as const;
      const whole = planStripes(graph, options).plan!;
      const { smallestBytes } = planStripes(graph, { ...options, boundBytes: 1 });
      expect(smallestBytes).toBeLessThan(whole.peakBytes / 2);
      for (const part of [0, 0.1, 0.4, 1]) {
        const boundBytes = Math.ceil(smallestBytes! + part * (whole.peakBytes - smallestBytes!));
        const { plan } = planStripes(graph, { ...options, boundBytes });
        backend.emptyCaches();
        await backend.sync();
        const before = backend.memory().bytes;
        const x = randomNormal([1, 24, 16, 3], { seed: 5, backend });
        await x.ready();
        backend.resetPeak();
        const stripes = await runStripes(plan!, x);
        expect(backend.memory().peakBytes - before).toBeLessThanOrEqual(boundBytes);
        for (const { array } of stripes) array.dispose();
      }
      for (const module of modules) module.dispose();
    });

    test('an abort between two ops rejects with its reason and leaves nothing', async () => {
      const shape: Shape = {
        batch: 1,
        height: 24,
        width: 8,
        levels: ['up'],
        channels: 4,
        activation: 'silu',
        attends: true,
      };
      const { graph, modules } = network(shape);
      const plan = planOn(backend, graph, planOn(backend, graph, 1).smallestBytes!).plan!;
      fill(modules, backend, 1);
      const before = backend.memory().tensors;
      for (const ops of [1, 2, 5, 11]) {
        const stop = new AbortController();
        const reason = new Error('enough');
        let count = 0;
        const run = runStripes(plan, randomNormal([1, 24, 8, 3], { seed: 1, backend }), {
          signal: stop.signal,
          onProgress: () => {
            if (++count === ops) stop.abort(reason);
          },
        });
        await expect(run).rejects.toBe(reason);
        expect(backend.memory().tensors).toBe(before);
      }
      for (const module of modules) module.dispose();
    });
  });
}
