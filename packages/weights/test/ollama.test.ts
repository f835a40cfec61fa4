import { renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeSafetensors, openOllama, openWeights, parseOllamaName, type TensorsToWrite } from '@x/weights';
import { describe, expect, test, vi } from 'vitest';
import { expectRefusal, floats, put, sha256, temporaryFolder } from './support.js';

const tensorType = 'application/vnd.ollama.image.tensor';
const jsonType = 'application/vnd.ollama.image.json';
const modelPath = 'manifests/registry.ollama.ai/library/flux/latest';

interface Layer {
  mediaType: string;
  name?: string;
  content: string | Uint8Array;
}

const blobName = (content: string | Uint8Array): string => `blobs/sha256-${sha256(content)}`;
const f32 = (...values: number[]) =>
  ({ dtype: 'F32', shape: [values.length], data: floats(...values) }) as const;
const tensorLayer = (name: string, tensors: TensorsToWrite, metadata = {}): Layer => ({
  mediaType: tensorType,
  name,
  content: encodeSafetensors(tensors, { metadata }),
});
const config: Layer = { mediaType: jsonType, name: 'vae/config.json', content: '{"latent_channels":32}' };
const other: readonly Layer[] = [
  { mediaType: jsonType, name: 'model_index.json', content: '{}' },
  tensorLayer('transformer/x', { x: f32(9) }),
  { mediaType: 'application/vnd.ollama.image.license', content: 'MIT' },
];

function manifestOf(layers: readonly Layer[]): {
  schemaVersion: number;
  mediaType: string;
  config: unknown;
  layers: Record<string, unknown>[];
} {
  const entry = ({ mediaType, name, content }: Layer): Record<string, unknown> => ({
    mediaType,
    digest: `sha256:${sha256(content)}`,
    size: content.length,
    ...(name === undefined ? {} : { name }),
  });
  return {
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    config: entry({ mediaType: 'application/vnd.docker.container.image.v1+json', content: '{}' }),
    layers: layers.map(entry),
  };
}

/** A models folder with this model; returns its path. */
function models(layers: readonly Layer[], manifest: unknown = manifestOf(layers), path = modelPath): string {
  const folder = temporaryFolder();
  for (const { content } of layers) put(folder, blobName(content), content);
  put(folder, path, typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  return folder;
}

async function readAll(
  modelsDir: string,
  reference = 'ollama:flux',
  options = {},
): Promise<Record<string, number[]>> {
  await using source = await openWeights(reference, { modelsDir, ...options });
  const entries = source
    .names()
    .map(async (name) => [name, [...new Float32Array((await source.read(name)).buffer)]]);
  return Object.fromEntries(await Promise.all(entries));
}

describe('names', () => {
  const registry = { host: 'registry.ollama.ai', namespace: 'library', tag: 'latest' };
  test.each([
    ['flux', { ...registry, name: 'flux' }],
    ['ollama:flux', { ...registry, name: 'flux' }],
    ['flux2-klein:4b', { ...registry, name: 'flux2-klein', tag: '4b' }],
    ['ollama:flux2-klein:4b', { ...registry, name: 'flux2-klein', tag: '4b' }],
    ['me/flux', { ...registry, namespace: 'me', name: 'flux' }],
    ['me/flux:v1.2_x', { ...registry, namespace: 'me', name: 'flux', tag: 'v1.2_x' }],
    ['hf.co/me/flux', { ...registry, host: 'hf.co', namespace: 'me', name: 'flux' }],
    [
      'ollama:localhost:5000/me/flux:q8',
      { host: 'localhost:5000', namespace: 'me', name: 'flux', tag: 'q8' },
    ],
  ])('%s', (reference, expected) => {
    expect(parseOllamaName(reference)).toEqual(expected);
  });
});

describe('a model', () => {
  const layers = [
    config,
    ...other,
    tensorLayer('vae/bare', { bare: f32(1) }),
    tensorLayer('vae/prefixed', { 'vae/prefixed': f32(2) }),
    tensorLayer('vae/legacy', { data: f32(3) }),
    tensorLayer('vae/decoder.up', { 'decoder.up.a': f32(4), 'vae/decoder.up.b': f32(5, 6) }),
  ];
  const expected = { bare: [1], prefixed: [2], legacy: [3], 'decoder.up.a': [4], 'decoder.up.b': [5, 6] };

  test('is opened by name, by $OLLAMA_MODELS, in ~/.ollama and by its manifest', async () => {
    const folder = models(layers);
    expect(await readAll(folder)).toEqual(expected);
    expect(await readAll(folder, 'flux', { format: 'ollama' })).toEqual(expected);
    await using byPath = await openWeights(join(folder, modelPath));
    expect(byPath.kind).toBe('ollama');
    expect(byPath.names()).toHaveLength(5);
    expect(byPath.config?.value).toEqual({ latent_channels: 32 });
    try {
      vi.stubEnv('OLLAMA_MODELS', folder);
      expect((await openOllama('flux')).names()).toHaveLength(5);
      vi.stubEnv('OLLAMA_MODELS', '');
      vi.stubEnv('HOME', temporaryFolder());
      await expectRefusal(openOllama('flux'), 'not-found', '.ollama');
      symlinkSync(folder, put(process.env.HOME as string, '.ollama/x', '').replace(/x$/, 'models'));
      expect((await openOllama('flux')).names()).toHaveLength(5);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('is opened by every form of name', async () => {
    for (const [reference, path] of [
      ['ollama:flux:4b', 'manifests/registry.ollama.ai/library/flux/4b'],
      ['ollama:me/flux:4b', 'manifests/registry.ollama.ai/me/flux/4b'],
      ['ollama:localhost:5000/me/flux:4b', 'manifests/localhost:5000/me/flux/4b'],
    ] as const) {
      expect(await readAll(models(layers, undefined, path), reference)).toEqual(expected);
    }
  });

  test('in a blob named with a colon', async () => {
    const folder = models([config, tensorLayer('vae/a', { a: f32(1) })]);
    const name = sha256(encodeSafetensors({ a: f32(1) }));
    renameSync(join(folder, `blobs/sha256-${name}`), join(folder, `blobs/sha256:${name}`));
    expect(await readAll(folder)).toEqual({ a: [1] });
  });

  test('gives another component, or all layers', async () => {
    const folder = models(layers);
    await expectRefusal(
      openOllama('flux', { modelsDir: folder, subfolder: 'transformer' }),
      'manifest',
      'transformer/config.json',
    );
    await expectRefusal(openOllama('flux', { modelsDir: folder, subfolder: 'none' }), 'manifest', '"none/…"');
    expect((await openOllama('flux', { modelsDir: folder, subfolder: '' })).names()).toContain(
      'transformer/x',
    );
  });

  test('that is not there says what is', async () => {
    const folder = models(layers);
    await expectRefusal(
      openOllama('flux:4b', { modelsDir: folder }),
      'not-found',
      'flux/4b',
      'the tags "latest"',
    );
    await expectRefusal(
      openOllama('none', { modelsDir: folder }),
      'not-found',
      'library/none/latest; got none',
    );
    await expectRefusal(openOllama('flux', { modelsDir: join(folder, 'x') }), 'not-found', join(folder, 'x'));
    const stray = put(temporaryFolder(), 'manifest', JSON.stringify(manifestOf(layers)));
    await expectRefusal(openWeights(stray), 'argument', 'modelsDir');
    await using source = await openWeights(stray, { modelsDir: folder });
    expect(source.names()).toHaveLength(5);
  });
});

describe('quantised groups', () => {
  const packed = {
    w: { dtype: 'U32', shape: [2, 1], data: Uint32Array.of(7, 8) },
    'w.scale': { dtype: 'F16', shape: [2, 1], data: Uint16Array.of(1, 2) },
    'w.bias': { dtype: 'F16', shape: [2, 1], data: Uint16Array.of(3, 4) },
  } as const;
  const meta = { quant_type: 'int4', group_size: '32' };

  test('come back packed, under every form of key', async () => {
    const renamed = (from: string): TensorsToWrite =>
      Object.fromEntries(Object.entries(packed).map(([name, value]) => [name.replace('w', from), value]));
    for (const tensors of [packed, renamed('vae/w'), renamed('data')]) {
      const modelsDir = models([
        config,
        tensorLayer('vae/w', tensors, meta),
        tensorLayer('vae/a', { a: f32(1) }),
      ]);
      await using source = await openOllama('flux', { modelsDir });
      expect(source.names()).toEqual(['a']);
      expect([...source.quantised.keys()]).toEqual(['w']);
      expect(source.quantised.get('w')).toMatchObject({
        quantType: 'int4',
        groupSize: 32,
        data: { dtype: 'U32', shape: [2, 1], bytes: 8 },
        scale: { dtype: 'F16', shape: [2, 1] },
        bias: { dtype: 'F16' },
      });
      expect(new Uint32Array((await source.readQuantised('w', 'data')).buffer)).toEqual(Uint32Array.of(7, 8));
      expect(new Uint16Array((await source.readQuantised('w', 'bias')).buffer)).toEqual(Uint16Array.of(3, 4));
      await expectRefusal(source.read('w'), 'quantised', '"w"', 'int4');
      await expectRefusal(source.readQuantised('a', 'data'), 'missing-tensor');
    }
  });

  test('without a bias, in a packed blob, beside plain tensors', async () => {
    const { w, 'w.scale': scale } = packed;
    const tensors = { 'g.0': w, 'g.0.scale': scale, 'g.1': w, 'g.1.scale': scale, 'g.norm': f32(1) };
    const layer = tensorLayer('vae/g', tensors, { quant_type: 'mxfp8', group_size: '32' });
    await using source = await openOllama('flux', { modelsDir: models([config, layer]) });
    expect(source.names()).toEqual(['g.norm']);
    expect([...source.quantised.keys()]).toEqual(['g.0', 'g.1']);
    expect(source.quantised.get('g.0')?.bias).toBeUndefined();
  });

  test.each([
    ['an unknown type', packed, { quant_type: 'int3', group_size: '32' }, 'int3'],
    ['no group size', packed, { quant_type: 'int4' }, 'group_size'],
    ['a group size of 0', packed, { quant_type: 'int4', group_size: '0' }, '"0"'],
    ['a group size that is no integer', packed, { quant_type: 'int4', group_size: '3.2e1' }, '3.2e1'],
    ['no scale', { w: packed.w }, meta, 'scale'],
  ])('%s is refused', async (_, tensors, metadata, word) => {
    const modelsDir = models([config, tensorLayer('vae/w', tensors as TensorsToWrite, metadata)]);
    await expectRefusal(openOllama('flux', { modelsDir }), 'quantised', word);
  });
});

describe('a manifest that is wrong', () => {
  test('a model of another kind says so', async () => {
    const gguf = { mediaType: 'application/vnd.ollama.image.model', content: 'GGUF' };
    await expectRefusal(openOllama('flux', { modelsDir: models([gguf]) }), 'manifest', 'image.model');
  });
});

describe('digests', () => {
  const tensor = tensorLayer('vae/a', { a: f32(1, 2, 3) });
  const group = tensorLayer('vae/g', { 'g.a': f32(4), 'g.b': f32(5) });

  function damage(folder: string, layer: Layer, at: number): string {
    const path = join(folder, blobName(layer.content));
    const bytes = Uint8Array.from(layer.content as Uint8Array);
    const index = at < 0 ? bytes.length + at : at;
    bytes[index] = (bytes[index] as number) ^ 1;
    writeFileSync(path, bytes);
    return path;
  }

  test('of a tensor are checked as it is read; the message has blob, expected and got', async () => {
    const folder = models([config, tensor, group]);
    const path = damage(folder, tensor, -1);
    await using source = await openOllama('flux', { modelsDir: folder });
    const expected = `sha256:${sha256(tensor.content)}`;
    const error = await expectRefusal(source.read('a'), 'digest', path, expected);
    expect(error.details).toMatchObject({ expected, got: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
    await source.read('g.a');
  });

  test('cover the bytes of a packed blob that were not asked for', async () => {
    const folder = models([config, group]);
    damage(folder, group, -1);
    await using source = await openOllama('flux', { modelsDir: folder });
    await expectRefusal(source.read('g.a'), 'digest');
    await expectRefusal(source.read('g.b'), 'digest');
  });

  test('of a damaged header are reported, not its symptoms', async () => {
    for (const at of [0, 8, 12]) {
      const folder = models([config, tensor]);
      damage(folder, tensor, at);
      await expectRefusal(openOllama('flux', { modelsDir: folder }), 'digest');
    }
  });

  test('of the config are checked', async () => {
    const folder = models([config, tensor]);
    put(folder, blobName(config.content), '{"latent_channels":33}');
    await expectRefusal(openOllama('flux', { modelsDir: folder }), 'digest', blobName(config.content));
  });

  test('a blob cut short, or replaced after opening', async () => {
    const folder = models([config, tensor, group]);
    truncateSync(join(folder, blobName(tensor.content)), 40);
    await expectRefusal(openOllama('flux', { modelsDir: folder }), 'size', 'got 40');
    const other = models([config, tensor, group]);
    await using source = await openOllama('flux', { modelsDir: other });
    await source.read('g.a');
    put(other, 'x', group.content);
    renameSync(join(other, 'x'), join(other, blobName(group.content)));
    await expectRefusal(source.read('g.b'), 'changed');
  });

  test('a large blob is read in pieces, into what is given', async () => {
    const data = new Uint8Array(5 << 20).map((_, i) => (i * 7) ^ (i >> 8));
    const large = tensorLayer('vae/a', { a: { dtype: 'U8', shape: [data.length], data } });
    const folder = models([config, large]);
    await using source = await openOllama('flux', { modelsDir: folder });
    const into = new Uint8Array(data.length);
    expect(await source.read('a', { into })).toBe(into);
    expect(Buffer.compare(into, data)).toBe(0);
    expect(Buffer.compare(await source.read('a'), data)).toBe(0);
    await expectRefusal(source.read('a', { into: new Uint8Array(3) }), 'argument', 'got 3');
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(source.read('a', { signal })).rejects.toThrow('enough');
  });

  test('links out of the models folder are refused', async () => {
    const folder = models([config, tensor]);
    const path = join(folder, blobName(tensor.content));
    rmSync(path);
    symlinkSync(put(temporaryFolder(), 'blob', tensor.content), path);
    await expectRefusal(openOllama('flux', { modelsDir: folder }), 'path', path);
  });
});
