/** Mutated files and random bytes into every reader: a typed error, or what an independent reading gives too. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  encodeSafetensors,
  openOllama,
  openSafetensors,
  openWeights,
  parseJson,
  parseOllamaName,
  readNpy,
  storedItemSize,
} from '@x/weights';
import { expect, test } from 'vitest';
import { allText, corpusOf, fuzz, mutations, type Structure } from '../../../tools/testing/fuzz.js';
import { hostileFolder } from '../../../tools/testing/hostile.js';
import { floats, put, sha256, temporaryFolder } from './support.js';

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
const timeout = 3_600_000;

/** Header length, header, data. */
const safetensorsFile: Structure = {
  text(bytes) {
    if (bytes.length < 8) return [bytes.length, bytes.length];
    const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
    return [8, length < BigInt(bytes.length - 8) ? 8 + Number(length) : bytes.length];
  },
  rebuild(bytes, text) {
    const [, end] = this.text(bytes);
    const file = new Uint8Array(8 + text.length + Math.max(0, bytes.length - end));
    new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
    file.set(text, 8);
    file.set(bytes.subarray(end), 8 + text.length);
    return file;
  },
};

/** Of version 1. */
const npyFile: Structure = {
  text(bytes) {
    if (bytes.length < 10) return [bytes.length, bytes.length];
    return [10, Math.min(bytes.length, 10 + bytes[8]! + 256 * bytes[9]!)];
  },
  rebuild(bytes, text) {
    const [, end] = this.text(bytes);
    const file = new Uint8Array([...bytes.subarray(0, 10), ...text, ...bytes.subarray(end)]);
    new DataView(file.buffer).setUint16(8, text.length & 0xffff, true);
    return file;
  },
};

interface Entry {
  readonly dtype: keyof typeof storedItemSize;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Reads with `openSafetensors`, and holds the result to `JSON.parse` of the header. */
async function checkSafetensors(bytes: Uint8Array): Promise<void> {
  await using source = await openSafetensors(bytes);
  const [begin, end] = safetensorsFile.text(bytes);
  const header: Record<string, Entry> = JSON.parse(Buffer.from(bytes.subarray(begin, end)).toString());
  const expected = Object.keys(header).filter((name) => name !== '__metadata__');
  const all = [...source.names()];
  for (const [name, { data, scale, bias }] of source.quantised) {
    for (const [part, info] of Object.entries({ '': data, '.scale': scale, '.bias': bias }))
      if (info !== undefined) all.push(name + part);
  }
  expect(all.sort()).toEqual(expected.sort());
  for (const name of source.names()) {
    const { dtype, shape, data_offsets: span } = header[name]!;
    expect(source.info(name)).toMatchObject({ dtype, shape, bytes: span[1] - span[0] });
    const data = await source.read(name);
    expect(Buffer.compare(data, bytes.subarray(end + span[0], end + span[1]))).toBe(0);
  }
}

test('safetensors', { timeout }, async () => {
  const corpus = corpusOf(join(hostileFolder, 'safetensors'));
  await fuzz(mutations(corpus, safetensorsFile), 0.32, checkSafetensors);
});

test('JSON', { timeout }, async () => {
  const corpus = ['json', 'config', 'index'].flatMap((folder) => corpusOf(join(hostileFolder, folder)));
  await fuzz(mutations(corpus, allText), 0.25, async (bytes) => {
    const failure = { code: 'json', op: 'test', file: 'file', what: 'file' } as const;
    const value = parseJson(bytes, failure);
    expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(Buffer.from(bytes).toString())));
  });
});

test('npy', { timeout }, async () => {
  const numpy: { file: string }[] = JSON.parse(
    readFileSync(new URL('./numpy-files.json', import.meta.url), 'utf8'),
  );
  const right = numpy.map(({ file }) => new Uint8Array(Buffer.from(file, 'base64')));
  const corpus = [...corpusOf(join(hostileFolder, 'npy')), ...right];
  await fuzz(mutations(corpus, npyFile), 0.15, async (bytes) => {
    const { dtype, shape, data } = await readNpy(bytes);
    expect(data.length).toBe(size(shape) * storedItemSize[dtype]);
    // Converted or not, every byte comes from the end of the file.
    expect([...data].sort()).toEqual([...bytes.subarray(bytes.length - data.length)].sort());
  });
});

test('shard indexes', { timeout }, async () => {
  const folder = temporaryFolder();
  for (const name of ['one', 'two', 'cut'])
    put(folder, `${name}.safetensors`, readFileSync(`${hostileFolder}index/${name}.safetensors`));
  const right = '{"weight_map":{"a":"one.safetensors","b":"one.safetensors","c":"two.safetensors"}}';
  const rights = Array<Uint8Array>(20).fill(new TextEncoder().encode(right));
  const corpus = [...rights, ...corpusOf(`${hostileFolder}index`)];
  const index = join(folder, 'x.safetensors.index.json');
  await fuzz(mutations(corpus, allText), 0.02, async (bytes) => {
    writeFileSync(index, bytes);
    await using source = await openWeights(index, { format: 'diffusers' });
    const map = JSON.parse(Buffer.from(bytes).toString()).weight_map;
    expect([...source.names()].sort()).toEqual(Object.keys(map).sort());
    for (const name of source.names()) expect((await source.read(name)).length).toBe(4);
  });
});

test('names of models', { timeout }, async () => {
  const corpus = ['flux', 'flux2:4b', 'me/flux:v1.2', 'ollama:localhost:5000/me/flux:q8', '../../etc'];
  const inputs = mutations(
    corpus.map((text) => new TextEncoder().encode(text)),
    allText,
  );
  await fuzz(inputs, 0.05, async (bytes) => {
    const parsed = parseOllamaName(Buffer.from(bytes).toString('latin1'));
    for (const part of Object.values(parsed)) expect(part).toMatch(/^\w[\w.:-]*$/);
  });
});

/** A models folder of one model: a config, a tensor of its own, a packed group. */
function makeModel(folder: string): { manifest: string; manifestText: Uint8Array; blobs: readonly string[] } {
  const hostile = join(hostileFolder, 'index');
  const many = encodeSafetensors({ d: { dtype: 'F32', shape: [128], data: floats(...Array(128).fill(4)) } });
  const contents = [
    ['vae/config.json', 'json', new TextEncoder().encode('{"latent_channels":32}')],
    ['vae/c', 'tensor', readFileSync(join(hostile, 'two.safetensors'))],
    ['vae/', 'tensor', readFileSync(join(hostile, 'one.safetensors'))],
    ['vae/d', 'tensor', many],
  ] as const;
  const layers = contents.map(([name, type, content]) => ({
    mediaType: `application/vnd.ollama.image.${type}`,
    digest: `sha256:${sha256(content)}`,
    size: content.length,
    name,
  }));
  const blobs = contents.map(([, , content]) => put(folder, `blobs/sha256-${sha256(content)}`, content));
  const manifestText = new TextEncoder().encode(
    JSON.stringify({ schemaVersion: 2, mediaType: 'application/x', layers }),
  );
  const manifest = put(folder, 'manifests/registry.ollama.ai/library/flux/latest', manifestText);
  return { manifest, manifestText, blobs };
}

const modelValues = { a: 1, b: 2, c: 3, d: 4 };

/** The values of every tensor, with the config. */
async function readModel(modelsDir: string): Promise<Record<string, number>> {
  await using source = await openOllama('flux', { modelsDir });
  expect(source.config?.value).toEqual({ latent_channels: 32 });
  const values: Record<string, number> = {};
  for (const name of source.names()) {
    const data = new Float32Array((await source.read(name)).buffer);
    expect(data.length).toBe(name === 'd' ? 128 : 1);
    expect(data.every((value) => value === data[0])).toBe(true);
    values[name] = data[0]!;
  }
  return values;
}

test('Ollama manifests', { timeout }, async () => {
  const folder = temporaryFolder();
  const { manifest, manifestText } = makeModel(folder);
  expect(await readModel(folder)).toEqual(modelValues);
  await fuzz(mutations([manifestText], allText), 0.02, async (bytes) => {
    writeFileSync(manifest, bytes);
    // A layer may be damaged away; what is left has the values that its digest vouches for.
    expect(modelValues).toMatchObject(await readModel(folder));
  });
});

test('single bit flips over an Ollama model', { timeout }, async () => {
  const folder = temporaryFolder();
  const { manifest, blobs } = makeModel(folder);
  const every = process.env.X_FUZZ_RUNS === undefined ? 41 : 1;
  const counts = { noticed: 0, without: 0, lost: 0 };
  for (const path of [manifest, ...blobs]) {
    const clean = new Uint8Array(readFileSync(path));
    for (let bit = 0; bit < clean.length * 8; bit += every) {
      const bytes = clean.slice();
      bytes[bit >> 3] = bytes[bit >> 3]! ^ (1 << (bit & 7));
      writeFileSync(path, bytes);
      try {
        const values = await readModel(folder);
        expect(modelValues).toMatchObject(values);
        // In a blob every flip changes the digest.
        expect(path).toBe(manifest);
        if (Object.keys(values).length === 4) counts.without++;
        else counts.lost++;
      } catch (error) {
        expect((error as Error).name, `bit ${bit} of ${path}`).toBe('WeightsError');
        counts.noticed++;
      }
    }
    writeFileSync(path, clean);
  }
  expect(counts.noticed).toBeGreaterThan(counts.without);
  console.log(`bit flips over an Ollama model: ${JSON.stringify(counts)}`);
});

test('single bit flips over a folder of shards', { timeout }, async () => {
  const folder = temporaryFolder();
  const names = ['one.safetensors', 'two.safetensors'];
  for (const name of names) put(folder, name, readFileSync(join(hostileFolder, 'index', name)));
  const map = { a: names[0], b: names[0], c: names[1] };
  const index = put(
    folder,
    'diffusion_pytorch_model.safetensors.index.json',
    JSON.stringify({ weight_map: map }),
  );
  const every = process.env.X_FUZZ_RUNS === undefined ? 23 : 1;
  const counts = { noticed: 0, values: 0, without: 0 };
  for (const path of [index, ...names.map((name) => join(folder, name))]) {
    const clean = new Uint8Array(readFileSync(path));
    for (let bit = 0; bit < clean.length * 8; bit += every) {
      const bytes = clean.slice();
      bytes[bit >> 3] = bytes[bit >> 3]! ^ (1 << (bit & 7));
      writeFileSync(path, bytes);
      try {
        await using source = await openWeights(folder);
        const data = new Map<string, number>();
        for (const name of source.names()) {
          expect(source.info(name)).toMatchObject({ dtype: 'F32', shape: [1], bytes: 4 });
          data.set(name, new DataView((await source.read(name)).buffer).getFloat32(0, true));
        }
        expect([...data.keys()].sort()).toEqual(['a', 'b', 'c']);
        if (data.get('a') === 1 && data.get('b') === 2 && data.get('c') === 3) counts.without++;
        else counts.values++;
      } catch (error) {
        expect((error as Error).name, `bit ${bit} of ${path}`).toBe('WeightsError');
        counts.noticed++;
      }
    }
    writeFileSync(path, clean);
  }
  expect(counts.noticed).toBeGreaterThan(counts.values);
  console.log(`bit flips over a folder of shards: ${JSON.stringify(counts)}`);
});
