import { convertLatents, previewLatents, readLatents } from '@x/flux2-latents';
import { tensor } from '@x/tensor';
import { readNpy } from '@x/weights';
import { describe, expect, test } from 'vitest';
import { expectRefusal, fixtures, maxDifference, referenceBackend } from './support.js';

const backend = await referenceBackend();
const latents = await readLatents(`${fixtures}sample-model/astronaut-256.latents.safetensors`);
const expected = async (map: string) => {
  const { shape, data } = await readNpy(new URL(`./preview-${map}.npy`, import.meta.url).pathname);
  return { shape, data: new Float32Array(data.buffer) };
};

describe.each(['fitted', 'public'] as const)('the %s map', (map) => {
  test('is the same from every layout', async () => {
    const { data } = await expected(map);
    const x = tensor(latents.data, { shape: latents.shape, backend });
    for (const to of ['packed-nhwc', 'raw-nchw', 'raw-nhwc', 'tokens'] as const) {
      const size = { height: 256, width: 256 };
      const other = convertLatents(x, { from: 'packed-nchw', to }, size);
      const picture = previewLatents(other, { map, layout: to, ...size });
      expect(await maxDifference(picture, data), to).toBeLessThan(4e-6);
    }
  });
});

test('the fitted one is the default', async () => {
  const { data } = await expected('fitted');
  expect(await maxDifference(previewLatents(latents, { backend }), data)).toBeLessThan(2e-6);
});

test('any batch, odd sizes, a single position', async () => {
  for (const shape of [
    [3, 128, 1, 1],
    [1, 128, 3, 5],
  ]) {
    const x = tensor(new Float32Array(shape.reduce((a, b) => a * b)), { shape, backend });
    const picture = previewLatents(x);
    const [batch, , h, w] = shape as [number, number, number, number];
    expect(picture.shape).toEqual([batch, 3, 2 * h, 2 * w]);
    const data = (await picture.data()) as Float32Array;
    // Zero latents: the bias alone, the same everywhere.
    const plane = 4 * h * w;
    [-0.08967, -0.1334, -0.25106].forEach((bias, c) => {
      for (let i = 0; i < plane; i++) expect(data[c * plane + i]).toBeCloseTo(bias / 2 + 0.5, 6);
    });
  }
});

test('what has two readings asks for the layout, and what is no latent is refused', async () => {
  const x = tensor(new Float32Array(128 * 128), { shape: [1, 128, 1, 128], backend });
  await expectRefusal(() => previewLatents(x), 'layout', 'packed-nhwc or packed-nchw');
  await expectRefusal(() => previewLatents(tensor([1, 2], { backend })), 'layout');
  await expectRefusal(() => previewLatents(x.astype('int32'), { layout: 'packed-nchw' }), 'dtype', 'int32');
  await expectRefusal(() => previewLatents(x, { map: 'best' as never }), 'argument', '"best"');
  await expectRefusal(() => previewLatents(x, { latentChannels: 16 }), 'argument', '16');
});

test('leaves nothing behind but the picture', async () => {
  const x = tensor(latents.data, { shape: latents.shape, backend });
  const before = backend.memory().tensors;
  previewLatents(x).dispose();
  expect(backend.memory().tensors).toBe(before);
});
