import { readFileSync } from 'node:fs';
import { copyFile, cp, mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backend, createBackend } from '@x/tensor';
import {
  type ByteSource,
  bytesSource,
  encodeSafetensors,
  type FilesByName,
  openSafetensors,
  type TensorToWrite,
  type WeightsSource,
} from '@x/weights';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFiles } from '../../../tools/testing/server.js';
import { AutoencoderKLFlux2, type LoadVaeOptions, type ModelSource, openCheckpoint } from '../src/index.js';
import { difference, type FloatArray, fixtures, readFloats, take } from './support/fixtures.js';

const tiny = `${fixtures}vae/tiny`;
const config = `${tiny}/config.json`;
const file = 'diffusion_pytorch_model.safetensors';

let backend: Backend;
let folder: string;
let image: FloatArray;
let mode: FloatArray;
let tensors: Map<string, TensorToWrite>;
beforeAll(async () => {
  backend = await createBackend('reference');
  folder = await mkdtemp(join(tmpdir(), 'flux2-vae-encoder-'));
  image = await readFloats(`${fixtures}encode/tiny.safetensors`, 'image');
  mode = await readFloats(`${fixtures}encode/tiny.safetensors`, 'mode');
  const source = await openSafetensors(`${tiny}/${file}`);
  tensors = new Map();
  for (const name of source.names()) {
    tensors.set(name, { ...source.info(name), data: await source.read(name) });
  }
  await source.close();
});
afterAll(async () => {
  await backend.close();
  await rm(folder, { recursive: true, force: true });
});

const load = (source: ModelSource, options: LoadVaeOptions = {}) =>
  AutoencoderKLFlux2.load(source, { backend, ...options });

const inBlobs = (names: readonly string[]): FilesByName =>
  new Map(names.map((name) => [name, new Blob([readFileSync(`${tiny}/${name}`)])]));

async function served(names: readonly string[]): Promise<URL> {
  const files = names.map((name) => [name, readFileSync(`${tiny}/${name}`)] as const);
  return (await serveFiles(Object.fromEntries(files))).url;
}

/** Refuses to be read once it is closed. */
function openBytes(): ByteSource {
  const source = bytesSource(encodeSafetensors(tensors));
  let closed = false;
  return {
    ...source,
    async read(...args) {
      if (closed) throw new Error('closed');
      return source.read(...args);
    },
    async close() {
      closed = true;
    },
  };
}

/** A checkpoint in memory that tells which tensors are read, and may hold a read up. */
async function watched(hold: () => Promise<void> = async () => {}) {
  const source = await openSafetensors(encodeSafetensors(tensors));
  const reads: string[] = [];
  const read: WeightsSource['read'] = async (name, options) => {
    reads.push(name);
    if (isEncoders(name)) await hold();
    options?.signal?.throwIfAborted();
    return source.read(name, options);
  };
  const watching: WeightsSource = new Proxy(source, {
    get(target, key) {
      if (key === 'read') return read;
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { source: watching, reads };
}

const isEncoders = (name: string) => /^(?:encoder|quant_conv)\./.test(name);

const expectMode = async (vae: AutoencoderKLFlux2) => {
  const { data, shape } = await take(await vae.encode(image, { layout: 'packed-nchw' }));
  expect(shape).toEqual(mode.shape);
  expect(difference(data, mode.data).max).toBeLessThanOrEqual(1e-4);
};

describe('the encoder’s weights', () => {
  test('are read by the first encode alone, each once, and freed with the model', async () => {
    const before = backend.memory().tensors;
    const { source, reads } = await watched();
    const vae = await load(source, { config });
    const packed = await readFloats(`${tiny}/expected.safetensors`, 'packed');
    (await vae.decode({ ...packed, layout: 'packed-nchw' })).dispose();
    expect(reads.filter(isEncoders)).toEqual([]);
    const decodes = reads.length;
    const both = await Promise.all([vae.encode(image), vae.encode(image)]);
    for (const latents of both) latents.dispose();
    await expectMode(vae);
    const encoders = reads.slice(decodes);
    expect(encoders.every(isEncoders)).toBe(true);
    expect([...encoders].sort()).toEqual([...tensors.keys()].filter(isEncoders).sort());
    vae.dispose();
    expect(backend.memory().tensors).toBe(before);
    await expect(vae.encode(image)).rejects.toMatchObject({ code: 'disposed' });
  });

  test('are held as the model is', async () => {
    const vae = await load(tiny, { dtype: 'bfloat16' });
    await vae.loadEncoder();
    expect(vae.encoder!.conv_in.weight.value.dtype).toBe('bfloat16');
    vae.dispose();
  });

  test.each<[string, () => ModelSource | Promise<ModelSource>, LoadVaeOptions]>([
    ['a pipeline with shards', () => `${fixtures}sources/pipeline`, {}],
    ['BFL’s names', () => `${fixtures}sources/single-file/ae.safetensors`, { config }],
    ['Ollama’s', () => 'ollama:flux2-tiny', { modelsDir: `${fixtures}sources/ollama-models` }],
    ['bytes', () => encodeSafetensors(tensors), { config }],
    ['a folder’s files in Blobs', () => inBlobs(['config.json', file]), {}],
    ['a source of bytes, which stays open', () => openBytes(), { config }],
    ['a folder on a server', () => served(['config.json', file]), {}],
  ])('of %s', async (_, source, options) => {
    const vae = await load(await source(), options);
    await expectMode(vae);
    vae.dispose();
  });

  test('of a checkpoint that was opened before, and closed since', async () => {
    const checkpoint = await openCheckpoint(tiny);
    const vae = await load(checkpoint);
    await checkpoint.close();
    await expectMode(vae);
    vae.dispose();
  });

  test('that are not finite: the load and decodes go, each encode tells', async () => {
    const before = backend.memory().tensors;
    const data = new Float32Array((tensors.get('encoder.conv_in.weight')!.data as Uint8Array).slice().buffer);
    data[3] = Number.NaN;
    const changed = new Map(tensors).set('encoder.conv_in.weight', {
      ...tensors.get('encoder.conv_in.weight')!,
      data,
    });
    const vae = await load(await openSafetensors(encodeSafetensors(changed)), { config });
    const loaded = backend.memory().tensors;
    for (let i = 0; i < 2; i++) {
      await expect(vae.encode(image)).rejects.toMatchObject({
        code: 'weights',
        op: 'encode',
        message: expect.stringContaining('encoder.conv_in.weight'),
      });
      expect(backend.memory().tensors).toBe(loaded);
    }
    const packed = await readFloats(`${tiny}/expected.safetensors`, 'packed');
    (await vae.decode({ ...packed, layout: 'packed-nchw' })).dispose();
    vae.dispose();
    expect(backend.memory().tensors).toBe(before);
  });

  test('of a file that was cut since: an error that names it; of one that is whole again: an encode', async () => {
    const copy = join(folder, 'cut');
    await cp(tiny, copy, { recursive: true });
    const vae = await load(copy);
    await truncate(join(copy, file), 5000);
    await expect(vae.encode(image)).rejects.toThrow(file);
    await rm(join(copy, file));
    await expect(vae.encode(image)).rejects.toThrow(copy);
    await copyFile(`${tiny}/${file}`, join(copy, file));
    await expectMode(vae);
    vae.dispose();
  });

  test('an abort ends one’s wait; the other’s goes on', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { source } = await watched(() => gate);
    const vae = await load(source, { config });
    const stop = new AbortController();
    const [first, second] = [vae.loadEncoder({ signal: stop.signal }), vae.loadEncoder()];
    stop.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    release();
    await second;
    await expectMode(vae);
    vae.dispose();
  });

  test.each(['an abort', 'dispose'])('%s while they are read leaves none', async (how) => {
    const before = backend.memory().tensors;
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let held = 0;
    const { source } = await watched(() => (++held > 3 ? gate : Promise.resolve()));
    const vae = await load(source, { config });
    const loaded = backend.memory().tensors;
    const stop = new AbortController();
    const encode = vae.encode(image, { signal: stop.signal });
    const outcome = encode.then(
      () => 'done',
      (error: Error & { code?: string }) => error.code ?? error.message,
    );
    while (held <= 3) await new Promise((resolve) => setTimeout(resolve, 1));
    if (how === 'dispose') vae.dispose();
    else stop.abort(new Error('enough'));
    release();
    expect(await outcome).toBe(how === 'dispose' ? 'disposed' : 'enough');
    expect(backend.memory().tensors).toBe(how === 'dispose' ? before : loaded);
    if (how !== 'dispose') await expectMode(vae);
    vae.dispose();
    expect(backend.memory().tensors).toBe(before);
  });

  test('a decoder alone can’t encode', async () => {
    const vae = await load(`${fixtures}sources/single-file/ae-decoder.safetensors`, { config });
    await expect(vae.encode(image)).rejects.toMatchObject({
      code: 'argument',
      message: expect.stringContaining('encoder'),
    });
    vae.dispose();
  });
});
