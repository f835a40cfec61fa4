/** Picture files as a browser reads and writes them, in a real one. Wants `npm run build`. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../../../tools/ci/chromium.mjs';
import type * as vae from '../src/index.js';

const chromium = chromiumPath();
const name = chromium === null ? 'in Chromium (skipped: it is not installed)' : 'in Chromium';

interface SentPicture {
  readonly data: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** Every pixel another colour. */
const picture = (width: number, height: number, channels: 1 | 3 | 4): SentPicture => {
  const data = Array.from({ length: width * height * channels }, (_, i) =>
    channels === 4 && i % 4 === 3 ? 255 : (37 * i + 11) % 251,
  );
  return { data, width, height, channels };
};
const raw = ({ data, width, height, channels }: SentPicture) =>
  sharp(Uint8Array.from(data), { raw: { width, height, channels: channels as 3 } });

describe.skipIf(chromium === null)(name, () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: "import * as vae from '@x/flux2-vae'; globalThis.vae = vae;",
        resolveDir: fileURLToPath(new URL('..', import.meta.url)),
      },
      bundle: true,
      platform: 'browser',
      format: 'esm',
      target: 'es2022',
      external: ['@x/tensor-wasm'],
      write: false,
    });
    browser = await launchChromium(chromium!);
    page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]!.text, type: 'module' });
    await page.waitForFunction(() => 'vae' in globalThis);
  });
  afterAll(() => browser?.close());

  const encode = async (sent: SentPicture, format: vae.ImageFormat): Promise<Uint8Array> =>
    Uint8Array.from(
      await page.evaluate(
        async ([{ data, ...size }, kind]) => {
          const { encodeImage } = (globalThis as unknown as { vae: typeof vae }).vae;
          return [...(await encodeImage({ data: Uint8Array.from(data), ...size }, kind))];
        },
        [sent, format] as const,
      ),
    );
  const read = (bytes: Uint8Array, options: vae.ReadPictureOptions = {}): Promise<SentPicture | string> =>
    page.evaluate(
      async ([file, how]) => {
        const { readPicture } = (globalThis as unknown as { vae: typeof vae }).vae;
        try {
          const { data, ...size } = await readPicture(Uint8Array.from(file), how);
          return { data: [...data], ...size };
        } catch (error) {
          return `${(error as vae.VaeError).code}: ${(error as Error).message}`;
        }
      },
      [[...bytes], options] as const,
    );
  const fit = (sent: SentPicture, how: vae.PictureFit, multiples: readonly [number, number]) =>
    page.evaluate(
      async ([{ data, ...size }, kind, sides]) => {
        const { fitPicture } = (globalThis as unknown as { vae: typeof vae }).vae;
        const fitted = await fitPicture({ data: Uint8Array.from(data), ...size }, kind, sides);
        return { ...fitted, data: [...fitted.data] };
      },
      [sent, how, multiples] as const,
    );

  test.each([1, 3, 4] as const)('a PNG of %i channels is the picture', async (channels) => {
    const made = picture(7, 5, channels);
    const found = sharp(await encode(made, 'png')).toColourspace('srgb');
    const whole = await found.ensureAlpha().raw().toBuffer();
    expect([...whole]).toEqual([...(await raw(made).toColourspace('srgb').ensureAlpha().raw().toBuffer())]);
  });

  test.each(['webp', 'jpg'] as const)('%s is near to it', async (format) => {
    const flat = {
      data: Array.from({ length: 768 }, (_, i) => [64, 128, 192][i % 3]!),
      width: 16,
      height: 16,
      channels: 3,
    };
    const file = await encode(flat, format);
    expect((await sharp(file).metadata()).format).toBe(format === 'jpg' ? 'jpeg' : format);
    const found = await sharp(file).removeAlpha().raw().toBuffer();
    for (const [i, value] of found.entries()) expect(Math.abs(value - flat.data[i]!)).toBeLessThan(4);
  });

  test('a PNG is read byte for byte, a JPEG upright', async () => {
    const made = picture(7, 5, 3);
    expect(await read(await raw(made).png().toBuffer())).toEqual(made);
    const turned = await raw(picture(16, 8, 3))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(await read(turned)).toMatchObject({ width: 8, height: 16, channels: 3 });
  });

  test('alpha is flattened on white, or on what is asked for', async () => {
    const data = [10, 20, 30, 255, 10, 20, 30, 0];
    const png = await raw({ data, width: 2, height: 1, channels: 4 }).png().toBuffer();
    expect(await read(png)).toMatchObject({ data: [10, 20, 30, 255, 255, 255] });
    expect(await read(png, { background: '#102030' })).toMatchObject({ data: [10, 20, 30, 16, 32, 48] });
    expect(await read(png, { background: 'no colour' })).toMatch(/^image: .*CSS colour/);
  });

  test('what is no picture, or too large, is refused', async () => {
    const png = await raw(picture(7, 5, 3))
      .png()
      .toBuffer();
    expect(await read(png, { maxPixels: 34 })).toMatch(/^image: .*34 pixels; got 7×5/);
    expect(await read(png.subarray(0, 40))).toMatch(/^image: .*whole picture/);
    expect(await read(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toMatch(
      /^image: /,
    );
  });

  test('a picture is fitted as in Node; resized, nearly so', async () => {
    const made = picture(21, 13, 3);
    for (const how of ['pad', 'crop'] as const) {
      const { data, ...size } = await fit(made, how, [4, 8]);
      const sides = how === 'pad' ? { width: 24, height: 16 } : { width: 16, height: 12 };
      expect(size).toEqual({ ...sides, channels: 3 });
      const expected =
        how === 'pad'
          ? raw(made).extend({ bottom: 3, right: 3, extendWith: 'copy' })
          : raw(made).extract({ left: 2, top: 0, ...sides });
      expect(data).toEqual([...(await expected.raw().toBuffer())]);
    }
    const smooth = {
      width: 30,
      height: 30,
      channels: 3,
      data: Array.from({ length: 2700 }, (_, i) => Math.floor(i / 90) * 8),
    };
    const { data, ...size } = await fit(smooth, 'resize', [16, 16]);
    expect(size).toEqual({ width: 32, height: 32, channels: 3 });
    const node = await raw(smooth)
      .resize({ width: 32, height: 32, fit: 'fill', kernel: 'lanczos3' })
      .raw()
      .toBuffer();
    for (const [i, value] of node.entries()) expect(Math.abs(value - data[i]!)).toBeLessThan(10);
  });
});
