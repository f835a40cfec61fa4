import { Taef2 } from '@x/taef2';
import { encodeSafetensors, type TensorToWrite } from '@x/weights';
import { seededTensor } from './seeded-weights.js';

/** As in tools/fixtures/taef2.py. */
const options = { kind: 'he', baseSeed: 20261124n } as const;
const damped: readonly [ending: RegExp, factor: number][] = [
  [/\.conv\.4\.weight$/, 0.25],
  [/\.pool\.3\.weight$/, 0.25],
  [/^decoder\.layers\.18\.weight$/, 0.0625],
];

const seeded = new Map(
  [...new Taef2().parameterShapes()].map(([name, { shape }]) => {
    let data = seededTensor(name, shape, options);
    for (const [ending, factor] of damped) {
      if (ending.test(name)) data = data.map((value) => value * factor);
    }
    if (name === 'decoder.layers.18.bias') data = data.map((value) => value + 0.5);
    return [name, { shape, data }];
  }),
);

/** Seeded weights as the bytes of a file; `rename` gives the names of the file, or null to leave one out. */
export function seededFile(rename: (name: string) => string | null = (name) => name): Uint8Array {
  const tensors: Record<string, TensorToWrite> = {};
  for (const [name, { shape, data }] of seeded) {
    const stored = rename(name);
    if (stored !== null) tensors[stored] = { dtype: 'F32', shape, data };
  }
  return encodeSafetensors(tensors);
}

/** The original names of one part; the decoder's clamp counts. */
export const originalNames =
  (part: 'encoder' | 'decoder') =>
  (name: string): string | null => {
    const [, own, index, rest] = /^(\w+)\.layers\.(\d+)\.(.*)$/.exec(name)!;
    return own === part ? `${Number(index) + (part === 'decoder' ? 1 : 0)}.${rest}` : null;
  };
