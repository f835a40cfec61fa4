import { type Backend, createBackend, tensor } from '@x/tensor';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeImage, type Picture, toUint8, VaeError } from '../src/index.js';

let backend: Backend;
beforeAll(async () => {
  backend = await createBackend('reference');
});
afterAll(() => backend.close());

describe('toUint8', () => {
  test('rounds halves to even, clips, and puts channels last', async () => {
    const values = [0, 0.5 / 255, 1.5 / 255, 2.5 / 255, 1, -0.5, 1.5, 0.999];
    const image = tensor(values, { shape: [1, 2, 2, 2], backend });
    const [picture] = await toUint8(image);
    // 0.5/255·255 in float32 is 0.5 exactly, and so on.
    expect(picture).toEqual({
      data: Uint8Array.of(0, 255, 0, 0, 2, 255, 2, 255),
      width: 2,
      height: 2,
      channels: 2,
    });
    image.dispose();
  });

  test('gives one picture each and leaves no tensor', async () => {
    const before = backend.memory().tensors;
    const image = tensor(
      Float32Array.from({ length: 2 * 3 * 4 * 5 }, (_, i) => i / 120),
      { shape: [2, 3, 4, 5], backend },
    );
    const pictures = await toUint8(image);
    expect(
      pictures.map(({ width, height, channels, data }) => [width, height, channels, data.length]),
    ).toEqual([
      [5, 4, 3, 60],
      [5, 4, 3, 60],
    ]);
    expect(pictures[1]!.data[0]).toBe(Math.round((60 / 120) * 255));
    image.dispose();
    expect(backend.memory().tensors).toBe(before);
  });

  test('refuses what is no image', async () => {
    const x = tensor([1, 2], { backend });
    await expect(toUint8(x)).rejects.toBeInstanceOf(VaeError);
    x.dispose();
  });
});

describe('encodeImage', () => {
  const gradient = (channels: number): Picture => ({
    data: Uint8Array.from({ length: 16 * 8 * channels }, (_, i) => (i * 7) % 256),
    width: 16,
    height: 8,
    channels,
  });

  test.each([1, 3, 4])('png of %i channels comes back bit by bit', async (channels) => {
    const picture = gradient(channels);
    const { data, info } = await sharp(await encodeImage(picture, 'png'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const found =
      info.channels === channels ? new Uint8Array(data) : data.filter((_, i) => i % info.channels === 0);
    expect(info).toMatchObject({ width: 16, height: 8 });
    expect(Uint8Array.from(found)).toEqual(picture.data);
  });

  test.each(['webp', 'jpg'] as const)('%s is of its format and near', async (format) => {
    const flat: Picture = { data: new Uint8Array(16 * 8 * 3).fill(100), width: 16, height: 8, channels: 3 };
    const bytes = await encodeImage(flat, format);
    expect((await sharp(bytes).metadata()).format).toBe(format === 'jpg' ? 'jpeg' : format);
    const pixels = await sharp(bytes).raw().toBuffer();
    for (const value of pixels) expect(Math.abs(value - 100)).toBeLessThanOrEqual(3);
  });

  test('refuses wrong formats and wrong lengths', async () => {
    await expect(encodeImage(gradient(3), 'gif' as 'png')).rejects.toThrowError(
      expect.objectContaining({ code: 'image' }),
    );
    await expect(encodeImage({ ...gradient(3), width: 15 }, 'png')).rejects.toThrowError(
      expect.objectContaining({ code: 'image' }),
    );
  });
});
