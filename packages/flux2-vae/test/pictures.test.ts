import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fitPicture, fromUint8, type Picture, psnr, readPicture } from '../src/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flux2-vae-pictures-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Every pixel another colour. */
function picture(width: number, height: number, channels: 1 | 3 | 4 = 3): Picture {
  const data = Uint8Array.from({ length: width * height * channels }, (_, i) => (37 * i + 11) % 251);
  return { data, width, height, channels };
}
const raw = ({ data, width, height, channels }: Picture) =>
  sharp(data, { raw: { width, height, channels: channels as 3 } });
const pixel = ({ data, width, channels }: Picture, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
];

describe('readPicture', () => {
  test('png and lossless webp come back byte for byte, from bytes, a Blob and a file', async () => {
    const made = picture(7, 5);
    const png = await raw(made).png().toBuffer();
    await writeFile(join(folder, 'a.png'), png);
    for (const input of [png, await raw(made).webp({ lossless: true }).toBuffer(), new Blob([png])]) {
      const { data, ...size } = await readPicture(input);
      expect([Uint8Array.from(data), size]).toEqual([made.data, { width: 7, height: 5, channels: 3 }]);
    }
    expect(Uint8Array.from((await readPicture(join(folder, 'a.png'))).data)).toEqual(made.data);
  });

  test('jpeg', async () => {
    const { data } = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#4080c0' } })
      .jpeg({ quality: 100 })
      .toBuffer({ resolveWithObject: true });
    const found = await readPicture(data);
    expect([found.width, found.height, found.channels]).toEqual([16, 16, 3]);
    for (const [i, value] of [0x40, 0x80, 0xc0].entries())
      expect(Math.abs(found.data[i]! - value)).toBeLessThan(3);
  });

  // Of a picture that is to be seen upright: which stored corner ends at the top left.
  test.each([
    [1, [0, 0], [4, 3]],
    [2, [3, 0], [4, 3]],
    [3, [3, 2], [4, 3]],
    [4, [0, 2], [4, 3]],
    [5, [0, 0], [3, 4]],
    [6, [0, 2], [3, 4]],
    [7, [3, 2], [3, 4]],
    [8, [3, 0], [3, 4]],
  ] as const)('EXIF orientation %i', async (orientation, [x, y], [width, height]) => {
    const made = picture(4, 3);
    const found = await readPicture(await raw(made).withMetadata({ orientation }).png().toBuffer());
    expect([found.width, found.height]).toEqual([width, height]);
    expect(pixel(found, 0, 0)).toEqual(pixel(made, x, y));
  });

  test('alpha is flattened on white, or on what is asked for', async () => {
    const data = Uint8Array.of(10, 20, 30, 255, 10, 20, 30, 0);
    const png = await raw({ data, width: 2, height: 1, channels: 4 }).png().toBuffer();
    expect([...(await readPicture(png)).data]).toEqual([10, 20, 30, 255, 255, 255]);
    expect([...(await readPicture(png, { background: 'black' })).data]).toEqual([10, 20, 30, 0, 0, 0]);
    expect([...(await readPicture(png, { background: '#102030' })).data]).toEqual([10, 20, 30, 16, 32, 48]);
  });

  test('grey pictures, with alpha or 16 bits, have three channels of 8 bits', async () => {
    const grey = sharp(Uint8Array.of(0, 100, 255), { raw: { width: 3, height: 1, channels: 1 } });
    for (const png of [
      await grey.clone().toColourspace('b-w').png().toBuffer(),
      await grey.clone().toColourspace('grey16').png().toBuffer(),
      await grey.clone().ensureAlpha().toColourspace('b-w').png().toBuffer(),
      await grey.clone().png({ palette: true }).toBuffer(),
    ]) {
      const found = await readPicture(png);
      expect(found.channels).toBe(3);
      expect([...found.data]).toEqual([0, 0, 0, 100, 100, 100, 255, 255, 255]);
    }
  });

  /** A picture of few bytes that says it is large. */
  async function bomb(width: number, height: number): Promise<Uint8Array> {
    const png = Uint8Array.from(await raw(picture(4, 4)).png().toBuffer());
    const view = new DataView(png.buffer);
    view.setUint32(16, width);
    view.setUint32(20, height);
    view.setUint32(29, crc32(png.subarray(12, 29)));
    return png;
  }

  test('too many pixels are refused before they are decoded', async () => {
    await writeFile(join(folder, 'bomb.png'), await bomb(60000, 60000));
    for (const input of [await bomb(60000, 60000), join(folder, 'bomb.png')]) {
      const before = process.memoryUsage.rss();
      await expect(readPicture(input)).rejects.toMatchObject({
        code: 'image',
        message: expect.stringMatching(/at most 67108864 pixels; got 60000×60000/),
      });
      expect(process.memoryUsage.rss() - before).toBeLessThan(500e6);
    }
    const made = await raw(picture(8, 8)).png().toBuffer();
    await expect(readPicture(made, { maxPixels: 63 })).rejects.toMatchObject({ code: 'image' });
    expect((await readPicture(made, { maxPixels: 64 })).width).toBe(8);
  });

  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>';
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, RegExp]>([
    ['an SVG', () => new TextEncoder().encode(svg), /PNG, JPEG or WebP/],
    ['a GIF', () => raw(picture(4, 4)).gif().toBuffer(), /PNG, JPEG or WebP/],
    ['a TIFF', () => raw(picture(4, 4)).tiff().toBuffer(), /PNG, JPEG or WebP/],
    ['text', () => new TextEncoder().encode('hello'), /PNG, JPEG or WebP/],
    ['nothing', () => new Uint8Array(0), /PNG, JPEG or WebP/],
    ['another RIFF file', () => new TextEncoder().encode('RIFF1234WAVEfmt '), /PNG, JPEG or WebP/],
    ['a cut PNG', async () => (await raw(picture(40, 40)).png().toBuffer()).subarray(0, 600), /whole/],
    ['a cut JPEG', async () => (await raw(picture(64, 64)).jpeg().toBuffer()).subarray(0, 900), /whole/],
    ['a PNG’s first bytes', async () => (await raw(picture(4, 4)).png().toBuffer()).subarray(0, 12), /whole/],
    [
      'a PNG of zeros',
      () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Array(64).fill(0)),
      /whole/,
    ],
    ['a PNG that says it is larger', () => bomb(400, 400), /whole/],
  ])('%s is refused, and named', async (_, make, message) => {
    const path = join(folder, 'bad');
    await writeFile(path, await make());
    const error = await readPicture(path).then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error).toMatchObject({ name: 'VaeError', code: 'image', message: expect.stringMatching(message) });
    expect(error!.message).toContain(path);
    expect(error!.message).not.toContain('\n');
  });

  test('a folder, and a file that isn’t there', async () => {
    await expect(readPicture(folder)).rejects.toMatchObject({ name: 'WeightsError', code: 'not-a-file' });
    await expect(readPicture(join(folder, 'none.png'))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('fitPicture', () => {
  const made = picture(10, 7);

  test('pad repeats the last row and column', async () => {
    const found = await fitPicture(made, 'pad', [4, 8]);
    expect([found.width, found.height]).toEqual([16, 8]);
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 16; x++) {
        expect(pixel(found, x, y)).toEqual(pixel(made, Math.min(x, 9), Math.min(y, 6)));
      }
    }
  });

  test('crop keeps the middle', async () => {
    const found = await fitPicture(made, 'crop', [4, 8]);
    expect([found.width, found.height]).toEqual([8, 4]);
    for (let y = 0; y < 4; y++) {
      for (let x = 0; x < 8; x++) expect(pixel(found, x, y)).toEqual(pixel(made, x + 1, y + 1));
    }
  });

  test('resize goes to the nearest', async () => {
    const even = { ...made, data: new Uint8Array(made.data.length).fill(90) };
    const found = await fitPicture(even, 'resize', [4, 4]);
    expect([found.width, found.height]).toEqual([12, 8]); // a half goes up
    expect(new Set(found.data)).toEqual(new Set([90]));
    const small = await fitPicture({ ...picture(1, 5) }, 'resize', [4, 4]);
    expect([small.width, small.height]).toEqual([4, 4]);
  });

  test('a size that fits stays as it is', async () => {
    for (const fit of ['pad', 'crop', 'resize'] as const)
      expect(await fitPicture(made, fit, [7, 5])).toBe(made);
  });

  test('what can’t be cropped, and a fit that isn’t known', async () => {
    await expect(fitPicture(made, 'crop', [8, 8])).rejects.toMatchObject({ code: 'image' });
    await expect(fitPicture(made, 'cover' as 'crop', [8, 8])).rejects.toMatchObject({ code: 'argument' });
  });
});

describe('fromUint8', () => {
  test('is [B,C,H,W] in [0,1]', () => {
    const [a, b] = [picture(3, 2), { ...picture(3, 2), data: new Uint8Array(18).fill(255) }];
    const { data, shape } = fromUint8([a, b]);
    expect(shape).toEqual([2, 3, 2, 3]);
    for (let c = 0; c < 3; c++) {
      for (let p = 0; p < 6; p++) expect(data[c * 6 + p]).toBe(Math.fround(a.data[p * 3 + c]! / 255));
    }
    expect(new Set(data.subarray(18))).toEqual(new Set([1]));
  });

  test('refuses none, and pictures of two sizes', () => {
    for (const pictures of [[], [picture(3, 2), picture(2, 3)]]) {
      expect(() => fromUint8(pictures)).toThrowError(expect.objectContaining({ code: 'image' }));
    }
  });
});

describe('psnr', () => {
  test('is 20 dB for a difference of a tenth, infinite for none', () => {
    expect(psnr([0.1, 0.5], [0.2, 0.4])).toBeCloseTo(20, 10);
    expect(psnr([0, 1, 0, 0], [0, 0, 0, 0])).toBeCloseTo(10 * Math.log10(4), 10);
    expect(psnr([0.3], [0.3])).toBe(Number.POSITIVE_INFINITY);
  });

  test('refuses arrays of two lengths', () => {
    expect(() => psnr([1], [1, 2])).toThrowError(expect.objectContaining({ code: 'argument' }));
    expect(() => psnr([], [])).toThrow();
  });
});
