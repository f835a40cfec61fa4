import { fileURLToPath } from 'node:url';
import { openWeights } from '@x/weights';
import { expect, test } from 'vitest';

const sample = fileURLToPath(new URL('../../../test-fixtures/sample-model/', import.meta.url));

test('the sample opens as a folder and as a file, and both give the same bytes', async () => {
  const folder = await openWeights(sample);
  const file = await openWeights(`${sample}diffusion_pytorch_model.safetensors`);
  expect(folder.kind).toBe('diffusers');
  expect(file.kind).toBe('safetensors');
  expect(folder.config?.value).toMatchObject({ _class_name: 'AutoencoderKLFlux2', latent_channels: 32 });
  expect(file.config).toBeUndefined();
  expect(folder.names()).toEqual(file.names());
  expect(folder.info('bn.running_mean')).toMatchObject({ shape: [128], bytes: 256, dtype: 'F16' });
  for (const name of folder.names()) {
    const bytes = await folder.read(name);
    expect(bytes.byteLength).toBe(folder.info(name).bytes);
    expect(Buffer.compare(bytes, await file.read(name))).toBe(0);
  }
  await folder.close();
  await file.close();
});
