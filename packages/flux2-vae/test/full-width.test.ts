import { readdirSync, readFileSync } from 'node:fs';
import { type Backend, itemSize } from '@x/tensor';
import type { WeightsSource } from '@x/weights';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { AutoencoderKLFlux2, parseConfig } from '../src/index.js';
import { difference, fixtures, readFloatsNpy, take } from './support/fixtures.js';
import { seededLatents, seededTensor, type WeightKind } from './support/seeded-weights.js';

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

/** What each backend does in a time that one waits for. */
const feasible: Record<string, (entry: (typeof cases)[number]) => boolean> = {
  cpu: () => true,
  mlx: ({ size }) => size <= 64,
  reference: ({ size, kind }) => size <= 64 && kind === 'heavy',
};

/** A decoder of FLUX.2's full width whose weights are made as they are read. */
function seededDecoder(kind: WeightKind): WeightsSource {
  const model = new AutoencoderKLFlux2(parseConfig({}), { decoderOnly: true });
  const shapes = new Map(
    [...model.parameterShapes()]
      .filter(([, { optional }]) => !optional)
      .map(([name, { shape }]) => [name, shape]),
  );
  const info = (name: string) => {
    const shape = shapes.get(name)!;
    const bytes = shape.reduce((product, side) => product * side, itemSize.float32);
    return { dtype: 'F32' as const, shape, bytes, file: 'seeded' };
  };
  const close = async () => {};
  return {
    kind: 'safetensors',
    path: `seeded ${kind} weights`,
    metadata: {},
    config: { value: {}, file: 'config.json' },
    quantised: new Map(),
    names: () => [...shapes.keys()],
    has: (name) => shapes.has(name),
    info,
    read: async (name) => new Uint8Array(seededTensor(name, shapes.get(name)!, { kind, baseSeed }).buffer),
    readQuantised: () => Promise.reject(new Error('nothing is quantised')),
    close,
    [Symbol.asyncDispose]: close,
  };
}

for (const { title, name: backendName, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await create();
    });
    afterAll(() => backend.close());

    test.each(cases.filter(feasible[backendName]!))(
      'full width, $kind weights, $size px, as diffusers in float64',
      async ({ name, kind, size }) => {
        const vae = await AutoencoderKLFlux2.load(seededDecoder(kind), { backend });
        const shape = [1, 128, size / 16, size / 16];
        const latents = { data: seededLatents(`latents-${size}`, shape, baseSeed), shape };
        const picture = await take(await vae.decode(latents, { layout: 'packed-nchw' }));
        const expected = await readFloatsNpy(`${folder}/${name}`);
        const { max, rms } = difference(picture.data, expected.data);
        const torch = accuracy.cases[`${kind}-${size}`]?.torchFloat32.max ?? 0;
        console.info(
          `${backendName}, full width, ${kind}, ${size} px: max ${max.toExponential(2)}, rms ${rms.toExponential(2)}`,
        );
        // Or PyTorch's own error where that is larger: heavy-tailed weights lose more.
        expect(max).toBeLessThanOrEqual(Math.max(2e-5, torch));
        vae.dispose();
      },
      400_000,
    );
  });
}
