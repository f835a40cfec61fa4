import { type Backend, randomNormal } from '@x/tensor';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { clampLatents, Taef2 } from '../src/index.js';
import { difference, seededFile, take } from './support/fixtures.js';

const weights = seededFile();

for (const { name, title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    let model: Taef2;
    beforeAll(async () => {
      backend = await create();
      model = await Taef2.load(weights, { backend });
    });
    afterAll(() => backend.close());

    // Odd sides have no packed form, and fused ops stop at edges of their own: these go layer by layer.
    test('the fused graph is its layers one by one, over random sizes', async () => {
      const most = name === 'reference' ? 2 : 6;
      const sides = fc.integer({ min: 1, max: most });
      await fc.assert(
        fc.asyncProperty(sides, sides, fc.integer({ min: 1, max: 2 }), async (height, width, batch) => {
          using packed = randomNormal([batch, 2 * height, 2 * width, 32], { seed: height, backend });
          using raw = packed.multiply(1.5);
          const plain = model.decoder!.forward(clampLatents(raw)).permuteDims([0, 3, 1, 2]);
          const statistics = { mean: new Float32Array(128), std: new Float32Array(128).fill(1) };
          const fused = await model.decode(raw, { layout: 'raw-nhwc', statistics });
          const expected = await take(plain);
          expected.data.forEach((value, i) => {
            expected.data[i] = Math.min(1, Math.max(0, value));
          });
          expect(difference(await take(fused), expected)).toBeLessThanOrEqual(2e-5);
        }),
        { numRuns: name === 'reference' ? 2 : 8 },
      );
    });
  });
}
