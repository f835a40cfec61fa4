import { inferLayout } from '@x/flux2-latents';
import { createBackend, ones } from '@x/tensor';
import { afterAll, expect, test } from 'vitest';
import { AutoencoderKLFlux2, encodeImage, toUint8 } from '../src/index.js';
import { fixtures } from './support/fixtures.js';

/** What JavaScript may pass where TypeScript would not. */
const wrong = (value: unknown) => value as never;
const refused = { code: 'argument', message: expect.stringMatching(/^\[\w+\] .*; got /) };

const backend = await createBackend('reference');
const vae = await AutoencoderKLFlux2.load(`${fixtures}vae/tiny`, { backend });
const latents = ones([1, 2, 2, 16], { backend });
const image = ones([1, 3, 16, 16], { backend });
afterAll(() => backend.close());

test.each([null, undefined, 5, 'x', {}, { data: 5 }, { shape: 5, data: new Float32Array(1) }])(
  'latents %j',
  async (value) => {
    await expect(vae.decode(wrong(value))).rejects.toMatchObject(refused);
    await expect(vae.decodeRaw(wrong(value))).rejects.toMatchObject(refused);
  },
);

test.each([null, 5, { signal: 5 }, { signal: {} }, { onProgress: 5 }, { onNote: null }, { onTiling: 'x' }])(
  'options %j',
  async (options) => {
    await expect(vae.decode(latents, wrong(options))).rejects.toMatchObject(refused);
    await expect(vae.encode(image, wrong(options))).rejects.toMatchObject(refused);
    await expect(AutoencoderKLFlux2.load(`${fixtures}vae/tiny`, wrong(options))).rejects.toMatchObject(
      refused,
    );
  },
);

test.each([null, undefined, 5, {}, [], { structure: {} }])('a source %j', async (source) => {
  await expect(AutoencoderKLFlux2.load(wrong(source))).rejects.toMatchObject(refused);
});

test.each([null, undefined, 5, {}, { inChannels: 3 }])('a config %j', (config) => {
  expect(() => new AutoencoderKLFlux2(wrong(config))).toThrow(expect.objectContaining({ code: 'argument' }));
});

test('pictures', async () => {
  for (const value of [null, undefined, {}, new Uint8Array(3)]) {
    await expect(toUint8(wrong(value))).rejects.toMatchObject(refused);
    await expect(encodeImage(wrong(value), 'png')).rejects.toMatchObject(refused);
  }
  const picture = { data: [1, 2, 3], width: 1, height: 1, channels: 3 };
  await expect(encodeImage(wrong(picture), 'png')).rejects.toMatchObject(refused);
});

test('shapes', () => {
  for (const value of [null, undefined, 5, {}, '1,2']) {
    expect(() => inferLayout(wrong(value))).toThrow(expect.objectContaining({ code: 'argument' }));
  }
  expect(() => inferLayout([1, 128, 1, 1], wrong(null))).toThrow(
    expect.objectContaining({ code: 'argument' }),
  );
});
