import { readFileSync } from 'node:fs';
import type { Backend } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { AutoencoderKLFlux2, fromUint8, psnr, readPicture } from '../src/index.js';
import { sample, take } from './support/fixtures.js';

/** By name, what diffusers gets in float64: the table in the sample's README, to two decimals. */
const decibels = new Map(
  [
    ...readFileSync(`${sample}/README.md`, 'utf8').matchAll(
      /^\| (\S+) \| \d+×\d+ \|[^|]+\| ([\d.]+)[^|]*\|/gm,
    ),
  ].map(([, name, value]) => [name!, Number(value)]),
);

test('the table was found', () => {
  expect(decibels.size).toBe(5);
});

for (const { name: backendName, title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    let vae: AutoencoderKLFlux2;
    beforeAll(async () => {
      backend = await create();
      vae = await AutoencoderKLFlux2.load(sample, { backend });
    });
    afterAll(() => backend.close());

    // The larger ones would be minutes on reference, and on mlx where it computes on the CPU.
    const names = backendName === 'cpu' ? [...decibels.keys()] : ['astronaut-256'];
    test.each(names)(
      '%s, encoded and decoded, is as near as diffusers’',
      async (name) => {
        const image = fromUint8([await readPicture(`${sample}/${name}.png`)]);
        const latents = await vae.encode(image);
        const { data, shape } = await take(await vae.decode(latents));
        latents.dispose();
        expect(shape).toEqual(image.shape);
        expect(Math.abs(psnr(data, image.data) - decibels.get(name)!)).toBeLessThanOrEqual(0.01);
      },
      300_000,
    );
  });
}
