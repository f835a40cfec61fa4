import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomNormal } from '@x/tensor';
import { encodeNpy, readNpy } from '@x/weights';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type AutoencoderKLFlux2,
  type DecodeOptions,
  fromUint8,
  readLatents,
  readPicture,
} from '../src/index.js';
import { command } from './support/command.js';
import { loadWithEncoder } from './support/encoder.js';
import { difference, fixtures, take } from './support/fixtures.js';

// Several commands a test, each with a start of its own.
vi.setConfig({ testTimeout: 300_000 });

/** Tiles of 8 latents by its config, and an encoder. */
const model = `${fixtures}tiling`;
let folder: string;
let vae: AutoencoderKLFlux2;
const at = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flux2-vae-tiling-'));
  const { createBackend } = await import('@x/tensor');
  const backend = await createBackend('reference');
  vae = await loadWithEncoder(model, backend);
  using z = randomNormal([1, vae.config.latentChannels, 20, 12], { seed: 5, backend });
  await writeFile(
    at('latents.npy'),
    encodeNpy({ dtype: 'F32', shape: z.shape, data: (await z.data()) as Float32Array }),
  );
  const [width, height] = [48, 40];
  const data = Uint8Array.from({ length: height * width * 3 }, (_, i) => (i * i * 7 + i) % 256);
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(at('picture.png'));
});
afterAll(async () => {
  await vae.backend.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (name: 'decode' | 'encode' | 'roundtrip', output: string, ...more: string[]) =>
  command(
    ...[name, at(name === 'decode' ? 'latents.npy' : 'picture.png'), '--output', output],
    ...['--model', model, '--backend', 'reference'],
    ...(name === 'decode' ? ['--layout', 'raw-nchw'] : []),
    ...more,
  );

const floats = async (path: string) => new Float32Array((await readNpy(path)).data.slice().buffer);
const decoded = async (options: DecodeOptions) =>
  (await take(await vae.decode(await readLatents(at('latents.npy')), { layout: 'raw-nchw', ...options })))
    .data;
const encoded = async (options: DecodeOptions) => {
  const image = fromUint8([await readPicture(at('picture.png'))]);
  return (await take(await vae.encode(image, { ...options, layout: 'packed-nchw' }))).data;
};

/** The smallest bound that an error names. */
const smallestIn = (stderr: string): number => Number(/must be (\d+) bytes/.exec(stderr)![1]);

const bounded = 'note: in stripes, to stay within the memory: the result is that of the undivided work\n';
const tiled = 'note: in blended tiles, as diffusers does it: seams can show\n';

describe('--max-memory', () => {
  test.each(['decode', 'encode'] as const)('%s: the undivided result, and what was done', async (name) => {
    const output = at(`bounded-${name}.npy`);
    const tooSmall = await run(name, output, '--max-memory', '1MiB');
    expect([tooSmall.code, tooSmall.stdout]).toEqual([1, '']);
    expect(tooSmall.stderr).toContain('got 1048576 bytes (1.0 MiB)');
    expect(tooSmall.stderr).toContain(name === 'decode' ? 'latents.npy' : 'picture.png');
    const smallest = smallestIn(tooSmall.stderr);
    expect((await run(name, output, '--max-memory', `${smallest - 1}`)).code).toBe(1);
    expect(await readdir(folder)).not.toContain(`bounded-${name}.npy`);

    const { code, stdout, stderr } = await run(name, output, '--max-memory', `${smallest}`, '--json');
    expect([code, stderr]).toEqual([0, bounded]);
    expect(JSON.parse(stdout)).toMatchObject({ tiling: 'bounded' });
    const whole = await (name === 'decode' ? decoded : encoded)({ tiling: 'off' });
    // The same products, some summed in another order; latents have no scale of their own.
    const largest = whole.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    expect(difference(await floats(output), whole).max).toBeLessThanOrEqual(1e-5 * largest);
  });

  test('roundtrip, and with --tiling off; --quiet says nothing', async () => {
    const failed = await run('roundtrip', at('r.npy'), '--max-memory', '1');
    expect(failed.code).toBe(1);
    const plain = await run('roundtrip', at('r.npy'), '--json');
    expect([plain.code, plain.stderr]).toEqual([0, '']);
    expect(JSON.parse(plain.stdout)).toMatchObject({ tiling: 'undivided' });
    const memory = ['--tiling', 'off', '--max-memory', `${2 * smallestIn(failed.stderr)}`];
    const { code, stdout, stderr } = await run('roundtrip', at('r2.npy'), ...memory, '--json', '--quiet');
    expect([code, stderr]).toEqual([0, '']);
    expect(['bounded', 'undivided']).toContain(JSON.parse(stdout).tiling);
    expect(JSON.parse(stdout).psnr).toBeCloseTo(JSON.parse(plain.stdout).psnr, 4);
  });

  test('room for all: undivided, without a word', async () => {
    const { code, stdout, stderr } = await run('decode', at('room.npy'), '--max-memory', '4GiB', '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ tiling: 'undivided' });
  });

  test('with --output-dir each file says how it was done', async () => {
    const smallest = smallestIn((await run('decode', at('x.npy'), '--max-memory', '1')).stderr);
    const { code, stdout } = await command(
      ...['decode', at('latents.npy'), '--output-dir', at('many'), '--model', model],
      ...['--backend', 'reference', '--layout', 'raw-nchw', '--max-memory', `${smallest}`, '--json'],
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ tiling: 'bounded' });
  });
});

describe('--tiling diffusers', () => {
  test.each(['decode', 'encode'] as const)('%s: the tiles of the API, with their seams', async (name) => {
    const output = at(`tiles-${name}.npy`);
    const flags = ['--tiling', 'diffusers', '--tile-latents', '12', '--tile-overlap', '0.5'];
    const { code, stdout, stderr } = await run(name, output, ...flags, '--json');
    expect([code, stderr]).toEqual([0, tiled]);
    expect(JSON.parse(stdout)).toMatchObject({ tiling: 'diffusers' });
    const result = name === 'decode' ? decoded : encoded;
    const expected = await result({ tiling: 'diffusers', tileLatents: 12, tileOverlap: 0.5 });
    expect(await floats(output)).toEqual(expected);
    expect(difference(expected, await result({ tiling: 'off' })).max).toBeGreaterThan(1e-4);
  });

  test('one tile is no tiling', async () => {
    const flags = ['--tiling', 'diffusers', '--tile-latents', '20', '--json'];
    const { code, stdout, stderr } = await run('decode', at('one.npy'), ...flags);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ tiling: 'undivided' });
  });
});

describe('wrong usage: exit 2, one line, nothing written', () => {
  const names = ['decode', 'encode', 'roundtrip'] as const;
  const diffusers = ['--tiling', 'diffusers'];
  test.each<[string, string[], string]>([
    [
      'a bound with tiles',
      [...diffusers, '--max-memory', '1GiB'],
      'error: --max-memory must come with --tiling auto or off; got diffusers\n',
    ],
    [
      'a tile without tiles',
      ['--tile-latents', '8'],
      'error: --tile-latents must come with --tiling diffusers; got auto\n',
    ],
    [
      'an overlap without tiles',
      ['--tiling', 'off', '--tile-overlap', '0.5'],
      'error: --tile-overlap must come with --tiling diffusers; got off\n',
    ],
    [
      "an overlap between two of the model's latents",
      [...diffusers, '--tile-overlap', '0.3'],
      "error: --tile-overlap must be a whole number of a tile's 8 latents; got 0.3 (2.4 latents), the nearest is 0.25 (2 latents)\n",
    ],
    [
      'an overlap between two latents',
      [...diffusers, '--tile-latents', '10'],
      "error: --tile-overlap must be a whole number of a tile's 10 latents; got 0.25 (2.5 latents), the nearest is 0.3 (3 latents)\n",
    ],
    ['an overlap of all', [...diffusers, '--tile-overlap', '1'], 'It must be from 0 to below 1.'],
    ['half a latent', [...diffusers, '--tile-latents', '7.5'], 'It must be a whole number from 1.'],
    ['no tile', [...diffusers, '--tile-latents', '0'], 'It must be a whole number from 1.'],
    ['no size', ['--max-memory', '900 elephants'], 'It must be bytes, or a size as 900MiB or 3.5GiB.'],
    ['a size of 0', ['--max-memory', '0'], 'It must be bytes, or a size as 900MiB or 3.5GiB.'],
    ['another way', ['--tiling', 'on'], 'off, diffusers, auto'],
  ])('%s', async (_, flags, told) => {
    for (const name of names) {
      const { code, stdout, stderr } = await run(name, at(`never-${name}.npy`), ...flags);
      expect([code, stdout], name).toEqual([2, '']);
      expect(stderr).toContain(told);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
    expect((await readdir(folder)).filter((file) => file.startsWith('never'))).toEqual([]);
  });

  test('with --output-dir too, before a folder is made', async () => {
    const { code, stderr } = await command(
      ...[
        'decode',
        at('latents.npy'),
        '--output-dir',
        at('never'),
        '--model',
        model,
        '--backend',
        'reference',
      ],
      ...['--tiling', 'diffusers', '--tile-overlap', '0.3'],
    );
    expect([code, stderr.includes('the nearest is 0.25')]).toEqual([2, true]);
    expect(await readdir(folder)).not.toContain('never');
  });
});

test.each(['decode', 'encode', 'roundtrip'])('%s --help and the README name the flags', async (name) => {
  const { stdout } = await command(name, '--help');
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  for (const flag of ['--tiling', '--max-memory', '--tile-latents', '--tile-overlap']) {
    expect(stdout).toContain(flag);
    expect(readme.includes(flag), flag).toBe(true);
  }
});
