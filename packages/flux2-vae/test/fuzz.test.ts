/** Mutated configs and pictures, and random bytes: a typed error, or a result that holds to its ranges. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '@x/weights';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { allText, corpusOf, fuzz, mutations } from '../../../tools/testing/fuzz.js';
import { hostileFolder } from '../../../tools/testing/hostile.js';
import { configToJson, parseConfig, readPicture } from '../src/index.js';
import { fixtures, variants } from './support/fixtures.js';

const timeout = 3_600_000;
const failure = { code: 'json', op: 'test', file: 'config.json', what: 'config' } as const;

test('configs', { timeout }, async () => {
  const right = variants.map((name) => new Uint8Array(readFileSync(`${fixtures}vae/${name}/config.json`)));
  const corpus = [...right, ...corpusOf(join(hostileFolder, 'config'))];
  await fuzz(mutations(corpus, allText), 0.05, async (bytes) => {
    const config = parseConfig(parseJson(bytes, failure));
    const widths = [...config.blockOutChannels, ...(config.decoderBlockOutChannels ?? [])];
    for (const width of widths) expect(width % config.normNumGroups).toBe(0);
    expect(config.batchNormEps).toBeGreaterThanOrEqual(0);
    expect(parseConfig(configToJson(config))).toEqual(config);
  });
});

test('pictures', { timeout }, async () => {
  const pixels = Uint8Array.from({ length: 12 * 9 * 3 }, (_, i) => (37 * i + 11) % 251);
  const made = sharp(pixels, { raw: { width: 12, height: 9, channels: 3 } });
  const right = await Promise.all([
    made.clone().png().toBuffer(),
    made.clone().png({ palette: true }).toBuffer(),
    made.clone().jpeg().toBuffer(),
    made.clone().webp().toBuffer(),
    made.clone().webp({ lossless: true }).toBuffer(),
  ]);
  const corpus = [...right.map((file) => new Uint8Array(file)), ...corpusOf(join(hostileFolder, 'picture'))];
  await fuzz(mutations(corpus, allText), 0.02, async (bytes) => {
    const { data, width, height, channels } = await readPicture(bytes, { maxPixels: 2 ** 22 });
    expect([1, 3]).toContain(channels);
    expect(width * height).toBeLessThanOrEqual(2 ** 22);
    expect(data.length).toBe(width * height * channels);
  });
});
