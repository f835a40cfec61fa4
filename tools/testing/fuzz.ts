/**
 * Fuzzing of readers: mutations of right and wrong files, and random bytes. `npm run fuzz -- --runs N --seed N` sets
 * how many; a plain test run takes some thousands with a fixed seed.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';

/** Inputs over all readers, of which each takes its share. */
const totalRuns = Number(process.env.X_FUZZ_RUNS ?? 5000);
const seed = Number(process.env.X_FUZZ_SEED ?? 16);
export const longRun = process.env.X_FUZZ_RUNS !== undefined;

const cpuSecondsAllowed = 2;
const bytesAllowed = 256 * 2 ** 20;

/** A change at a place between 0 and 1 of the input. */
interface Change {
  readonly kind:
    | 'flip'
    | 'set'
    | 'insert'
    | 'remove'
    | 'repeat'
    | 'cut'
    | 'append'
    | 'splice'
    | 'token'
    | 'swap';
  readonly at: number;
  readonly value: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom<Change['kind']>(
    'flip',
    'set',
    'insert',
    'remove',
    'repeat',
    'cut',
    'append',
    'splice',
    'token',
    'token',
    'token',
    'swap',
  ),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  value: fc.nat(2 ** 31 - 1),
});

/** What readers of JSON, and of headers like it, stumble over. */
const tokens = [
  '0',
  '-1',
  '-0',
  '1e9',
  '4.0',
  '00',
  '4294967296',
  '9007199254740991',
  '9007199254740993',
  '18446744073709551615',
  '1e999',
  'null',
  'true',
  'True',
  'NaN',
  '""',
  '"a"',
  '"__proto__"',
  '"\\u0000"',
  '"\\ud800"',
  '"../x"',
  '"F64"',
  '"__metadata__"',
  '[]',
  '{}',
  '()',
  ',',
  ':',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '\\',
  ' ',
  '\n',
  '\u0000',
  '\u202e',
  '[[[[[[[[',
];
const tokenPattern = /"(?:[^"\\]|\\.)*"|'[^']*'|-?[0-9.eE+]+|[A-Za-z_]+|[^\s]/g;

/** How a file's text part is found and put back with its lengths right. */
export interface Structure {
  text(bytes: Uint8Array): readonly [begin: number, end: number];
  rebuild(bytes: Uint8Array, text: Uint8Array): Uint8Array;
}

export const allText: Structure = {
  text: (bytes) => [0, bytes.length],
  rebuild: (_, text) => text,
};

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

function apply(bytes: Uint8Array, { kind, at, value }: Change, place: Place): Uint8Array {
  const { corpus, structure } = place;
  const i = Math.floor(at * bytes.length);
  const length = 1 + (value % 32);
  switch (kind) {
    case 'flip': {
      const copy = bytes.slice();
      if (copy.length > 0) copy[i] = copy[i]! ^ (1 << (value & 7));
      return copy;
    }
    case 'set': {
      const copy = bytes.slice();
      if (copy.length > 0) copy[i] = value & 255;
      return copy;
    }
    case 'insert':
      return joined(bytes.subarray(0, i), Uint8Array.of(value & 255), bytes.subarray(i));
    case 'remove':
      return joined(bytes.subarray(0, i), bytes.subarray(i + length));
    case 'repeat':
      return joined(bytes.subarray(0, i + length), bytes.subarray(i));
    case 'cut':
      return bytes.slice(0, i);
    case 'append':
      return joined(bytes, new Uint8Array(length).fill(value & 255));
    case 'splice': {
      const other = corpus[value % corpus.length]!;
      return joined(bytes.subarray(0, i), other.subarray(Math.floor(at * other.length)));
    }
    default:
      return changeText(bytes, structure, (found, text) => {
        const a = found[Math.floor(at * found.length)]!;
        const b = found[value % found.length]!;
        const replacement = kind === 'token' ? tokens[value % tokens.length]! : b[0];
        return text.slice(0, a.index) + replacement + text.slice(a.index + a[0].length);
      });
  }
}

function changeText(
  bytes: Uint8Array,
  structure: Structure,
  edit: (found: readonly RegExpExecArray[], text: string) => string,
): Uint8Array {
  const [begin, end] = structure.text(bytes);
  const text = latin(bytes.subarray(begin, end));
  const found = [...text.slice(0, 20_000).matchAll(tokenPattern)];
  if (found.length === 0) return bytes;
  return structure.rebuild(bytes, new Uint8Array(Buffer.from(edit(found, text), 'latin1')));
}

interface Place {
  readonly corpus: readonly Uint8Array[];
  readonly structure: Structure;
}

/** Mostly files of the corpus with some changes, and some random bytes. */
export function mutations(corpus: readonly Uint8Array[], structure: Structure): fc.Arbitrary<Uint8Array> {
  const mutated = fc
    .tuple(fc.constantFrom(...corpus), fc.array(change, { minLength: 0, maxLength: 5 }))
    .map(([file, changes]) =>
      changes.reduce<Uint8Array>((bytes, one) => apply(bytes, one, { corpus, structure }), file.slice()),
    );
  return fc.oneof(
    { arbitrary: mutated, weight: 9 },
    { arbitrary: fc.uint8Array({ maxLength: 300 }), weight: 1 },
  );
}

/** Files of a folder of at most `limit` bytes. */
export function corpusOf(folder: string, limit = 8192): readonly Uint8Array[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size <= limit)
    .map((path) => new Uint8Array(readFileSync(path)));
}

/** A typed error is one of ours, in one line of plain characters. */
export function requireTyped(error: unknown): void {
  const { name, code, message } = error as { name?: unknown; code?: unknown; message?: unknown };
  if (!/^(Weights|Latents|Vae)Error$/.test(String(name)) || typeof code !== 'string') throw error;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(message).not.toMatch(/[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/);
  expect(String(message).length).toBeLessThan(1500);
}

/**
 * Runs a reader over its share of the inputs. `read` returns when the result is right and throws what the reader
 * threw. Each input may take 2 s of processor time; all of them may not raise the process's memory by 256 MiB.
 */
export async function fuzz(
  inputs: fc.Arbitrary<Uint8Array>,
  share: number,
  read: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const numRuns = Math.ceil(totalRuns * share);
  const outcomes = { read: 0, refused: 0 };
  let slowest = 0;
  const rssBefore = process.memoryUsage.rss();
  const attempt = async (bytes: Uint8Array): Promise<void> => {
    const before = process.cpuUsage();
    try {
      await read(bytes);
      outcomes.read++;
    } catch (error) {
      requireTyped(error);
      outcomes.refused++;
    }
    const { user, system } = process.cpuUsage(before);
    slowest = Math.max(slowest, (user + system) / 1e6);
    expect((user + system) / 1e6).toBeLessThan(cpuSecondsAllowed);
    expect(process.memoryUsage.rss() - rssBefore).toBeLessThan(bytesAllowed);
  };
  await fc.assert(fc.asyncProperty(inputs, attempt), { numRuns, seed, endOnFailure: longRun });
  // Mutations that never, or always, give a file that is read test half of a reader.
  expect(outcomes.refused).toBeGreaterThan(numRuns / 20);
  expect(outcomes.read).toBeGreaterThan(0);
  if (longRun) {
    const rss = (process.memoryUsage.rss() - rssBefore) / 2 ** 20;
    console.log(
      `fuzz: ${numRuns} inputs, ${outcomes.read} read, ${outcomes.refused} refused, slowest ${slowest.toFixed(3)} s, memory ${rss.toFixed(0)} MiB`,
    );
  }
}
