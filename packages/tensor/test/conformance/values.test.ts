/** The tables that the suite embeds are those of test-fixtures/ops. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeArray } from '../../src/conformance/opCase.js';
import { tables } from '../../src/conformance/tables.js';

const folder = new URL('../../../../test-fixtures/ops/', import.meta.url);

interface Listing {
  cases: { name: string; op: string; arguments: number; expected: string[]; attributes: unknown }[];
}

interface Entry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

const dtypeNames: Record<string, string> = {
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  I32: 'int32',
  I64: 'int64',
  U32: 'uint32',
  U8: 'uint8',
  BOOL: 'bool',
};

function readTensors(family: string) {
  const file = readFileSync(new URL(`${family}.safetensors`, folder));
  const start = 8 + Number(file.readBigUInt64LE(0));
  const header: Record<string, Entry> = JSON.parse(file.toString('utf8', 8, start));
  return (name: string) => {
    const { dtype, shape, data_offsets } = header[name]!;
    const [begin, end] = data_offsets;
    return {
      dtype: dtypeNames[dtype],
      shape,
      bytes: new Uint8Array(file.subarray(start + begin, start + end)),
    };
  };
}

describe.each(Object.entries(tables))('%s', (family, cases) => {
  const listing: Listing = JSON.parse(readFileSync(new URL(`${family}.json`, folder), 'utf8'));
  const read = readTensors(family);

  it('lists the same cases', () => {
    const summary = cases.map(({ name, op, arguments: args, expected, attributes }) => {
      return { name, op, arguments: args.length, expected: Object.keys(expected), attributes };
    });
    expect(summary).toEqual(listing.cases);
  });

  it('has the same arrays', () => {
    for (const { name, arguments: args, expected } of cases) {
      args.forEach((encoded, i) => {
        expect(decodeArray(encoded), `${name}.${i}`).toEqual(read(`${name}.${i}`));
      });
      for (const [key, encoded] of Object.entries(expected)) {
        expect(decodeArray(encoded), `${name}.${key}`).toEqual(read(`${name}.${key}`));
      }
    }
  });
});
