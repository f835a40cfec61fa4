import {
  type Backend,
  groupStatistics,
  randomNormal,
  type Tensor,
  tensor,
  tidy,
  upsampleNearest,
} from '@x/tensor';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import {
  Conv2d,
  GELU,
  GroupNorm,
  type Layer,
  Mish,
  type Module,
  normActConv,
  ReLU,
  SiLU,
} from '../src/index.js';

/** Seeded values as the parameters of a module. */
function fill(module: Module, backend: Backend, seed: number): void {
  let i = 0;
  for (const [, parameter] of module.namedParameters()) {
    parameter.set(randomNormal(parameter.heldShape, { seed: seed + i++, backend }));
  }
}

async function worstDifference(a: Tensor, b: Tensor): Promise<number> {
  expect(a.shape).toEqual(b.shape);
  const [left, right] = [(await a.data()) as Float32Array, (await b.data()) as Float32Array];
  return left.reduce(
    (worst, value, i) => Math.max(worst, Math.abs(value - right[i]!) / (1 + Math.abs(value))),
    0,
  );
}

const activations: Record<string, () => Layer | null> = {
  none: () => null,
  silu: () => new SiLU(),
  relu: () => new ReLU(),
  gelu: () => new GELU(),
  mish: () => new Mish(),
};

for (const { title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await create();
    });
    afterAll(() => backend.close());

    test('normActConv is its layers one after the other', async () => {
      const shapes = fc.record({
        batch: fc.integer({ min: 1, max: 2 }),
        height: fc.integer({ min: 1, max: 6 }),
        width: fc.integer({ min: 1, max: 6 }),
        groups: fc.integer({ min: 1, max: 3 }),
        perGroup: fc.integer({ min: 1, max: 4 }),
        outGroups: fc.integer({ min: 1, max: 3 }),
        kernelSize: fc.constantFrom(1, 3),
        normed: fc.boolean(),
        activation: fc.constantFrom(...Object.keys(activations)),
        upsample: fc.constantFrom(1 as const, 2 as const),
        residual: fc.boolean(),
        givenStatistics: fc.boolean(),
        seed: fc.integer({ min: 0, max: 1000 }),
      });
      await fc.assert(
        fc.asyncProperty(shapes, async (given) => {
          const { batch, height, width, groups, seed, upsample, kernelSize } = given;
          const [inChannels, outChannels] = [groups * given.perGroup, given.outGroups * 2];
          const conv = new Conv2d({ inChannels, outChannels, kernelSize, padding: (kernelSize - 1) / 2 });
          const norm = given.normed ? new GroupNorm({ numGroups: groups, numChannels: inChannels }) : null;
          const activation = activations[given.activation]!();
          fill(conv, backend, seed);
          if (norm) fill(norm, backend, seed + 50);
          const x = randomNormal([batch, height, width, inChannels], { seed: seed + 100, backend });
          const sides = [batch, height * upsample, width * upsample, outChannels];
          const residual = given.residual ? randomNormal(sides, { seed: seed + 101, backend }) : null;
          const before = backend.memory().tensors;

          const fused = tidy(() =>
            normActConv(x, {
              norm,
              activation,
              conv,
              upsample,
              residual,
              statistics: norm && given.givenStatistics ? groupStatistics(x, groups) : null,
              outputStatisticsGroups: given.outGroups,
            }),
          );
          const [plain, plainStatistics] = tidy(() => {
            let y = norm ? norm.forward(x) : x;
            if (activation) y = activation.forward(y);
            if (upsample === 2) y = upsampleNearest(y, 2);
            y = conv.forward(y);
            if (residual) y = y.add(residual);
            return [y, groupStatistics(y, given.outGroups)] as const;
          });
          // Sums of at most 108 products of normal numbers, in another order.
          expect(await worstDifference(fused.output, plain)).toBeLessThan(2e-5);
          expect(await worstDifference(fused.statistics!, plainStatistics)).toBeLessThan(2e-5);
          for (const made of [fused.output, fused.statistics!, plain, plainStatistics]) made.dispose();
          expect(backend.memory().tensors).toBe(before);
          for (const owned of [x, residual, conv, norm]) owned?.dispose();
        }),
        { numRuns: 40 },
      );
    });

    test('Mish, by PyTorch in float64', async () => {
      const x = tensor([-20, -5, -1, 0, 0.5, 1, 5, 30], { backend });
      const y = tidy(() => new Mish().forward(x));
      const expected = [
        -4.12230724063e-8, -0.0335762377302, -0.303401461374, 0, 0.375245211305, 0.865098388267,
        4.99955207753, 30,
      ];
      const found = (await y.data()) as Float32Array;
      for (const [i, value] of expected.entries()) {
        expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value));
      }
    });
  });
}
