/** Every fused op of a driver against the composition beside it, over random shapes. */

import * as x from '@x/tensor';
import { type Activation, type Backend, createBackend, type Tensor } from '@x/tensor';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driverOf } from '../../src/backends/backend.js';
import { evaluateAll } from '../../src/conformance/evaluate.js';
import { expectArray } from '../../src/conformance/expect.js';
import { toleranceOf } from '../../src/conformance/tolerances.js';
import { activationComposition } from '../../src/fast/activation.js';
import { attentionComposition } from '../../src/fast/attention.js';
import { convBlockComposition } from '../../src/fast/convBlock.js';
import { watchFastDecisions } from '../../src/fast/fused.js';
import { groupNormComposition } from '../../src/fast/groupNorm.js';
import { groupStatisticsComposition } from '../../src/fast/groupStatistics.js';
import { layerNormComposition } from '../../src/fast/layerNorm.js';
import { softmaxComposition } from '../../src/fast/softmax.js';
import { arrayMaker, floats, runs, seed, shapeOf, side } from './arbitraries.js';
import { available } from './suite.js';

type Pair = { fused: Record<string, Tensor>; composition: Record<string, Tensor> };

const activations = fc.constantFrom<Activation>('silu', 'relu', 'gelu', 'gelu-tanh');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

function properties(name: string): void {
  let backend: Backend;
  const fused = new Set<string>();
  let unwatch: () => void;
  beforeAll(async () => {
    backend = await createBackend(name);
    unwatch = watchFastDecisions((decision) => {
      if (decision.fused && decision.backend === backend) fused.add(decision.op);
    });
  });
  afterAll(async () => {
    unwatch();
    console.info(`${name} ran fused: ${[...fused].join(', ') || 'nothing'}`);
    expect(backend.memory().tensors).toBe(0);
    await backend.close();
  });

  /** `terms`: products summed into an element, which scale the tolerance. */
  async function compare(op: string, dtype: x.DType, build: () => Pair, terms = 1): Promise<void> {
    const named = await evaluateAll(() => {
      const pair = build();
      const flat = (side: 'fused' | 'composition') =>
        Object.entries(pair[side]).map(([key, value]) => [`${side} ${key}`, value] as const);
      return Object.fromEntries([...flat('fused'), ...flat('composition')]);
    });
    for (const [key, value] of Object.entries(named)) {
      if (!key.startsWith('composition')) continue;
      const result = key.replace('composition', 'fused');
      const tolerance = toleranceOf(op, value.dtype, dtype);
      const absolute = tolerance.absolute * Math.max(1, Math.sqrt(terms / 10));
      expectArray(named[result]!, value, { ...tolerance, absolute }, result);
    }
  }

  it('activations', () =>
    fc.assert(
      fc.asyncProperty(shapeOf(0, 4, 9), floats, activations, seed, (shape, dtype, activation, from) =>
        compare(activation === 'gelu-tanh' ? 'gelu' : activation, dtype, () => {
          const input = arrayMaker(backend, from)(shape, dtype);
          const run = {
            silu: () => x.silu(input),
            relu: () => x.relu(input),
            gelu: () => x.gelu(input),
            'gelu-tanh': () => x.gelu(input, { approximate: 'tanh' }),
          }[activation];
          return {
            fused: { output: run() },
            composition: { output: activationComposition(input, activation) },
          };
        }),
      ),
      runs,
    ));

  it('softmax', () =>
    fc.assert(
      fc.asyncProperty(shapeOf(1, 4, 20), fc.nat(3), floats, seed, (shape, at, dtype, from) =>
        compare('softmax', dtype, () => {
          const input = arrayMaker(backend, from)(shape, dtype);
          const axis = at % shape.length;
          return {
            fused: { output: x.softmax(input, axis) },
            composition: { output: softmaxComposition(input, axis) },
          };
        }),
      ),
      runs,
    ));

  it('groupStatistics and groupNorm', () =>
    fc.assert(
      fc.asyncProperty(
        fc.tuple(side(2), side(17), side(17)),
        side(9),
        side(5),
        floats,
        maybe(activations),
        fc.boolean(),
        seed,
        ([batch, height, width], groups, perGroup, dtype, activation, affine, from) =>
          compare('groupNorm', dtype, () => {
            const array = arrayMaker(backend, from);
            const channels = groups * perGroup;
            const input = array([batch, height, width, channels], dtype);
            const weight = affine ? array([channels], dtype) : null;
            const bias = affine ? array([channels], dtype) : null;
            const statistics = groupStatisticsComposition(input, groups);
            const options = { statistics, eps: 1e-3, weight, bias };
            return {
              fused: {
                statistics: x.groupStatistics(input, groups),
                output: x.groupNorm(input, { ...options, groups, activation }),
              },
              composition: { statistics, output: groupNormComposition(input, options, activation) },
            };
          }),
      ),
      runs,
    ));

  it('layerNorm and rmsNorm', () =>
    fc.assert(
      fc.asyncProperty(shapeOf(1, 3, 40), floats, fc.boolean(), seed, (shape, dtype, affine, from) =>
        compare('layerNorm', dtype, () => {
          const array = arrayMaker(backend, from);
          const input = array(shape, dtype);
          const vector = () => (affine ? array(shape.slice(-1), dtype) : null);
          const [weight, bias] = [vector(), vector()];
          const eps = 1e-3;
          return {
            fused: {
              layer: x.layerNorm(input, { eps, weight, bias }),
              rms: x.rmsNorm(input, { eps, weight }),
            },
            composition: {
              layer: layerNormComposition(input, { eps, centred: true, weight, bias }),
              rms: layerNormComposition(input, { eps, centred: false, weight, bias: null }),
            },
          };
        }),
      ),
      runs,
    ));

  it('attention', () =>
    fc.assert(
      fc.asyncProperty(
        fc.tuple(side(2), side(3), side(3)),
        side(80),
        side(80),
        side(40),
        floats,
        fc.boolean(),
        seed,
        ([batch, keyHeads, shared], queries, keys, size, dtype, masked, from) =>
          compare('attention', dtype, () => {
            const array = arrayMaker(backend, from);
            const q = array([batch, keyHeads * shared, queries, size], dtype);
            const k = array([batch, keyHeads, keys, size], dtype);
            const v = array([batch, keyHeads, keys, size], dtype);
            const mask = masked ? array([queries, keys], dtype) : null;
            const scale = 0.3;
            return {
              fused: { output: x.attention(q, k, v, { scale, mask }) },
              composition: { output: attentionComposition(q, k, v, scale, mask) },
            };
          }),
      ),
      runs,
    ));

  it('convBlock', () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          batch: side(2),
          height: side(19),
          width: side(19),
          groups: side(4),
          perGroup: side(9),
          outGroups: side(4),
          outPerGroup: side(9),
          kernel: fc.constantFrom(1, 3, 3, 3, 5),
          stride: fc.constantFrom(1, 1, 1, 2),
          upsample: fc.constantFrom(1 as const, 1 as const, 2 as const),
          normed: fc.boolean(),
          activation: maybe(activations),
          biased: fc.boolean(),
          added: fc.boolean(),
          outputActivation: maybe(activations),
          counted: fc.boolean(),
          top: fc.nat(2),
          right: fc.nat(2),
        }),
        floats,
        seed,
        (c, dtype, from) => {
          const { height, width, kernel, stride, upsample } = c;
          const half = (kernel - 1) / 2;
          const padding = { top: half + c.top, bottom: half, left: half, right: half + c.right };
          const span = (length: number, pads: number) =>
            Math.floor((length * upsample + pads - kernel) / stride) + 1;
          const out = [span(height, padding.top + padding.bottom), span(width, padding.left + padding.right)];
          const [channels, outputs] = [c.groups * c.perGroup, c.outGroups * c.outPerGroup];
          return compare(
            'convBlock',
            dtype,
            () => {
              const array = arrayMaker(backend, from);
              const input = array([c.batch, height, width, channels], dtype);
              const norm = c.normed
                ? {
                    statistics: groupStatisticsComposition(input, c.groups),
                    eps: 1e-3,
                    weight: array([channels], dtype),
                    bias: array([channels], dtype),
                  }
                : null;
              const block = {
                norm,
                activation: c.activation,
                upsample,
                weight: array([outputs, kernel, kernel, channels], dtype),
                bias: c.biased ? array([outputs], dtype) : null,
                residual: c.added ? array([c.batch, ...out, outputs], dtype) : null,
                outputActivation: c.outputActivation,
                statisticsGroups: c.counted ? c.outGroups : null,
              };
              const flat = ({ output, statistics }: x.ConvBlockResult) =>
                statistics ? { output, statistics } : { output };
              const conv = {
                stride: [stride, stride] as const,
                padding,
                dilation: [1, 1] as const,
                groups: 1,
              };
              return {
                fused: flat(x.convBlock(input, { ...block, stride, padding })),
                composition: flat(convBlockComposition(input, { ...block, conv })),
              };
            },
            channels * kernel * kernel,
          );
        },
      ),
      { numRuns: 120 },
    ));

  // Without this, a driver that refuses everything would pass.
  it('ran each fused op that the driver offers', () => {
    const names: Record<string, string[]> = {
      activation: ['silu', 'relu', 'gelu'],
      layerNorm: ['layerNorm', 'rmsNorm'],
    };
    for (const key of Object.keys(driverOf(backend, 'fast').fast ?? {})) {
      expect(names[key] ?? [key]).toSatisfy((ops: string[]) => ops.some((op) => fused.has(op)));
    }
  });
}

for (const name of ['cpu', 'mlx']) {
  if (await available(name)) describe(`${name}: fused ops and their compositions`, () => properties(name));
}
