import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBackend, full, tensor, tidy } from '@x/tensor';
import { encodeNpy, encodeSafetensors, readNpy } from '@x/weights';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AutoencoderKLFlux2, openCheckpoint } from '../src/index.js';
import { readStatistics } from '../src/statistics.js';
import { command, start } from './support/command.js';
import { difference, type FloatArray, fixtures, readFloats, sample, toNhwc } from './support/fixtures.js';

const tiny = `${fixtures}vae/tiny`;
let folder: string;
let packed: FloatArray;
let pixels: FloatArray;
const at = (...names: string[]) => join(folder, ...names);
const stored = ({ data, shape }: FloatArray) => ({ dtype: 'F32', shape, data }) as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flux2-vae-many-'));
  packed = await readFloats(`${tiny}/expected.safetensors`, 'packed');
  pixels = await readFloats(`${tiny}/expected.safetensors`, 'pixels');
  await mkdir(at('in'));
  await writeFile(at('in', 'a.npy'), encodeNpy(stored(packed)));
  await writeFile(at('in', 'b.safetensors'), encodeSafetensors({ latents: stored(packed) }));
  await writeFile(at('in', 'notes.txt'), 'no latents');
  const two = { data: Float32Array.of(...packed.data, ...packed.data), shape: [2, ...packed.shape.slice(1)] };
  await writeFile(at('in', 'two.npy'), encodeNpy(stored(two)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const decode = (...args: string[]) =>
  command('decode', ...args, '--model', tiny, '--backend', 'reference', '--layout', 'packed-nchw');

const expectPicture = async (path: string) => {
  const { data } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  expect(
    difference(
      data,
      toNhwc(pixels).data.map((value) => value * 255),
    ).max,
  ).toBeLessThanOrEqual(0.51);
};

const lines = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('flux2-vae decode --output-dir', () => {
  test('a folder: each file, a line each; then nothing again, unless --overwrite', async () => {
    const out = at('out');
    const first = await decode(at('in'), '--output-dir', out, '--json', '--quiet');
    expect([first.code, first.stderr]).toEqual([0, '']);
    const [a, b, two, ...more] = lines(first.stdout);
    expect(more).toEqual([]);
    expect(a).toEqual({
      input: at('in', 'a.npy'),
      outputs: [join(out, 'a.png')],
      width: pixels.shape[3],
      height: pixels.shape[2],
      backend: 'reference',
      dtype: 'float32',
      precision: 'highest',
      layout: 'packed-nchw',
      tiling: 'undivided',
      seconds: expect.any(Number),
      peakBytes: expect.any(Number),
    });
    expect(b.outputs).toEqual([join(out, 'b.png')]);
    expect(two.outputs).toEqual([join(out, 'two-0.png'), join(out, 'two-1.png')]);
    expect((await readdir(out)).sort()).toEqual(['a.png', 'b.png', 'two-0.png', 'two-1.png']);
    for (const name of await readdir(out)) await expectPicture(join(out, name));

    await writeFile(join(out, 'a.png'), 'mine');
    const again = await decode(at('in'), '--output-dir', out, '--json', '--quiet');
    expect(again.code).toBe(0);
    expect(lines(again.stdout).map(({ skipped }) => skipped)).toEqual([true, true, true]);
    expect(await readFile(join(out, 'a.png'), 'utf8')).toBe('mine');
    expect((await decode(at('in', 'a.npy'), '--output-dir', out, '--overwrite', '--quiet')).code).toBe(0);
    await expectPicture(join(out, 'a.png'));
  });

  test('globs and files, each once, in another format', async () => {
    const out = at('arrays');
    const glob = `${at('in')}/*.{npy,safetensors}`;
    const args = [glob, at('in', 'a.npy'), '--output-dir', out, '--format', 'npy'];
    const { code, stdout } = await decode(...args, '--json', '--quiet');
    expect(code).toBe(0);
    expect(lines(stdout)).toHaveLength(3);
    expect((await readdir(out)).sort()).toEqual(['a.npy', 'b.npy', 'two.npy']);
    const { data } = await readNpy(join(out, 'b.npy'));
    expect(difference(new Float32Array(data.slice().buffer), pixels.data).max).toBeLessThanOrEqual(2e-5);
  });

  test('goes on after bad files, lists them at the end, and exits with 1', async () => {
    await mkdir(at('bad'), { recursive: true });
    await writeFile(at('bad', 'x-broken.npy'), 'nothing');
    const wrong = { data: new Float32Array(15), shape: [1, 15, 1, 1] };
    await writeFile(at('bad', 'y-channels.npy'), encodeNpy(stored(wrong)));
    await writeFile(at('bad', 'z.npy'), encodeNpy(stored(packed)));
    const out = at('rest');
    const args = [at('bad'), at('bad', 'missing.npy'), '--output-dir', out];
    const { code, stdout, stderr } = await decode(...args, '--json', '--quiet');
    expect(code).toBe(1);
    expect(await readdir(out)).toEqual(['z.png']);
    const told = lines(stdout);
    expect(told).toHaveLength(4);
    expect(told.filter(({ error }) => error).map(({ input }) => input)).toEqual([
      at('bad', 'x-broken.npy'),
      at('bad', 'y-channels.npy'),
      at('bad', 'missing.npy'),
    ]);
    const errors = stderr.trim().split('\n');
    expect(errors).toHaveLength(4);
    for (const [i, name] of ['x-broken.npy', 'y-channels.npy', 'missing.npy'].entries()) {
      expect(errors[i]).toContain(name);
    }
    expect(errors[3]).toBe('error: 3 of 4 files could not be decoded');
  });

  test('what can’t be meant is wrong usage, before anything is made', async () => {
    const out = at('never');
    await mkdir(at('other'), { recursive: true });
    await writeFile(at('other', 'a.npy'), encodeNpy(stored(packed)));
    await mkdir(at('empty'), { recursive: true });
    for (const [args, word] of [
      [[at('in', 'a.npy'), at('in', 'b.safetensors'), '--output', at('x.png')], '--output-dir'],
      [[at('in', 'a.npy')], '--output'],
      [[at('in', 'a.npy'), '--output', at('x.png'), '--output-dir', out], '--output'],
      [[at('in', 'a.npy'), at('other', 'a.npy'), '--output-dir', out], 'a.png'],
      [[at('empty'), '--output-dir', out], 'empty'],
      [[`${at('empty')}/*.npy`, '--output-dir', out], '*.npy'],
    ] as const) {
      const { code, stderr } = await decode(...args);
      expect([code, stderr.includes(word)], stderr).toEqual([2, true]);
    }
    await expect(stat(out)).rejects.toThrow();
  });

  test('Ctrl-C: exit code 130, whole files only', async () => {
    await mkdir(at('long'), { recursive: true });
    const latents = await readFile(`${sample}/astronaut-256.latents.safetensors`);
    for (const name of ['1', '2', '3']) await writeFile(at('long', `${name}.safetensors`), latents);
    const out = at('stopped');
    const args = [at('long'), '--model', sample, '--output-dir', out, '--backend', 'reference', '--json'];
    const { child, ended } = start(['decode', ...args]);
    while (!(await stat(out).catch(() => null))) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGINT');
    const { code } = await ended;
    expect(code).toBe(130);
    expect(await readdir(out)).toEqual([]);
  });
});

describe('flux2-vae preview', () => {
  const latents = `${sample}/astronaut-256.latents.safetensors`;

  test.each(['fitted', 'public'])('the %s map: a pixel a raw latent', async (map) => {
    const output = at(`${map}.npy`);
    const args = [latents, '--output', output, '--map', map, '--backend', 'reference', '--json', '--quiet'];
    const { code, stdout, stderr } = await command('preview', ...args);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({ output, width: 32, height: 32, map, layout: 'packed-nchw' });
    const expected = await readNpy(`${fixtures}../packages/flux2-latents/test/preview-${map}.npy`);
    const got = await readNpy(output);
    const floats = (data: Uint8Array) => new Float32Array(data.slice().buffer);
    expect(difference(floats(got.data), floats(expected.data)).max).toBeLessThan(4e-6);
  });

  test('raw latents are normalised by the statistics of the model', async () => {
    const file = await readFloats(latents, 'latents');
    const raw = at('raw.npy');
    // With one model's statistics and another's the pictures differ; with the model's own they are the packed one's.
    const backend = await createBackend('reference');
    const model = await AutoencoderKLFlux2.load(sample, { backend });
    const { data, shape } = toNhwc(file);
    const z = tidy(() =>
      model.unpatchify(model.denormalize(tensor(data, { shape, backend }))).permuteDims([0, 3, 1, 2]),
    );
    await writeFile(raw, encodeNpy(stored({ data: (await z.data()) as Float32Array, shape: z.shape })));
    await backend.close();
    const preview = async (...args: string[]) => {
      const output = at('raw-preview.npy');
      const all = [
        raw,
        '--output',
        output,
        '--layout',
        'raw-nchw',
        '--backend',
        'reference',
        '--quiet',
        ...args,
      ];
      const { code, stderr } = await command('preview', ...all);
      expect([code, stderr]).toEqual([0, '']);
      return new Float32Array((await readNpy(output)).data.slice().buffer);
    };
    const expected = await readNpy(`${fixtures}../packages/flux2-latents/test/preview-fitted.npy`);
    const wanted = new Float32Array(expected.data.slice().buffer);
    expect(difference(await preview('--model', sample), wanted).max).toBeLessThan(1e-4);
    // The sample's statistics are FLUX.2's own, but for their fifth digit.
    expect(difference(await preview(), wanted).max).toBeLessThan(1e-4);
  });

  test('statistics are read from a checkpoint without its weights', async () => {
    const backend = await createBackend('reference');
    const checkpoint = await openCheckpoint(tiny);
    const statistics = await readStatistics(checkpoint, backend);
    const model = await AutoencoderKLFlux2.load(checkpoint, { backend });
    const at = (value: number) => full([1, 1, 1, 16], value, { backend });
    // (x - mean) / std and its inverse, by the model.
    const [zero, one] = [model.denormalize(at(0)), model.denormalize(at(1))];
    const [mean, end] = [await zero.data(), await one.data()] as [Float32Array, Float32Array];
    expect(difference(statistics!.mean, mean).max).toBeLessThan(1e-6);
    expect(
      difference(
        statistics!.std,
        end.map((value, i) => value - mean[i]!),
      ).max,
    ).toBeLessThan(1e-6);
    await checkpoint.close();
    await backend.close();
  });

  test('wrong usage', async () => {
    const { code, stderr } = await command('preview', latents, '--output', at('p.png'), '--map', 'other');
    expect([code, stderr.includes('--map')]).toEqual([2, true]);
  });
});
