import { readdirSync, readFileSync } from 'node:fs';
import type { Backend } from '@x/tensor';
import type { WeightsSource } from '@x/weights';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { seededLatents, seededTensor, type WeightKind } from '../../../tools/testing/seeded-weights.js';
import { AutoencoderKLFlux2, parseConfig } from '../src/index.js';
import { difference, fixtures, readFloatsNpy, take } from './support/fixtures.js';

const folder = `${fixtures}full-width`;
const accuracy: {
  baseSeed: number;
  cases: Record<string, { torchFloat32: { max: number } }>;
} = JSON.parse(readFileSync(`${folder}/accuracy.json`, 'utf8'));
const baseSeed = BigInt(accuracy.baseSeed);

const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.npy'))
  .map((name) => {
    const [, kind, size] = /^(\w+)-(\d+)\.npy$/.exec(name)!;
    return { name, kind: kind as WeightKind, size: Number(size) };
  });
const kinds = [...new Set(cases.map(({ kind }) => kind))];

/** 256 px where it takes seconds; elsewhere the smallest, with the weights that lose most. */
const feasible: Record<string, (entry: (typeof cases)[number]) => boolean> = {
  cpu: () => true,
  mlx: ({ size, kind }) => size <= 64 && kind === 'heavy',
  reference: ({ size, kind }) => size <= 64 && kind === 'heavy',
  wasm: ({ size, kind }) => size <= 64 && kind === 'heavy',
};

/** A decoder of FLUX.2's full width, as if it lay in a file. */
function seededDecoder(kind: WeightKind): WeightsSource {
  const model = new AutoencoderKLFlux2(parseConfig({}), { decoderOnly: true });
  const tensors = new Map(
    [...model.parameterShapes()]
      .filter(([, { optional }]) => !optional)
      .map(([name, { shape }]) => {
        const { buffer } = seededTensor(name, shape, { kind, baseSeed });
        return [name, { shape, bytes: new Uint8Array(buffer) }];
      }),
  );
  const close = async () => {};
  return {
    kind: 'safetensors',
    path: `seeded ${kind} weights`,
    metadata: {},
    config: { value: {}, file: 'config.json' },
    quantised: new Map(),
    names: () => [...tensors.keys()],
    has: (name) => tensors.has(name),
    info: (name) => {
      const { shape, bytes } = tensors.get(name)!;
      return { dtype: 'F32', shape, bytes: bytes.length, file: 'seeded' };
    },
    read: async (name) => tensors.get(name)!.bytes,
    readQuantised: () => Promise.reject(new Error('nothing is quantised')),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const backends = await testBackends();

describe.each(kinds)('full width, %s weights', (kind) => {
  let weights: WeightsSource | null;
  beforeAll(() => {
    weights = seededDecoder(kind);
  });
  afterAll(() => {
    weights = null; // a quarter of a gigabyte
  });

  for (const { title, name: backendName, skipped, create } of backends) {
    const mine = cases.filter((entry) => entry.kind === kind && feasible[backendName]!(entry));
    if (mine.length === 0) continue;
    describe.skipIf(skipped !== null)(title, () => {
      let backend: Backend;
      beforeAll(async () => {
        backend = await create();
      });
      afterAll(() => backend.close());

      const float32 = mine.map((entry) => ({ ...entry, dtype: 'float32' as const }));
      const bfloat16 = mine.map((entry) => ({ ...entry, dtype: 'bfloat16' as const }));
      test.each(backendName === 'reference' ? float32 : [...float32, ...bfloat16])(
        '$size px in $dtype, as diffusers in float64',
        async ({ name, size, dtype }) => {
          const vae = await AutoencoderKLFlux2.load(weights!, { backend, dtype });
          const shape = [1, 128, size / 16, size / 16];
          const latents = { data: seededLatents(`latents-${size}`, shape, baseSeed), shape };
          const picture = await take(await vae.decode(latents, { layout: 'packed-nchw' }));
          const expected = await readFloatsNpy(`${folder}/${name}`);
          const { max, rms } = difference(picture.data, expected.data);
          const torch = accuracy.cases[`${kind}-${size}`]?.torchFloat32.max ?? 0;
          console.info(
            `${backendName}, full width, ${kind}, ${size} px, ${dtype}: max ${max.toExponential(2)}, rms ${rms.toExponential(2)}`,
          );
          // In float32 or PyTorch's own error where that is larger: heavy-tailed weights lose more.
          expect(max).toBeLessThanOrEqual(dtype === 'float32' ? Math.max(2e-5, torch) : 6e-2);
          expect(rms).toBeLessThanOrEqual(6e-3);
          vae.dispose();
        },
        400_000,
      );
    });
  }
});
