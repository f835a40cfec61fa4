import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backend, type Precision, precisions } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { decodeGraph, encodeGraph } from '../src/graphs.js';
import { AutoencoderKLFlux2, readLatents } from '../src/index.js';
import { command } from './support/command.js';
import { difference, fixtures, readFloats, readFloatsNpy, sample, take } from './support/fixtures.js';

const variant = `${fixtures}vae/base`;
const packed = async () => {
  const { data, shape } = await readFloats(`${variant}/expected.safetensors`, 'packed');
  return { data, shape, layout: 'packed-nchw' as const };
};

/** On [0,1], against float64: three products of bfloat16 parts, and bfloat16 within Winograd's tiles. */
const bounds: Readonly<Record<Precision, { max: number; rms: number }>> = {
  highest: { max: 2e-5, rms: 5e-6 },
  high: { max: 5e-5, rms: 1e-5 },
  medium: { max: 6e-2, rms: 7e-3 },
};

for (const { title, name, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await create();
    });
    afterAll(() => backend.close());

    test.each(name === 'reference' ? [] : precisions)(
      '%s: the sample within its bound of float64',
      async (precision) => {
        const vae = await AutoencoderKLFlux2.load(sample, { backend, precision });
        const latents = await readLatents(`${sample}/astronaut-256.latents.safetensors`);
        const { data } = await take(await vae.decode(latents));
        vae.dispose();
        const { max, rms } = difference(
          data,
          (await readFloatsNpy(`${sample}/astronaut-256.decoded.npy`)).data,
        );
        console.info(`${name}, ${precision}: max ${max.toExponential(2)}, rms ${rms.toExponential(2)}`);
        expect(max).toBeLessThanOrEqual(bounds[precision].max);
        expect(rms).toBeLessThanOrEqual(bounds[precision].rms);
      },
      60_000,
    );

    test("a decode has its own precision, else load's, and every op of it runs at that", async () => {
      const { layout, ...latents } = await packed();
      for (const [given, ownOf, used] of [
        [undefined, undefined, 'highest'],
        ['high', undefined, 'high'],
        ['high', 'medium', 'medium'],
        ['medium', 'highest', 'highest'],
      ] as const) {
        const vae = await AutoencoderKLFlux2.load(variant, { backend, precision: given });
        expect(vae.precision).toBe(given ?? 'highest');
        const jobs = vi.spyOn(backend, 'job');
        for (const tiling of ['off', 'diffusers'] as const) {
          (await vae.decode(latents, { layout, precision: ownOf, tiling })).dispose();
        }
        (await vae.decode(latents, { layout, precision: ownOf, maxMemory: '1GiB' })).dispose();
        const seen = jobs.mock.calls.map(([options]) => options?.precision ?? 'highest');
        jobs.mockRestore();
        expect(seen.length).toBeGreaterThanOrEqual(3);
        expect(new Set(seen)).toEqual(new Set([used]));
        vae.dispose();
      }
    });

    test('in bfloat16 what reads more than the lowest resolution may be less exact, and nothing else', async () => {
      for (const dtype of ['float32', 'bfloat16', 'float16'] as const) {
        const vae = await AutoencoderKLFlux2.load(variant, { backend, dtype });
        await vae.loadEncoder();
        const side = 2 ** (vae.config.blockOutChannels.length - 1);
        for (const graph of [
          decodeGraph(vae, [1, 4, 4], { dtype }),
          encodeGraph(vae, [1, 4 * side, 4 * side], { dtype }),
        ]) {
          const seen = new Set<string>();
          for (const { source } of graph.images) {
            if (source.kind !== 'conv') continue;
            const wanted = dtype === 'bfloat16' && source.x.height > 4 ? 'medium' : undefined;
            expect(source.layers.precision).toBe(wanted);
            seen.add(`${wanted}`);
          }
          expect([...seen].sort()).toEqual(dtype === 'bfloat16' ? ['medium', 'undefined'] : ['undefined']);
        }
        vae.dispose();
      }
    });

    test('float16 that overflows is decoded again at the same precision', async () => {
      const { layout, data, shape } = await packed();
      const vae = await AutoencoderKLFlux2.load(variant, { backend, dtype: 'float16', precision: 'high' });
      const jobs = vi.spyOn(backend, 'job');
      const notes: string[] = [];
      const large = { data: data.map((value) => value * 1e30), shape };
      (await vae.decode(large, { layout, onNote: ({ code }) => notes.push(code) })).dispose();
      const seen = jobs.mock.calls.map(([options]) => options?.precision);
      jobs.mockRestore();
      expect(notes).toEqual(['float16-overflow']);
      expect(new Set(seen)).toEqual(new Set(['high']));
      vae.dispose();
    });

    test('what is no precision is refused', async () => {
      const precision = 'low' as Precision;
      const refusal = expect.objectContaining({ name: 'VaeError', code: 'argument' });
      await expect(AutoencoderKLFlux2.load(variant, { backend, precision })).rejects.toEqual(refusal);
      const vae = await AutoencoderKLFlux2.load(variant, { backend });
      const { layout, ...latents } = await packed();
      await expect(vae.decode(latents, { layout, precision })).rejects.toEqual(refusal);
      vae.dispose();
    });
  });
}

describe('--precision', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flux2-vae-precision-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const decode = (...more: string[]) =>
    command(
      ...['decode', `${variant}/expected.safetensors`, '--tensor', 'packed', '--layout', 'packed-nchw'],
      ...['--model', variant, '--backend', 'reference', '--output', join(folder, 'x.npy'), '--json'],
      ...more,
    );

  test('is said in the result', async () => {
    const { code, stdout, stderr } = await decode('--precision', 'medium');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ precision: 'medium' });
    expect(JSON.parse((await decode()).stdout)).toMatchObject({ precision: 'highest' });
  }, 60_000);

  test('of another name is wrong usage', async () => {
    const { code, stderr } = await decode('--precision', 'low');
    expect(code).toBe(2);
    expect(stderr).toContain('highest, high, medium');
  }, 60_000);
});
