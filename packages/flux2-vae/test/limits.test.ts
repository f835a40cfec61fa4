/** What asks for more than there is, refused by arithmetic before memory is taken. */
import { type Backend, createBackend } from '@x/tensor';
import { openSafetensors } from '@x/weights';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AutoencoderKLFlux2, openCheckpoint } from '../src/index.js';
import { fixtures } from './support/fixtures.js';

const tiny = `${fixtures}vae/tiny`;
const allowed = 256 * 2 ** 20;

let backend: Backend;
beforeAll(async () => {
  backend = await createBackend('reference');
});
afterAll(() => backend.close());

/** The error's code; memory must not have grown by more than is allowed beside `own` bytes of the test's. */
async function codeOf(work: () => Promise<unknown>, own = 0): Promise<unknown> {
  const before = process.memoryUsage.rss();
  const code = await work().then(
    () => 'accepted',
    (error: { code?: unknown }) => error.code,
  );
  expect(process.memoryUsage.rss() - before).toBeLessThan(allowed + own);
  return code;
}

test.each([
  ['widths', { block_out_channels: Array(8).fill(65536) }, 'memory'],
  ['layers', { layers_per_block: 64, block_out_channels: Array(8).fill(65536) }, 'memory'],
  ['latent channels', { latent_channels: 4096, patch_size: [16, 16] }, 'weights'],
])('a config of terabytes by its %s', async (_, config, code) => {
  expect(await codeOf(() => AutoencoderKLFlux2.load(tiny, { config, backend }))).toBe(code);
});

test('200,000 tensors are refused by the model', async () => {
  const names = Array.from({ length: 200_000 }, (_, i) => `t${i}`);
  const entries = names.map(
    (name, i) => `"${name}":{"dtype":"U8","shape":[1],"data_offsets":[${i},${i + 1}]}`,
  );
  const header = Buffer.from(`{${entries.join(',')}}`);
  const file = new Uint8Array(8 + header.length + names.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  const source = await openSafetensors(file);
  expect(source.names().length).toBe(200_000);
  const config = `${tiny}/config.json`;
  expect(await codeOf(() => openCheckpoint(source, { config }))).toBe('weights');
});
