import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeSafetensors, readNpy } from '@x/weights';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { originalNames, seededFile } from '../../../tools/testing/taef2-weights.js';
import { command } from './support/command.js';
import { difference, type FloatArray, fixtures, readFloats } from './support/fixtures.js';

let folder: string;
let pixels: FloatArray;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flux2-vae-taef2-'));
  const expected = `${fixtures}taef2/expected.safetensors`;
  pixels = await readFloats(expected, 'pixels');
  for (const name of ['packed', 'raw']) {
    const { data, shape } = await readFloats(expected, name);
    await writeFile(at(`${name}.safetensors`), encodeSafetensors({ latents: { dtype: 'F32', shape, data } }));
  }
  await writeFile(at('taef2.safetensors'), seededFile());
  for (const part of ['encoder', 'decoder'] as const) {
    await writeFile(at(`taef2_${part}.safetensors`), seededFile(originalNames(part)));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const preview = (latents: string, output: string, ...args: string[]) =>
  command('preview', at(latents), '--output', at(output), '--backend', 'reference', ...args);

describe('flux2-vae preview with TAEF2', () => {
  test.each([
    ['packed.safetensors', 'taef2.safetensors', 'packed-nchw'],
    ['raw.safetensors', 'taef2_decoder.safetensors', 'raw-nchw'],
  ])('%s by %s', async (latents, model, layout) => {
    const { code, stdout, stderr } = await preview(
      latents,
      'p.npy',
      '--model',
      at(model),
      '--layout',
      layout,
      '--json',
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      output: at('p.npy'),
      width: 48,
      height: 32,
      model: 'taef2',
      layout,
    });
    const { data, shape } = await readNpy(at('p.npy'));
    expect(shape).toEqual(pixels.shape);
    expect(difference(new Float32Array(data.slice().buffer), pixels.data).max).toBeLessThanOrEqual(2e-5);
  });

  test('a picture of each of a batch', async () => {
    const args = ['--model', at('taef2.safetensors'), '--layout', 'packed-nchw'];
    const { code, stdout } = await preview('packed.safetensors', 'p.png', ...args);
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toEqual([`${at('p-0.png')} 48×32`, `${at('p-1.png')} 48×32`]);
    expect(await sharp(at('p-1.png')).metadata()).toMatchObject({ width: 48, height: 32 });
  });

  test.each([
    [['taef2.safetensors', '--map', 'public'], 2, '--map must come without TAEF2; got public'],
    [['taef2_encoder.safetensors'], 1, 'TAEF2 must have a decoder; got an encoder alone'],
  ])('%s is refused', async ([model, ...args], wanted, message) => {
    const { code, stderr } = await preview(
      'packed.safetensors',
      'x.png',
      '--model',
      at(model!),
      '--layout',
      'packed-nchw',
      ...args,
    );
    expect(code).toBe(wanted);
    expect(stderr).toContain(message);
  });

  test('a pickle is refused with what to do', async () => {
    const model = `${fixtures}taef2/pickled.pth`;
    const { code, stderr } = await preview('packed.safetensors', 'x.png', '--model', model);
    expect(code).toBe(1);
    expect(stderr).toContain('convert it with safetensors.torch.save_file in Python');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
