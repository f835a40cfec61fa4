/** A model's folder that lies on no disk: files by name, or below a URL. */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  encodeSafetensors,
  type FilesByName,
  isWeightsInput,
  openDiffusers,
  openWeights,
  urlSource,
  type WeightsNote,
  type WeightsSource,
} from '@x/weights';
import { describe, expect, test } from 'vitest';
import { serveFiles } from '../../../tools/testing/server.js';
import { expectRefusal } from './support.js';

const single = 'diffusion_pytorch_model.safetensors';
const indexName = `${single}.index.json`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const checkpoint = (values: Record<string, number>): Uint8Array =>
  encodeSafetensors(
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        { dtype: 'F32', shape: [1], data: Float32Array.of(value) } as const,
      ]),
    ),
  );
const weightMap = (map: Record<string, string>): Uint8Array => bytes(JSON.stringify({ weight_map: map }));

const sharded = {
  'one.safetensors': checkpoint({ a: 1, b: 2 }),
  'two.safetensors': checkpoint({ c: 3 }),
  [indexName]: weightMap({ a: 'one.safetensors', b: 'one.safetensors', c: 'two.safetensors' }),
  'config.json': bytes('{"a": 1}'),
};

async function valuesOf(source: WeightsSource): Promise<Record<string, number>> {
  const values: Record<string, number> = {};
  for (const name of [...source.names()].sort()) {
    values[name] = new Float32Array((await source.read(name)).buffer)[0] as number;
  }
  return values;
}

/** The same files in each form; `folder` opens them. */
const forms: Readonly<Record<string, (files: Record<string, Uint8Array>) => Promise<FilesByName | URL>>> = {
  'bytes by name': async (files) => files,
  'blobs in a map': async (files) =>
    new Map(Object.entries(files).map(([name, file]) => [name, new Blob([file as Uint8Array<ArrayBuffer>])])),
  'URLs by name': async (files) => {
    const { url } = await serveFiles(files);
    return Object.fromEntries(Object.keys(files).map((name) => [name, new URL(name, url)]));
  },
  'below a URL': async (files) => (await serveFiles(files)).url,
};

describe.each(Object.entries(forms))('%s', (form, make) => {
  const below = form === 'below a URL';

  test('one file, with its config', async () => {
    const files = { [single]: checkpoint({ a: 1 }), 'config.json': bytes('{"x": [1]}') };
    await using source = await openWeights(await make(files));
    expect(source.kind).toBe('diffusers');
    expect(source.config?.value).toEqual({ x: [1] });
    expect(source.config?.file).toMatch(/config\.json$/);
    expect(await valuesOf(source)).toEqual({ a: 1 });
  });

  test('shards', async () => {
    await using source = await openWeights(await make({ ...sharded, [single]: checkpoint({ a: 9 }) }));
    expect(await valuesOf(source)).toEqual({ a: 1, b: 2, c: 3 });
    expect(source.info('c').file).toMatch(/two\.safetensors$/);
  });

  test('a variant, a subfolder, and no config', async () => {
    const files = { 'vae/diffusion_pytorch_model.fp16.safetensors': checkpoint({ a: 16 }) };
    const notes: WeightsNote[] = [];
    const options = { variant: 'fp16', onNote: (note: WeightsNote) => notes.push(note) };
    await using source = await openWeights(await make(files), { ...options, subfolder: 'vae' });
    expect(await valuesOf(source)).toEqual({ a: 16 });
    expect(notes.map(({ code }) => code)).toEqual(['no-config']);
    if (below) return;
    await using found = await openWeights(await make(files), options);
    expect(await valuesOf(found)).toEqual({ a: 16 });
    expect(notes.map(({ code }) => code)).toEqual(['no-config', 'subfolder', 'no-config']);
    await expectRefusal(openWeights(await make(files)), 'not-found', '"fp16"');
  });

  test('what is missing is told', async () => {
    await expectRefusal(openWeights(await make({ 'readme.txt': bytes('') })), 'not-found', single);
    const { 'two.safetensors': _, ...rest } = sharded;
    await expectRefusal(openWeights(await make(rest)), 'not-found', 'two.safetensors', indexName);
  });

  test.each([
    '../one.safetensors',
    '/one.safetensors',
    'C:one.safetensors',
    'a\\one.safetensors',
    './one.safetensors',
  ])('an index that leads outside: %s', async (name) => {
    const files = { ...sharded, [indexName]: weightMap({ a: name }) };
    await expectRefusal(openWeights(await make(files)), 'path', indexName);
  });

  test('an index of too many files', async () => {
    const many = Object.fromEntries(Array.from({ length: 1025 }, (_, i) => [`t${i}`, `${i}.safetensors`]));
    const files = { ...sharded, [indexName]: weightMap(many) };
    await expectRefusal(openWeights(await make(files)), 'index', 'at most 1024 files; got 1025');
  });

  test('an index and a shard that disagree', async () => {
    const files = { ...sharded, 'one.safetensors': checkpoint({ a: 1, d: 4 }) };
    await expectRefusal(openWeights(await make(files)), 'index', 'one.safetensors', 'no "b"', 'also "d"');
  });

  test('a config that is too large', async () => {
    const files = { [single]: checkpoint({ a: 1 }), 'config.json': new Uint8Array((16 << 20) + 1) };
    await expectRefusal(openWeights(await make(files)), 'too-large', 'config.json');
  });
});

test('an index by its URL', async () => {
  const { url } = await serveFiles(sharded);
  await using source = await openWeights(new URL(indexName, url));
  expect(await valuesOf(source)).toEqual({ a: 1, b: 2, c: 3 });
  expect(source.config?.value).toEqual({ a: 1 });
});

test('names from an index are names, whatever a URL makes of such text', async () => {
  const name = 'a%2e%2e?#b.safetensors';
  const { url } = await serveFiles({ [name]: checkpoint({ a: 1 }), [indexName]: weightMap({ a: name }) });
  await using source = await openWeights(url);
  expect(await valuesOf(source)).toEqual({ a: 1 });
  const up = {
    'in/two.safetensors': checkpoint({ a: 1 }),
    [`in/${indexName}`]: weightMap({ a: '%2e%2e/x.safetensors' }),
  };
  const { url: other, asked } = await serveFiles({ ...up, 'x.safetensors': checkpoint({ a: 1 }) });
  await expectRefusal(openWeights(new URL('in/', other)), 'not-found', '%2e%2e/x.safetensors');
  expect(asked.filter((request) => !request.startsWith('in/'))).toEqual([]);
});

describe('files by name are checked', () => {
  test.each(['../config.json', '/config.json', 'a//b', '', 'a\\b', 'a\0'])('the name %j', async (name) => {
    await expectRefusal(openWeights({ [name]: bytes('{}') }), 'path');
  });

  test('what is no file', async () => {
    const text = { [single]: 'path/to/it' } as unknown as FilesByName;
    await expectRefusal(openWeights(text), 'argument', single, 'path/to/it');
    await expectRefusal(openDiffusers({}), 'not-found', 'an empty folder');
    const file = { a: checkpoint({}) };
    await expectRefusal(openWeights(file, { format: 'ollama' }), 'argument', 'a path');
    await expectRefusal(openWeights(file, { format: 'safetensors' }), 'argument', 'files by name');
    await expectRefusal(openWeights(checkpoint({}), { format: 'diffusers' }), 'argument', 'bytes');
    for (const none of [[], {}]) await expectRefusal(openWeights(none as never), 'argument');
  });

  test('names of an object’s own alone', async () => {
    const inherited = Object.create({ [single]: checkpoint({ a: 1 }) }) as FilesByName;
    await expectRefusal(openDiffusers(inherited), 'not-found');
  });
});

test('a source among the files stays open', async () => {
  const many = Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`t${i}`, i]));
  const { url } = await serveFiles({ a: checkpoint(many) });
  const given = await urlSource(new URL('a', url));
  for (let time = 0; time < 2; time++) {
    await using source = await openWeights({ [single]: given });
    expect(new Float32Array((await source.read('t8999')).buffer)).toEqual(Float32Array.of(8999));
  }
});

test('what openWeights takes is told by its kind', () => {
  const file = checkpoint({});
  const taken = ['a', file, new Blob([]), new URL('https://example.com'), new Map(), { a: file }];
  expect(taken.map(isWeightsInput)).toEqual(taken.map(() => true));
  const other = [null, undefined, 5, {}, [], [file], { a: 'text' }, { a: file, b: 1 }, () => {}, new Date()];
  expect(other.map(isWeightsInput)).toEqual(other.map(() => false));
});

test('the sample: by its files, its URL and its file URL, byte for byte the folder', async () => {
  const path = fileURLToPath(new URL('../../../test-fixtures/sample-model/', import.meta.url));
  const names = ['config.json', single];
  const files = Object.fromEntries(
    names.map((name) => [name, new Uint8Array(readFileSync(`${path}${name}`))]),
  );
  await using folder = await openWeights(path);
  for (const input of [files, (await serveFiles(files)).url, pathToFileURL(path)]) {
    await using source = await openWeights(input);
    expect(source.names()).toEqual(folder.names());
    expect(source.config?.value).toEqual(folder.config?.value);
    for (const name of folder.names()) {
      expect(Buffer.compare(await source.read(name), await folder.read(name))).toBe(0);
    }
  }
});
