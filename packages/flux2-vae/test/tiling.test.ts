import { readFileSync } from 'node:fs';
import { type Backend, tensor } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import type { AutoencoderKLFlux2, TilingDone } from '../src/index.js';
import { encodeMoments } from '../src/moments.js';
import { loadWithEncoder } from './support/encoder.js';
import { difference, fixtures, readFloats, take, toNhwc } from './support/fixtures.js';

const folder = `${fixtures}tiling`;
const expectedFile = `${folder}/expected.safetensors`;

interface Case {
  readonly name: string;
  readonly direction: 'decode' | 'encode';
  readonly tileLatents: number;
  readonly tileOverlap: number;
}
const cases: Case[] = JSON.parse(readFileSync(`${folder}/cases.json`, 'utf8'));

for (const { title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    let vae: AutoencoderKLFlux2;
    beforeAll(async () => {
      backend = await create();
      vae = await loadWithEncoder(folder, backend);
    });
    afterAll(() => backend.close());

    test.each(cases)('$name: tiles of $tileLatents, overlap $tileOverlap, as diffusers', async (one) => {
      const input = await readFloats(expectedFile, `${one.name}.input`);
      const before = backend.memory().tensors;
      const seen: TilingDone[] = [];
      const progress: number[] = [];
      let total = 0;
      const options = {
        tiling: 'diffusers' as const,
        tileLatents: one.tileLatents,
        tileOverlap: one.tileOverlap,
        onTiling: (done: TilingDone) => seen.push(done),
        onProgress: (now: { done: number; total: number }) => {
          progress.push(now.done);
          total = now.total;
        },
      };
      const expected = await readFloats(expectedFile, `${one.name}.output`);
      if (one.direction === 'decode') {
        const found = await take(await vae.decode({ ...input, layout: 'raw-nchw' }, options));
        expect(found.shape).toEqual(expected.shape);
        expect(difference(found.data, expected.data).max).toBeLessThanOrEqual(2e-5);
      } else {
        const nhwc = toNhwc(input);
        const x = tensor(nhwc.data, { shape: nhwc.shape, backend });
        const found = await take(await encodeMoments('encode', vae, x, options));
        x.dispose();
        const wanted = toNhwc(expected);
        expect(found.shape).toEqual(wanted.shape);
        expect(difference(found.data, wanted.data).max).toBeLessThanOrEqual(1e-4);
      }
      expect(seen).toEqual(['diffusers']);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      expect(progress.at(-1)).toBe(total);
      expect(backend.memory().tensors).toBe(before);
    });

    test('a picture of one tile is not taken apart', async () => {
      const seen: TilingDone[] = [];
      const latents = { data: new Float32Array(4 * 64).map((_, i) => Math.sin(i)), shape: [1, 4, 8, 8] };
      const given = { ...latents, layout: 'raw-nchw' as const };
      const onTiling = (done: TilingDone) => seen.push(done);
      const tiled = await take(await vae.decode(given, { tiling: 'diffusers', onTiling }));
      const plain = await take(await vae.decode(given, { tiling: 'off' }));
      expect(seen).toEqual(['undivided']);
      expect(tiled.data).toEqual(plain.data);
    });

    test('an abort between two tiles frees all', async () => {
      const before = backend.memory().tensors;
      const stop = new AbortController();
      const reason = new Error('enough');
      const latents = { data: new Float32Array(4 * 400), shape: [1, 4, 20, 20], layout: 'raw-nchw' as const };
      let calls = 0;
      const decode = vae.decode(latents, {
        tiling: 'diffusers',
        signal: stop.signal,
        onProgress: () => {
          if (++calls === 20) stop.abort(reason);
        },
      });
      await expect(decode).rejects.toBe(reason);
      expect(backend.memory().tensors).toBe(before);
    });

    test.each<[string, object, string]>([
      ['an overlap between two latents', { tiling: 'diffusers', tileOverlap: 0.3 }, 'the nearest is 0.25'],
      [
        'an overlap that is the tile',
        { tiling: 'diffusers', tileLatents: 2, tileOverlap: 0.9 },
        'the nearest is 0.5',
      ],
      ['an overlap of 1', { tiling: 'diffusers', tileOverlap: 1 }, 'below 1'],
      ['a negative overlap', { tiling: 'diffusers', tileOverlap: -0.25 }, '-0.25'],
      ['half a latent', { tiling: 'diffusers', tileLatents: 7.5 }, '7.5'],
      ['a bound with tiles', { tiling: 'diffusers', maxMemory: 2 ** 30 }, 'maxMemory'],
      ['tiles without tiling', { tileLatents: 8 }, 'tileLatents'],
      ['another tiling', { tiling: 'on' }, 'auto, off, diffusers'],
      ['no size', { maxMemory: '900 elephants' }, '900 elephants'],
      ['a negative size', { maxMemory: -1 }, '-1'],
    ])('%s is refused', async (_, options, named) => {
      const before = backend.memory().tensors;
      const latents = { data: new Float32Array(4 * 400), shape: [1, 4, 20, 20], layout: 'raw-nchw' as const };
      const error = await vae.decode(latents, options).then(
        () => undefined,
        (reason: Error) => reason,
      );
      expect(error).toMatchObject({ name: 'VaeError', code: 'argument' });
      expect(error!.message).toContain(named);
      expect(backend.memory().tensors).toBe(before);
    });
  });
}
