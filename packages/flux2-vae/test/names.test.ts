import { openSafetensors } from '@x/weights';
import { describe, expect, test } from 'vitest';
import { standardNames } from '../src/names.js';
import { fixtures } from './support/fixtures.js';

const single = `${fixtures}sources/single-file`;

async function shapesIn(path: string): Promise<Map<string, readonly number[]>> {
  const file = await openSafetensors(path);
  const shapes = new Map(file.names().map((name) => [name, file.info(name).shape]));
  await file.close();
  return shapes;
}

const sorted = (names: Iterable<string>) => [...names].sort();

describe('standardNames', () => {
  test.each(['ae', 'ae-flat-quant-convs'])('%s has every name and shape of diffusers’ file', async (name) => {
    const theirs = await shapesIn(`${fixtures}vae/tiny/diffusion_pytorch_model.safetensors`);
    theirs.delete('bn.num_batches_tracked');
    const { naming, names, clashes } = standardNames(await shapesIn(`${single}/${name}.safetensors`));
    expect(naming).toBe('bfl');
    expect(clashes).toEqual([]);
    expect(sorted(names.keys())).toEqual(sorted(theirs.keys()));
    for (const [standard, { shape }] of names)
      expect([standard, shape]).toEqual([standard, theirs.get(standard)]);
  });

  test('diffusers’ own names stay', async () => {
    const theirs = await shapesIn(`${fixtures}vae/base/diffusion_pytorch_model.safetensors`);
    const { naming, names } = standardNames(theirs);
    expect(naming).toBe('diffusers');
    expect([...names].map(([name, { stored, shape }]) => [name, stored, shape])).toEqual(
      [...theirs].map(([name, shape]) => [name, name, shape]),
    );
  });

  test('bare decoders of either naming get their prefix', async () => {
    const bfl = standardNames(await shapesIn(`${single}/ae-decoder-bare.safetensors`));
    const theirs = await shapesIn(`${single}/diffusers-decoder.safetensors`);
    expect(sorted(bfl.names.keys())).toEqual(sorted(theirs.keys()));
    const bare = new Map([...theirs].map(([name, shape]) => [name.replace(/^decoder\./, ''), shape]));
    expect(sorted(standardNames(bare).names.keys())).toEqual(sorted(theirs.keys()));
  });

  test('levels of the decoder count the other way round', () => {
    const stored = new Map<string, number[]>(
      [0, 1, 2, 3].flatMap((level): [string, number[]][] => [
        [`decoder.up.${level}.block.0.nin_shortcut.weight`, [1, 1, 1, 1]],
        [`decoder.up.${level}.upsample.conv.bias`, [1]],
      ]),
    );
    const { names } = standardNames(stored);
    expect(names.get('decoder.up_blocks.0.resnets.0.conv_shortcut.weight')?.stored).toBe(
      'decoder.up.3.block.0.nin_shortcut.weight',
    );
    expect(names.get('decoder.up_blocks.3.upsamplers.0.conv.bias')?.stored).toBe(
      'decoder.up.0.upsample.conv.bias',
    );
  });

  test('two names of one parameter are told', () => {
    const { clashes } = standardNames(
      new Map([
        ['decoder.norm_out.weight', [4]],
        ['decoder.conv_norm_out.weight', [4]],
      ]),
    );
    expect(clashes).toEqual([['decoder.norm_out.weight', 'decoder.conv_norm_out.weight']]);
  });

  test('names that no row knows stay as they are', () => {
    const { names } = standardNames(
      new Map([
        ['decoder.up.x.weight', [1]],
        ['other', []],
      ]),
    );
    expect(names.has('other')).toBe(true);
  });
});
