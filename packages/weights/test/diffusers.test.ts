import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeSafetensors, openDiffusers, openWeights, type WeightsNote } from '@x/weights';
import { describe, expect, test } from 'vitest';
import { expectRefusal, floats, put, temporaryFolder } from './support.js';

const single = 'diffusion_pytorch_model.safetensors';
const indexName = `${single}.index.json`;

const checkpoint = (values: Record<string, number>, metadata = { format: 'pt' }): Uint8Array =>
  encodeSafetensors(
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        { dtype: 'F32', shape: [1], data: floats(value) } as const,
      ]),
    ),
    { metadata },
  );

async function firstValue(path: string, name: string, options = {}): Promise<number> {
  await using source = await openWeights(path, options);
  return new Float32Array((await source.read(name)).buffer)[0] as number;
}

/** Two shards, `a` and `b` in the first. */
function sharded(
  folder: string,
  weightMap: unknown = { a: 'one.safetensors', b: 'one.safetensors', c: 'two.safetensors' },
): string {
  put(folder, 'one.safetensors', checkpoint({ a: 1, b: 2 }));
  put(folder, 'two.safetensors', checkpoint({ c: 3 }));
  put(folder, indexName, JSON.stringify({ metadata: { total_size: 12 }, weight_map: weightMap }));
  put(folder, 'config.json', '{"a": 1}');
  return folder;
}

describe('a folder', () => {
  test('with one file', async () => {
    const folder = temporaryFolder();
    put(folder, single, checkpoint({ a: 1 }));
    put(folder, 'config.json', '{"_class_name": "A", "__proto__": [1, null, true, -2.5e3]}');
    await using source = await openWeights(folder);
    expect(source.kind).toBe('diffusers');
    expect(source.config?.file).toBe(join(folder, 'config.json'));
    const config = source.config?.value as Record<string, unknown>;
    expect(Object.keys(config)).toEqual(['_class_name', '__proto__']);
    expect(config[['__proto__'].join()]).toEqual([1, null, true, -2500]);
    expect({ ...source.metadata }).toEqual({ format: 'pt' });
    expect(await firstValue(folder, 'a')).toBe(1);
  });

  test('without config.json notes it', async () => {
    const folder = temporaryFolder();
    put(folder, single, checkpoint({ a: 1 }));
    const notes: WeightsNote[] = [];
    await using source = await openWeights(folder, { onNote: (note) => notes.push(note) });
    expect(source.config).toBeUndefined();
    expect(notes.map(({ code }) => code)).toEqual(['no-config']);
  });

  test('in shards, by the folder or the index', async () => {
    const folder = sharded(temporaryFolder());
    for (const path of [folder, join(folder, indexName)]) {
      await using source = await openWeights(path);
      expect([...source.names()].sort()).toEqual(['a', 'b', 'c']);
      expect(source.info('c').file).toBe(join(folder, 'two.safetensors'));
      expect(source.config?.value).toEqual({ a: 1 });
      expect(await firstValue(path, 'c')).toBe(3);
    }
    put(folder, single, checkpoint({ a: 9 }));
    expect(await firstValue(folder, 'a')).toBe(1); // as in diffusers, the index comes first
  });

  test('in variants', async () => {
    const folder = temporaryFolder();
    put(folder, 'diffusion_pytorch_model.fp16.safetensors', checkpoint({ a: 16 }));
    await expectRefusal(openWeights(folder), 'not-found', single, '"fp16"');
    await expectRefusal(openWeights(folder, { variant: 'bf16' }), 'not-found', 'bf16.safetensors', '"fp16"');
    expect(await firstValue(folder, 'a', { variant: 'fp16' })).toBe(16);
    put(folder, single, checkpoint({ a: 32 }));
    expect(await firstValue(folder, 'a')).toBe(32);
    expect(await firstValue(folder, 'a', { variant: 'fp16' })).toBe(16);
    await expectRefusal(openWeights(folder, { variant: '../x' }), 'argument', 'a word');
  });

  test.each([
    'diffusion_pytorch_model.safetensors.index.fp16.json',
    'diffusion_pytorch_model.fp16.safetensors.index.json',
  ])('in shards of a variant, %s', async (index) => {
    const folder = temporaryFolder();
    put(folder, 'diffusion_pytorch_model.fp16-00001-of-00001.safetensors', checkpoint({ a: 16 }));
    put(folder, index, '{"weight_map":{"a":"diffusion_pytorch_model.fp16-00001-of-00001.safetensors"}}');
    expect(await firstValue(folder, 'a', { variant: 'fp16' })).toBe(16);
  });

  test('of a pipeline', async () => {
    const folder = temporaryFolder();
    put(folder, 'model_index.json', 'not even JSON: it is not read');
    put(folder, `vae/${single}`, checkpoint({ a: 1 }));
    put(folder, 'vae/config.json', '{}');
    put(folder, `other/${single}`, checkpoint({ a: 2 }));
    const notes: WeightsNote[] = [];
    await using source = await openWeights(folder, { onNote: (note) => notes.push(note) });
    expect(source.path).toBe(join(folder, 'vae'));
    expect(notes.map(({ code }) => code)).toEqual(['subfolder']);
    expect(await firstValue(folder, 'a')).toBe(1);
    expect(await firstValue(folder, 'a', { subfolder: 'other' })).toBe(2);
    await expectRefusal(openWeights(folder, { subfolder: 'none' }), 'not-found', '"none"');
    for (const subfolder of ['..', '/etc', 'vae/../..', 'a\0b', 'C:\\x']) {
      await expectRefusal(openWeights(folder, { subfolder }), 'path');
    }
  });

  test('that holds nothing to load says what it holds', async () => {
    const folder = temporaryFolder();
    await expectRefusal(openWeights(folder), 'not-found', 'an empty folder', folder);
    put(folder, 'readme.txt', '');
    await expectRefusal(openWeights(folder), 'not-found', 'readme.txt');
    put(folder, 'diffusion_pytorch_model.bin', '');
    await expectRefusal(openWeights(folder), 'format', 'pickled', 'diffusion_pytorch_model.bin');
    await expectRefusal(openDiffusers(put(folder, 'file', '')), 'not-a-file', 'must be a folder');
  });
});

describe('a config', () => {
  test('nesting of 64 is taken, 65 is not', async () => {
    const folder = temporaryFolder();
    put(folder, single, checkpoint({ a: 1 }));
    put(folder, 'config.json', '['.repeat(64) + ']'.repeat(64));
    await (await openWeights(folder)).close();
    put(folder, 'config.json', '['.repeat(65) + ']'.repeat(65));
    await expectRefusal(openWeights(folder), 'json', 'at most 64');
  });
});

describe('an index', () => {
  test('prototype names are tensors like others', async () => {
    const folder = temporaryFolder();
    put(
      folder,
      'one.safetensors',
      encodeSafetensors([['__proto__', { dtype: 'F32', shape: [1], data: floats(5) }]]),
    );
    put(folder, indexName, '{"weight_map":{"__proto__":"one.safetensors"}}');
    expect(await firstValue(folder, '__proto__')).toBe(5);
    writeFileSync(join(folder, indexName), '{"weight_map":{"constructor":"one.safetensors"}}');
    await expectRefusal(openWeights(folder), 'index', 'no "constructor"');
  });
});

describe('links', () => {
  /** The layout of the Hugging Face cache. */
  function cache(): { root: string; snapshot: string } {
    const root = join(temporaryFolder(), 'models--org--name');
    const snapshot = join(root, 'snapshots', 'abc123');
    put(root, 'blobs/aaaa', checkpoint({ a: 1 }));
    put(root, 'blobs/bbbb', '{"x":1}');
    mkdirSync(join(snapshot, 'vae'), { recursive: true });
    symlinkSync('../../../blobs/aaaa', join(snapshot, 'vae', single));
    symlinkSync('../../../blobs/bbbb', join(snapshot, 'vae', 'config.json'));
    symlinkSync('../../blobs/aaaa', join(snapshot, single));
    symlinkSync('../../blobs/bbbb', join(snapshot, 'config.json'));
    return { root, snapshot };
  }

  test('into the blobs of a Hugging Face cache are followed', async () => {
    const { root, snapshot } = cache();
    for (const path of [snapshot, join(snapshot, 'vae'), join(snapshot, 'vae', single)]) {
      expect(await firstValue(path, 'a')).toBe(1);
    }
    rmSync(join(snapshot, single));
    rmSync(join(snapshot, 'config.json'));
    await using source = await openWeights(snapshot);
    expect(source.config?.value).toEqual({ x: 1 });
    const alias = join(root, 'alias');
    symlinkSync(snapshot, alias);
    expect(await firstValue(alias, 'a')).toBe(1);
  });

  test('of a download that is not complete are named', async () => {
    const { root, snapshot } = cache();
    rmSync(join(root, 'blobs', 'aaaa'));
    await expectRefusal(openWeights(snapshot), 'not-found', single, 'leads nowhere');
  });

  test('out of the folder are refused', async () => {
    const outside = put(temporaryFolder(), 'secret.safetensors', checkpoint({ a: 1 }));
    const folder = temporaryFolder();
    symlinkSync(outside, join(folder, single));
    await expectRefusal(openWeights(folder), 'path', join(folder, single), outside);
    rmSync(join(folder, single));
    put(folder, single, checkpoint({ a: 1 }));
    symlinkSync(outside, join(folder, 'config.json'));
    await expectRefusal(openWeights(folder), 'path', 'config.json');
  });

  test('out of the cache, or into its other folders, are refused', async () => {
    const { root, snapshot } = cache();
    const outside = put(temporaryFolder(), 'x', checkpoint({ a: 1 }));
    const target = join(snapshot, single);
    for (const to of [
      outside,
      put(root, 'refs/x', checkpoint({ a: 1 })),
      put(root, 'blobs/deep/x', checkpoint({ a: 1 })),
    ]) {
      rmSync(target);
      symlinkSync(to, target);
      await expectRefusal(openWeights(snapshot), 'path', single);
    }
    rmSync(join(root, 'blobs', 'aaaa'));
    symlinkSync(outside, join(root, 'blobs', 'aaaa'));
    rmSync(target);
    symlinkSync('../../blobs/aaaa', target);
    await expectRefusal(openWeights(snapshot), 'path', outside);
  });

  test('that are the cache’s blobs themselves are refused', async () => {
    const { root, snapshot } = cache();
    const elsewhere = temporaryFolder();
    put(elsewhere, 'aaaa', checkpoint({ a: 1 }));
    rmSync(join(root, 'blobs'), { recursive: true });
    symlinkSync(elsewhere, join(root, 'blobs'));
    await expectRefusal(openWeights(snapshot), 'path', single);
  });

  test('inside the folder are followed, of a shard and of a component’s folder', async () => {
    const folder = temporaryFolder();
    put(folder, 'real.safetensors', checkpoint({ a: 1 }));
    symlinkSync('real.safetensors', join(folder, single));
    expect(await firstValue(folder, 'a')).toBe(1);
    const pipeline = temporaryFolder();
    symlinkSync(folder, join(pipeline, 'vae'));
    await expectRefusal(openWeights(pipeline), 'path', 'vae');
  });
});
