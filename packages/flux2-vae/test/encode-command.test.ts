import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSafetensors, readNpy } from '@x/weights';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import {
  AutoencoderKLFlux2,
  type EncodeOptions,
  fitPicture,
  fromUint8,
  type Picture,
  readLatents,
  readPicture,
} from '../src/index.js';
import { command, start } from './support/command.js';
import { difference, fixtures, readFloats, sample, take, toNhwc } from './support/fixtures.js';

const tiny = `${fixtures}vae/tiny`;
const decoderOnly = [
  `${fixtures}sources/single-file/ae-decoder.safetensors`,
  '--config',
  `${tiny}/config.json`,
];

// Several commands a test, each with a start of its own.
vi.setConfig({ testTimeout: 300_000 });

let folder: string;
let vae: AutoencoderKLFlux2;
let picture: Picture;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flux2-vae-encode-'));
  const { createBackend } = await import('@x/tensor');
  vae = await AutoencoderKLFlux2.load(tiny, { backend: await createBackend('reference') });
  // 14 × 9 pixels: neither side is a multiple of 4.
  const data = Uint8Array.from({ length: 14 * 9 * 3 }, (_, i) => (i * 53) % 256);
  await sharp(data, { raw: { width: 14, height: 9, channels: 3 } })
    .png()
    .toFile(at('odd.png'));
  await sharp(data, { raw: { width: 14, height: 9, channels: 3 } })
    .extract({ left: 0, top: 0, width: 12, height: 8 })
    .png()
    .toFile(at('a.png'));
  picture = await readPicture(at('a.png'));
});
afterAll(async () => {
  await vae.backend.close();
  await rm(folder, { recursive: true, force: true });
});

const encode = (image: string, output: string, ...more: string[]) =>
  command('encode', image, '--model', tiny, '--output', output, '--backend', 'reference', ...more);
const roundtrip = (image: string, output: string, ...more: string[]) =>
  command('roundtrip', image, '--model', tiny, '--output', output, '--backend', 'reference', ...more);

/** What the API makes of a picture. */
const latentsOf = async (of: Picture, options: EncodeOptions = {}) =>
  take(await vae.encode(fromUint8([of]), { layout: 'packed-nchw', ...options }));

describe('flux2-vae encode', () => {
  test('.safetensors: latents [B,4C,h,w], float32, their layout told; --json says what was done', async () => {
    const output = at('a.safetensors');
    const { code, stdout, stderr } = await encode(at('a.png'), output, '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      output,
      width: 12,
      height: 8,
      backend: 'reference',
      dtype: 'float32',
      layout: 'packed-nchw',
      precision: 'highest',
      tiling: 'undivided',
      seconds: expect.any(Number),
      peakBytes: expect.any(Number),
    });
    const file = await openSafetensors(output);
    expect(file.names()).toEqual(['latents']);
    expect(file.info('latents')).toMatchObject({ dtype: 'F32', shape: [1, 16, 2, 3] });
    expect(file.metadata).toEqual({ layout: 'packed-nchw' });
    await file.close();
    expect(await readFloats(output, 'latents')).toEqual(await latentsOf(picture));
  });

  test('.latent and .npy hold the same', async () => {
    for (const name of ['a.latent', 'a.npy']) {
      const { code, stdout, stderr } = await encode(at('a.png'), at(name));
      expect([code, stderr, stdout]).toEqual([0, '', `${at(name)} [1, 16, 2, 3]\n`]);
    }
    const expected = await latentsOf(picture);
    const comfy = await readLatents(at('a.latent'));
    expect(comfy).toMatchObject({ layout: 'packed-nchw', notes: [], ...expected });
    const { dtype, shape, data } = await readNpy(at('a.npy'));
    expect([dtype, shape, new Float32Array(data.slice().buffer)]).toEqual([
      'F32',
      expected.shape,
      expected.data,
    ]);
  });

  test('--sample --seed', async () => {
    const seed = 2n ** 64n - 1n;
    expect((await encode(at('a.png'), at('s.npy'), '--sample', '--seed', `${seed}`)).code).toBe(0);
    expect((await encode(at('a.png'), at('s0.npy'), '--sample')).code).toBe(0);
    const read = async (name: string) => new Float32Array((await readNpy(at(name))).data.slice().buffer);
    expect(await read('s.npy')).toEqual((await latentsOf(picture, { sample: true, seed })).data);
    expect(await read('s0.npy')).toEqual((await latentsOf(picture, { sample: true, seed: 0 })).data);
  });

  test.each(['pad', 'crop', 'resize'] as const)('--fit %s, with a note', async (fit) => {
    const output = at(`${fit}.safetensors`);
    const { code, stdout, stderr } = await encode(at('odd.png'), output, '--fit', fit, '--json');
    expect(code).toBe(0);
    const fitted = await fitPicture(await readPicture(at('odd.png')), fit, [4, 4]);
    expect(stderr).toBe(
      `note: ${at('odd.png')}: 14×9 to ${fitted.width}×${fitted.height} px by --fit ${fit}\n`,
    );
    expect(JSON.parse(stdout)).toMatchObject({ width: fitted.width, height: fitted.height });
    expect(await readFloats(output, 'latents')).toEqual(await latentsOf(fitted));
  });

  test('--background shows through; a JPEG is turned', async () => {
    const clear = await sharp({ create: { width: 4, height: 8, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    await writeFile(at('clear.png'), clear);
    for (const [background, value] of [
      ['white', 255],
      ['black', 0],
      ['#333333', 51],
    ] as const) {
      const more = background === 'white' ? [] : ['--background', background];
      expect((await encode(at('clear.png'), at('clear.safetensors'), ...more)).code).toBe(0);
      const flat = { data: new Uint8Array(96).fill(value), width: 4, height: 8, channels: 3 };
      expect(await readFloats(at('clear.safetensors'), 'latents')).toEqual(await latentsOf(flat));
    }
    await sharp(clear).flatten().withMetadata({ orientation: 6 }).jpeg().toFile(at('turned.jpg'));
    const { stdout } = await encode(at('turned.jpg'), at('turned.safetensors'), '--json');
    expect(JSON.parse(stdout)).toMatchObject({ width: 8, height: 4 });
  });
});

describe('flux2-vae roundtrip', () => {
  test('writes the picture and tells its PSNR', async () => {
    const image = fromUint8([picture]);
    const latents = await vae.encode(image);
    const expected = await take(await vae.decode(latents));
    latents.dispose();
    const squares = expected.data.reduce((sum, x, i) => sum + (x - image.data[i]!) ** 2, 0);
    const decibels = 10 * Math.log10(image.data.length / squares);

    const { code, stdout, stderr } = await roundtrip(at('a.png'), at('back.png'));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`${at('back.png')} 12×8 PSNR ${decibels.toFixed(2)} dB\n`);
    const bytes = await sharp(at('back.png')).raw().toBuffer();
    const nhwc = toNhwc(expected).data.map((value) => value * 255);
    expect(difference(bytes, nhwc).max).toBeLessThanOrEqual(0.51);

    const report = JSON.parse((await roundtrip(at('a.png'), at('back.npy'), '--json')).stdout);
    expect(report).toEqual({
      output: at('back.npy'),
      width: 12,
      height: 8,
      psnr: expect.closeTo(decibels, 6),
      backend: 'reference',
      dtype: 'float32',
      precision: 'highest',
      tiling: 'undivided',
      seconds: expect.any(Number),
      peakBytes: expect.any(Number),
    });
    const { data } = await readNpy(at('back.npy'));
    expect(new Float32Array(data.slice().buffer)).toEqual(expected.data);
  });

  test('PSNR is against the picture as it was fitted', async () => {
    const { stdout } = await roundtrip(at('odd.png'), at('fit.png'), '--fit', 'crop', '--json', '--quiet');
    expect(JSON.parse(stdout)).toMatchObject({ width: 12, height: 8, psnr: expect.any(Number) });
    expect((await sharp(at('fit.png')).metadata()).width).toBe(12);
  });
});

for (const { name, title, skipped } of await testBackends()) {
  if (name === 'reference') continue; // minutes; roundtrip.test.ts holds it
  test.skipIf(skipped !== null)(
    `the sample’s astronaut-256, ${title}`,
    async () => {
      const source = `${sample}/astronaut-256.png`;
      const { code, stdout, stderr } = await command(
        ...['roundtrip', source, '-m', sample, '-o', at(`${name}.png`), '--backend', name, '--json'],
      );
      expect([code, stderr]).toEqual([0, '']);
      const report = JSON.parse(stdout);
      expect(report).toMatchObject({ width: 256, height: 256, backend: name });
      expect(Math.abs(report.psnr - 21.94)).toBeLessThanOrEqual(0.01); // the sample's README
    },
    300_000,
  );
}

describe('wrong usage: exit 2, nothing written', () => {
  test.each<[string, () => string[], string]>([
    ['no image', () => ['encode', '-m', tiny, '-o', at('never.npy')], 'image'],
    ['no model', () => ['encode', at('a.png'), '-o', at('never.npy')], '--model'],
    ['a picture as output', () => ['encode', at('a.png'), '-m', tiny, '-o', at('never.png')], '.safetensors'],
    ['latents as output', () => ['roundtrip', at('a.png'), '-m', tiny, '-o', at('never.latent')], '.png'],
    [
      'a seed alone',
      () => ['encode', at('a.png'), '-m', tiny, '-o', at('never.npy'), '--seed', '1'],
      '--sample',
    ],
    [
      'a seed below 0',
      () => ['encode', at('a.png'), '-m', tiny, '-o', at('never.npy'), '--sample', '--seed=-1'],
      'seed',
    ],
    [
      'a seed of 2^64',
      () => ['encode', at('a.png'), '-m', tiny, '-o', at('never.npy'), '--sample', '--seed', `${2n ** 64n}`],
      'seed',
    ],
    [
      'an unknown fit',
      () => ['encode', at('a.png'), '-m', tiny, '-o', at('never.npy'), '--fit', 'cover'],
      'crop',
    ],
    [
      'an unknown colour',
      () => ['encode', at('a.png'), '-m', tiny, '-o', at('never.npy'), '--background', 'see-through'],
      'background',
    ],
  ])('%s', async (_, args, named) => {
    const { code, stdout, stderr } = await command(...args());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(named);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(4);
    expect((await readdir(folder)).filter((name) => name.includes('never'))).toEqual([]);
  });
});

describe('bad input: exit 1, at most four lines that name the file, nothing written', () => {
  const refusedBy = async (args: readonly string[], named: readonly string[]) => {
    const { code, signal, stdout, stderr } = await command(...args, '--backend', 'reference');
    expect([code, signal, stdout]).toEqual([1, null, '']);
    for (const part of named) expect(stderr).toContain(part);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(4);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect((await readdir(folder)).filter((name) => name.includes('never'))).toEqual([]);
  };

  test.each(['encode', 'roundtrip'])('%s', async (verb) => {
    const output = at(verb === 'encode' ? 'never.npy' : 'never.png');
    const run = (image: string, ...model: string[]) => [verb, image, '-o', output, '-m', ...model];
    await refusedBy(run(at('odd.png'), tiny), [
      at('odd.png'),
      'height',
      '8 and 12',
      'width',
      '12 and 16',
      '--fit',
    ]);
    await writeFile(at('text.png'), 'hello');
    await refusedBy(run(at('text.png'), tiny), [at('text.png'), 'PNG, JPEG or WebP']);
    await writeFile(at('cut.png'), (await readFile(`${sample}/astronaut-256.png`)).subarray(0, 9000));
    await refusedBy(run(at('cut.png'), tiny), [at('cut.png')]);
    await refusedBy(run(at('none.png'), tiny), [at('none.png')]);
    await refusedBy(run(folder, tiny), [folder]);
    await refusedBy(run(at('a.png'), ...decoderOnly), ['ae-decoder.safetensors', 'encoder']);
    await refusedBy([verb, at('a.png'), '-m', tiny, '-o', join(folder, 'no', output)], ['no']);
  });

  test('with --json the error is on stdout too', async () => {
    const { code, stdout } = await encode(at('odd.png'), at('never.npy'), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'image', message: expect.stringContaining(at('odd.png')) },
    });
  });
});

test.each(['encode', 'roundtrip'])('%s --help on stdout, exit 0', async (verb) => {
  const { code, stdout, stderr } = await command(verb, '--help');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`Usage: flux2-vae ${verb}`);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s leaves no file, exit %i', async (signal, expected) => {
  const inside = await mkdtemp(join(folder, 'stop-'));
  // Half a minute and more on reference; the note comes just before the work.
  const { child, ended } = start([
    ...['encode', `${sample}/astronaut.png`, '-m', sample, '-o', join(inside, 'a.npy')],
    ...['--backend', 'reference', '--fit', 'crop', '--config', await strangeConfig(inside)],
  ]);
  await new Promise<void>((resolve) => child.stderr!.on('data', () => resolve()));
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill(signal);
  const { code, stderr } = await ended;
  expect(code).toBe(expected);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(await readdir(inside)).toEqual(['config.json']);
});

/** A config with a field that is ignored with a note. */
async function strangeConfig(inside: string): Promise<string> {
  const fields = JSON.parse(await readFile(`${sample}/config.json`, 'utf8'));
  await writeFile(join(inside, 'config.json'), JSON.stringify({ ...fields, strange: 1 }));
  return join(inside, 'config.json');
}
