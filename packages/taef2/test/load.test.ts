import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Backend, createBackend } from '@x/tensor';
import { encodeSafetensors, openSafetensors, WeightsError } from '@x/weights';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFiles } from '../../../tools/testing/server.js';
import { Taef2, Taef2Error, type Taef2ErrorCode } from '../src/index.js';
import { folder, originalNames, seededFile } from './support/fixtures.js';

let backend: Backend;
beforeAll(async () => {
  backend = await createBackend('reference');
});
afterAll(() => backend.close());

const load = (...args: Parameters<typeof Taef2.load>) => Taef2.load(args[0], { backend, ...args[1] });
const [encoder, decoder] = [seededFile(originalNames('encoder')), seededFile(originalNames('decoder'))];

/** A digest of every parameter. */
async function valuesOf(model: Taef2): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  for (const [name, { value }] of model.namedParameters()) {
    values.set(
      name,
      createHash('sha256')
        .update(await value.bytes())
        .digest('hex'),
    );
  }
  model.dispose();
  return values;
}

async function refusal(source: Parameters<typeof Taef2.load>[0], code: Taef2ErrorCode): Promise<string> {
  const error = await load(source).then(
    () => expect.unreachable('it was accepted'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Taef2Error);
  expect((error as Taef2Error).code).toBe(code);
  const { message } = error as Taef2Error;
  expect(message).toMatch(/^\[load\] [^\n]+$/);
  return message;
}

test('both parts from one file, or from two of the original names in any order', async () => {
  const both = await valuesOf(await load(seededFile()));
  expect(both.size).toBe(new Taef2().parameterShapes().size);
  expect(await valuesOf(await load([encoder, decoder]))).toEqual(both);
  expect(await valuesOf(await load([decoder, encoder]))).toEqual(both);
});

test('from a Blob and from a server', async () => {
  const bytes = seededFile();
  const both = await valuesOf(await load(bytes));
  expect(await valuesOf(await load(new Blob([bytes as Uint8Array<ArrayBuffer>])))).toEqual(both);
  const { url } = await serveFiles({ 'taef2.safetensors': bytes });
  expect(await valuesOf(await load(new URL('taef2.safetensors', url)))).toEqual(both);
});

test('one part alone', async () => {
  const small = await load(decoder);
  expect(small.encoder).toBeNull();
  expect(small.decoder).not.toBeNull();
  const image = { data: new Float32Array(3 * 256), shape: [1, 3, 16, 16] };
  await expect(small.encode(image)).rejects.toThrow(
    '[encode] the model must have an encoder; got one without',
  );
  small.dispose();
  const other = await load(encoder);
  expect(other.decoder).toBeNull();
  const latents = { data: new Float32Array(128), shape: [1, 1, 1, 128] };
  await expect(other.decode(latents)).rejects.toThrow(
    '[decode] the model must have a decoder; got one without',
  );
  other.dispose();
});

test('weights that are open already stay open', async () => {
  const weights = await openSafetensors(decoder);
  (await load(weights)).dispose();
  expect((await weights.read('1.bias')).byteLength).toBe(256);
  await weights.close();
});

test('a part twice, a part that lacks something, and other models are refused', async () => {
  expect(await refusal([decoder, decoder], 'weights')).toContain('every parameter must be there once');
  const lacking = seededFile((name) => (name === 'decoder.layers.8.conv.2.bias' ? null : name));
  expect(await refusal(lacking, 'weights')).toContain('1 missing: decoder.layers.8.conv.2.bias');
  const more = seededFile((name) => (name === 'decoder.layers.0.bias' ? 'decoder.layers.0.bais' : name));
  expect(await refusal(more, 'weights')).toContain('1 unexpected: decoder.layers.0.bais');
  const other = encodeSafetensors({ x: { dtype: 'F32', shape: [1], data: Float32Array.of(1) } });
  expect(await refusal(other, 'weights')).toContain("must hold TAEF2's encoder or decoder");
  const strange = seededFile((name) =>
    name === 'decoder.layers.0.bias' ? 'decoder.layers.0.\u001b[2J\n' : name,
  );
  expect(await refusal(strange, 'weights')).toContain('\\u001b[2J\\u000a');
  expect(await refusal([], 'argument')).toContain('there must be a source');
  expect(backend.memory().tensors).toBe(0);
});

test('wrong options are refused', async () => {
  const wrong = { onProgress: 1 } as unknown as { onProgress: () => void };
  await expect(load(decoder, wrong)).rejects.toThrow('[load] onProgress must be a function; got number');
  await expect(load(decoder, { dtype: 'int32' })).rejects.toThrow(
    '[load] dtype must be a float type; got int32',
  );
  await expect(load(decoder, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
  expect(backend.memory().tensors).toBe(0);
});

test.each(['pickled.pth', 'pickled-old.pth'])('%s is refused with what to do', async (name) => {
  const path = `${folder}${name}`;
  expect(readFileSync(path).length).toBeGreaterThan(0);
  const error = await load(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(WeightsError);
  const { code, message } = error as WeightsError;
  expect(code).toBe('format');
  expect(message).toMatch(
    /^\[weights\] [^\n]+convert it with safetensors\.torch\.save_file in Python[^\n]*$/,
  );
});

test('progress counts the bytes of the file', async () => {
  const seen: number[] = [];
  const model = await load(decoder, {
    onProgress: ({ done, total, stage }) => {
      expect(stage).toBe('load');
      seen.push(done / total);
    },
  });
  expect(seen.at(-1)).toBe(1);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  model.dispose();
});
