/** The blocks against diffusers 0.42.1 (tools/fixtures/flux2_blocks.py), on every backend. */
import { readFileSync } from 'node:fs';
import { type Module, type ParameterSource, rotaryTables } from '@x/nn';
import { type Backend, concat, fromBytes, type Tensor, tidy } from '@x/tensor';
import { openSafetensors, type WeightsSource } from '@x/weights';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { Flux2Modulation, Flux2SingleTransformerBlock, Flux2TransformerBlock } from '../src/index.js';

const folder = new URL('../../../test-fixtures/flux2-blocks/', import.meta.url).pathname;
const config = JSON.parse(readFileSync(`${folder}config.json`, 'utf8'));
/** float32 sums of 32 to 128 terms through two blocks; PyTorch's own float32 misses by up to 1.5e-6. */
const tolerance = 1e-5;

function parametersOf(file: WeightsSource, prefix: string): ParameterSource {
  const names = file.names().filter((name) => name.startsWith(`${prefix}.`));
  return {
    keys: () => names.map((name) => name.slice(prefix.length + 1)),
    get: (name) => {
      if (!names.includes(`${prefix}.${name}`)) return undefined;
      const { shape } = file.info(`${prefix}.${name}`);
      return { dtype: 'float32', shape, read: () => file.read(`${prefix}.${name}`) };
    },
  };
}

for (const { title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    let file: WeightsSource;
    const { dim } = config;
    const modules = {
      double: new Flux2TransformerBlock(config),
      single: new Flux2SingleTransformerBlock(config),
      modulation_img: new Flux2Modulation({ dim, sets: 2 }),
      modulation_txt: new Flux2Modulation({ dim, sets: 2 }),
      modulation_single: new Flux2Modulation({ dim, sets: 1 }),
    };
    let ids: number[][];

    beforeAll(async () => {
      backend = await create();
      file = await openSafetensors(`${folder}blocks.safetensors`);
      for (const [name, module] of Object.entries<Module>(modules)) {
        await module.loadParameters(parametersOf(file, name), { backend });
      }
      const flat = new Int32Array((await file.read('ids')).slice().buffer);
      ids = Array.from({ length: flat.length / 4 }, (_, i) => [...flat.subarray(4 * i, 4 * i + 4)]);
    });
    afterAll(async () => {
      for (const module of Object.values<Module>(modules)) module.dispose();
      expect(backend.memory().tensors).toBe(0);
      await file.close();
      await backend.close();
    });

    const stored = async (name: string): Promise<Tensor> =>
      fromBytes(await file.read(name), { shape: file.info(name).shape, dtype: 'float32', backend });

    test.each(['one', 'two', 'shared'])('%s', async (name) => {
      const rotary = rotaryTables(ids, { axesDim: config.axesDim, theta: config.theta, backend });
      const [temb, image, text] = [
        await stored(`${name}.temb`),
        await stored(`${name}.image`),
        await stored(`${name}.text`),
      ];
      const results = tidy((): Record<string, Tensor> => {
        const imageModulation = modules.modulation_img.forward(temb);
        const textModulation = modules.modulation_txt.forward(temb);
        const modulation = modules.modulation_single.forward(temb);
        const double = modules.double.forward(image, text, { imageModulation, textModulation, rotary });
        const single = modules.single.forward(concat([double.text, double.image], 1), { modulation, rotary });
        return {
          mod_img: imageModulation,
          mod_single: modulation,
          double_image: double.image,
          double_text: double.text,
          single,
        };
      });
      for (const [key, result] of Object.entries(results)) {
        const expected = await stored(`${name}.${key}`);
        expect(result.shape, key).toEqual(expected.shape);
        const [got, wanted] = [await result.data(), await expected.data()];
        const worst = wanted.reduce(
          (most, value, i) => Math.max(most as number, Math.abs(Number(value) - Number(got[i]))),
          0,
        );
        expect(worst, key).toBeLessThanOrEqual(tolerance);
        result.dispose();
        expected.dispose();
      }
      for (const x of [temb, image, text, rotary.cos, rotary.sin]) x.dispose();
    });
  });
}
