import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const hostileFolder = fileURLToPath(new URL('../../test-fixtures/hostile/', import.meta.url));

interface Row {
  readonly reader: string;
  readonly name: string;
  /** Below `hostileFolder`; names of models have `input` in its place. */
  readonly file?: string;
  readonly input?: string;
  /** Of the Rust crate, or NumPy for npy. */
  readonly judge?: 'accepts' | 'rejects';
  /** We refuse what the judge takes, on purpose. */
  readonly stricter?: true;
}

export interface MalformedCase extends Row {
  readonly code: string;
  /** What the message must hold. */
  readonly word: string;
}

export interface ValidCase extends Row {
  /** Names with shapes, in the order of the data. */
  readonly tensors: readonly (readonly [string, readonly number[]])[];
}

const rows: readonly (MalformedCase | ValidCase)[] = JSON.parse(
  readFileSync(`${hostileFolder}cases.json`, 'utf8'),
);
const isMalformed = (row: MalformedCase | ValidCase): row is MalformedCase => 'code' in row;

/** Cases of test-fixtures/hostile/ for one reader. */
export const malformedCases = (reader: string): readonly MalformedCase[] =>
  rows.filter(isMalformed).filter((row) => row.reader === reader);
export const validCases = (reader: string): readonly ValidCase[] =>
  rows.filter((row): row is ValidCase => !isMalformed(row)).filter((row) => row.reader === reader);

/** What is wrong with how a case was refused, in words; empty where nothing is. */
export function faultsOf(error: unknown, { code, word }: MalformedCase, file?: string): readonly string[] {
  if (!(error instanceof Error) || !/^(Weights|Latents|Vae)Error$/.test(error.name))
    return [`no typed error: ${String(error)}`];
  const { message } = error;
  const faults = [
    [(error as Error & { code?: unknown }).code === code, `code ${code}`],
    [message.includes(word), `a message with ${word}`],
    [file === undefined || message.includes(file), `a message that names ${file}`],
    [/^\[\w+\] .*; got[ :].+/.test(message), 'the form "[op] what must hold; got what was found"'],
    [message.length < 1000, 'at most 1000 characters'],
    // Control characters, line breaks, marks that turn text round, halves of pairs.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    [!/[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/.test(message), 'plain characters alone'],
  ] as const;
  return faults.filter(([holds]) => !holds).map(([, wanted]) => `wanted ${wanted}; got ${message}`);
}

export const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'accepted',
    (error: unknown) => error,
  );
