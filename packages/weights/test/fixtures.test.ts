import { fileURLToPath } from 'node:url';
import { type OpenWeightsOptions, openOllama, openWeights } from '@x/weights';
import { expect, test } from 'vitest';

const fixtures = fileURLToPath(new URL('../../../test-fixtures/', import.meta.url));

async function contents(path: string, options: OpenWeightsOptions = {}): Promise<Map<string, string>> {
  await using source = await openWeights(path, options);
  const entries = source.names().map(async (name): Promise<[string, string]> => {
    const { dtype, shape } = source.info(name);
    return [name, `${dtype} [${shape}] ${Buffer.from(await source.read(name)).toString('base64')}`];
  });
  return new Map((await Promise.all(entries)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

test('one checkpoint, saved by diffusers and kept in four ways, is the same from each', async () => {
  const modelsDir = `${fixtures}sources/ollama-models`;
  const folder = await contents(`${fixtures}vae/tiny`);
  expect(folder.size).toBeGreaterThan(100);
  expect(await contents(`${fixtures}vae/tiny/diffusion_pytorch_model.safetensors`)).toEqual(folder);
  expect(await contents(`${fixtures}sources/pipeline`)).toEqual(folder);
  expect(await contents('ollama:flux2-tiny', { modelsDir })).toEqual(folder);
  expect(await contents('ollama:example.com/someone/flux2-tiny:v1', { modelsDir })).toEqual(folder);
  const manifest = `${modelsDir}/manifests/registry.ollama.ai/library/flux2-tiny/latest`;
  expect(await contents(manifest)).toEqual(folder);
});

test('a quantised component of the same model comes back packed', async () => {
  const modelsDir = `${fixtures}sources/ollama-models`;
  await using source = await openOllama('flux2-tiny', { modelsDir, subfolder: '' });
  expect([...source.quantised.keys()]).toEqual(['transformer/layers.0.weight']);
  const group = source.quantised.get('transformer/layers.0.weight');
  expect(group).toMatchObject({ quantType: 'int4', groupSize: 32, data: { dtype: 'U32' } });
});

test.each(['bf16', 'fp16'])('the variant %s', async (variant) => {
  const path = `${fixtures}sources/${variant}`;
  await expect(openWeights(path)).rejects.toMatchObject({ code: 'not-found' });
  await using source = await openWeights(path, { variant });
  expect(source.info('decoder.conv_in.weight').dtype).toBe(variant.toUpperCase().replace('FP', 'F'));
});
