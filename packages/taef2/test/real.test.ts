import type { Backend } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { Taef2 } from '../src/index.js';
import { difference, readAll, take } from './support/fixtures.js';

const folder = process.env.X_TAEF2_DIR;
const missing = folder === undefined ? 'X_TAEF2_DIR names no folder with taef2.safetensors' : null;
const expected = folder === undefined ? {} : await readAll(`${folder}/expected.safetensors`);
const of = (name: string) => expected[name]!;

for (const { title, skipped, create } of await testBackends()) {
  const reason = skipped ?? missing;
  describe(`the real weights ${title}, as PyTorch in float64`, () => {
    let backend: Backend | undefined;
    let model: Taef2;
    beforeAll(async () => {
      if (reason !== null) return;
      backend = await create();
      model = await Taef2.load(`${folder}/taef2.safetensors`, { backend });
    });
    afterAll(() => backend?.close());

    test('decodes', async (context) => {
      if (reason !== null) return context.skip(reason);
      const picture = await take(await model.decode(of('packed'), { layout: 'packed-nchw' }));
      const { data, shape } = of('decoded');
      const clipped = { data: data.map((value) => Math.min(1, Math.max(0, value))), shape };
      const worst = difference(picture, clipped);
      console.info(`decode ${title}: max ${worst.toExponential(2)}`);
      expect(worst).toBeLessThanOrEqual(2e-5);
    }, 900_000);

    test('encodes', async (context) => {
      if (reason !== null) return context.skip(reason);
      const latents = await take(await model.encode(of('image'), { layout: 'packed-nchw' }));
      const worst = difference(latents, of('packed'));
      console.info(`encode ${title}: max ${worst.toExponential(2)}`);
      expect(worst).toBeLessThanOrEqual(2e-5);
    }, 900_000);
  });
}
