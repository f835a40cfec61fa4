/** The corpus of test-fixtures/hostile/: what is malformed is refused as its table says, what is valid is read. */
import {
  openDiffusers,
  openOllama,
  openSafetensors,
  openWeights,
  parseOllamaName,
  readJsonFile,
  readNpy,
} from '@x/weights';
import { describe, expect, test } from 'vitest';
import {
  faultsOf,
  hostileFolder,
  type MalformedCase,
  malformedCases,
  refusal,
  validCases,
} from '../../../tools/testing/hostile.js';

const pathOf = ({ file }: { readonly file?: string }): string => `${hostileFolder}${file}`;
const ollama = `${hostileFolder}ollama`;

const readers: Readonly<Record<string, (row: MalformedCase) => Promise<unknown>>> = {
  safetensors: (row) => openSafetensors(pathOf(row)),
  json: (row) => readJsonFile(pathOf(row)),
  index: (row) => openWeights(pathOf(row)),
  name: async (row) => parseOllamaName(row.input!),
  ollama: (row) => openAndRead(row),
  npy: (row) => readNpy(pathOf(row)),
};

/** Digests of tensors are checked when they are read. */
async function openAndRead(row: MalformedCase): Promise<void> {
  const name = row.file!.split('/').at(-2)!;
  await using source = await openOllama(name, { modelsDir: ollama });
  for (const tensor of source.names()) await source.read(tensor);
}

describe.each(Object.keys(readers))('malformed: %s', (reader) => {
  // An index and a manifest are about other files too.
  const named = ({ file = '' }: MalformedCase): string => {
    const folder = { name: '', ollama: ollama, index: `${hostileFolder}index` }[reader];
    return folder ?? `${hostileFolder}${file}`;
  };
  test.each(malformedCases(reader))('$name', async (row) => {
    expect(faultsOf(await refusal(readers[reader]!(row)), row, named(row))).toEqual([]);
  });
});

describe('valid: safetensors', () => {
  test.each(validCases('safetensors'))('$name', async (row) => {
    await using source = await openSafetensors(pathOf(row));
    expect(source.names().map((name) => [name, source.info(name).shape])).toEqual(row.tensors);
    for (const name of source.names()) {
      expect((await source.read(name)).byteLength).toBe(source.info(name).bytes);
    }
  });
});

/** The script that makes the corpus asks the safetensors Rust crate, and NumPy, about every file of theirs. */
describe('beside the readers of the field', () => {
  test.each(['safetensors', 'npy'])('%s: what they reject is refused, what they accept is read', (reader) => {
    const malformed = malformedCases(reader);
    expect(malformed.every(({ judge, stricter }) => judge === (stricter ? 'accepts' : 'rejects'))).toBe(true);
    expect(malformed.filter(({ judge }) => judge === 'rejects').length).toBeGreaterThan(30);
    expect(validCases(reader).every(({ judge }) => judge === 'accepts')).toBe(true);
  });
});

test('the corpus has at least 180 malformed files', () => {
  const readers = ['safetensors', 'json', 'index', 'ollama', 'npy', 'config', 'latents', 'picture'];
  expect(readers.flatMap(malformedCases).length).toBeGreaterThanOrEqual(180);
});

test('a folder of shards whose index is wrong', async () => {
  // The folder of all indexes has none of the usual name, and says so.
  await expect(openDiffusers(`${hostileFolder}index`)).rejects.toMatchObject({ code: 'not-found' });
});
