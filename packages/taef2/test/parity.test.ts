import type { Backend } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { type DecodeOptions, Taef2 } from '../src/index.js';
import { difference, folder, readAll, seededFile, take } from './support/fixtures.js';

const expected = await readAll(`${folder}expected.safetensors`);
const of = (name: string) => expected[name]!;
const weights = seededFile();
const other = { mean: of('statistics-mean').data, std: of('statistics-std').data };

for (const { title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(`seeded weights ${title}, as PyTorch in float64`, () => {
    let backend: Backend;
    let model: Taef2;
    beforeAll(async () => {
      backend = await create();
      model = await Taef2.load(weights, { backend });
    });
    afterAll(() => backend.close());

    const decoded: readonly [name: string, options: DecodeOptions][] = [
      ['packed', { layout: 'packed-nchw' }],
      ['raw', { layout: 'raw-nchw' }],
      ['raw-other', { layout: 'raw-nchw', statistics: other }],
    ];
    test.each(decoded)('decodes %s', async (name, options) => {
      const picture = await take(await model.decode(of(name), options));
      expect(difference(picture, of('pixels'))).toBeLessThanOrEqual(2e-5);
    });

    test('encodes', async () => {
      const latents = await take(await model.encode(of('image'), { layout: 'packed-nchw' }));
      expect(difference(latents, of('latents'))).toBeLessThanOrEqual(2e-5);
      const raw = await take(await model.encode(of('image'), { layout: 'raw-nchw' }));
      // Statistics scale it by up to 1.9.
      expect(difference(raw, of('latents-raw'))).toBeLessThanOrEqual(4e-5);
    });

    test.each(['bfloat16', 'float16'] as const)('%s', async (dtype) => {
      const half = await Taef2.load(weights, { backend, dtype });
      expect(half.dtype).toBe(dtype);
      const picture = await take(await half.decode(of('packed'), { layout: 'packed-nchw' }));
      const worst = difference(picture, of('pixels'));
      // Some 40 roundings of activations of 8 and 11 bits.
      expect(worst).toBeLessThanOrEqual(dtype === 'bfloat16' ? 0.1 : 0.01);
      expect(worst).toBeGreaterThan(2e-5);
      half.dispose();
    });
  });
}
