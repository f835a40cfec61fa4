import { readFileSync } from 'node:fs';
import { parseJson } from '@x/weights';
import { describe, expect, test } from 'vitest';
import {
  AutoencoderKLFlux2,
  configToJson,
  inferConfig,
  type Note,
  parseConfig,
  VaeError,
} from '../src/index.js';
import { fixtures, sample, variants } from './support/fixtures.js';

const file = 'some/config.json';

function failure(action: () => unknown): VaeError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(VaeError);
    return error as VaeError;
  }
  throw new Error('it did not fail');
}

describe('parseConfig', () => {
  test('an empty object is FLUX.2’s own', () => {
    expect(parseConfig({})).toEqual({
      inChannels: 3,
      outChannels: 3,
      blockOutChannels: [128, 256, 512, 512],
      decoderBlockOutChannels: null,
      layersPerBlock: 2,
      actFn: 'silu',
      latentChannels: 32,
      normNumGroups: 32,
      sampleSize: 1024,
      useQuantConv: true,
      usePostQuantConv: true,
      midBlockAddAttention: true,
      batchNormEps: 1e-4,
      patchSize: [2, 2],
      forceUpcast: true,
    });
  });

  test.each(variants)('takes diffusers’ own of %s without a note', (variant) => {
    const json = JSON.parse(readFileSync(`${fixtures}vae/${variant}/config.json`, 'utf8'));
    const notes: Note[] = [];
    const config = parseConfig(json, { onNote: (note) => notes.push(note) });
    expect(notes).toEqual([]);
    for (const [name, value] of Object.entries(configToJson(config))) {
      if (name in json) expect([name, value]).toEqual([name, json[name]]);
    }
  });

  test('ignores unknown fields with a note, and those that begin with _ without one', () => {
    const notes: Note[] = [];
    const text =
      '{"_name_or_path": "x", "scaling_factor": 1, "__proto__": {"in_channels": 4}, "constructor": 1}';
    const json = parseJson(new TextEncoder().encode(text), {
      code: 'json',
      op: 'test',
      file,
      what: 'config',
    });
    expect(parseConfig(json, { file, onNote: (note) => notes.push(note) }).inChannels).toBe(3);
    expect(notes.map(({ code }) => code)).toEqual(['config-field-ignored', 'config-field-ignored']);
    expect(notes[0]?.message).toContain('scaling_factor');
    expect(notes[0]?.message).toContain(file);
  });
});

const shapesOf = (config: Parameters<typeof parseConfig>[0], options = {}) =>
  new Map(
    [...new AutoencoderKLFlux2(parseConfig(config), options).parameterShapes()].map(([name, { shape }]) => [
      name,
      shape,
    ]),
  );

describe('inferConfig', () => {
  test.each<[string, Record<string, unknown>]>([
    ['the full model', {}],
    ['the small decoder', { decoder_block_out_channels: [96, 192, 384, 384] }],
    [
      'no quant convs, no mid attention',
      { use_quant_conv: false, use_post_quant_conv: false, mid_block_add_attention: false },
    ],
    ['one level of one layer', { block_out_channels: [64], layers_per_block: 1 }],
    ['other channels', { in_channels: 1, out_channels: 4, latent_channels: 16 }],
    ['no patches', { patch_size: [1, 1] }],
  ])('sees %s', (_, json) => {
    expect(inferConfig(shapesOf(json))).toEqual(parseConfig(json));
  });

  test('takes a decoder’s widths where there is no encoder', () => {
    const json = { block_out_channels: [32, 64], use_quant_conv: false };
    expect(inferConfig(shapesOf(json, { decoderOnly: true }))).toEqual(parseConfig(json));
  });

  test.each<[string, Record<string, unknown>, (shapes: Map<string, readonly number[]>) => void, string]>([
    [
      'widths that 32 doesn’t divide',
      { block_out_channels: [48], norm_num_groups: 8 },
      () => {},
      'norm_num_groups',
    ],
    ['oblong patches', { patch_size: [1, 2] }, () => {}, 'patch_size'],
    [
      'no decoder',
      {},
      (shapes) => [...shapes.keys()].filter((n) => n.startsWith('decoder.')).map((n) => shapes.delete(n)),
      'decoder',
    ],
    ['no conv_in', {}, (shapes) => shapes.delete('decoder.conv_in.weight'), 'decoder.conv_in.weight'],
  ])('%s: an error that asks for the config', (_, json, change, named) => {
    const shapes = shapesOf(json);
    change(shapes);
    const error = failure(() => inferConfig(shapes, { file: 'ae.safetensors' }));
    expect(error.code).toBe('config');
    for (const part of ['ae.safetensors', named, 'config.json']) expect(error.message).toContain(part);
  });
});

describe('structure', () => {
  test('the full model has 84,046,115 weights and 256 statistics in 250 tensors', () => {
    const shapes = [...new AutoencoderKLFlux2(parseConfig({})).parameterShapes()].filter(
      ([, { optional }]) => !optional,
    );
    const elements = (entries: typeof shapes) =>
      entries.reduce((sum, [, { shape }]) => sum + shape.reduce((product, side) => product * side, 1), 0);
    expect(shapes).toHaveLength(250);
    expect(elements(shapes.filter(([name]) => !name.startsWith('bn.')))).toBe(84_046_115);
    expect(elements(shapes.filter(([name]) => name.startsWith('bn.')))).toBe(256);
  });

  test('the sample has 3.09 M parameters', () => {
    const config = parseConfig(JSON.parse(readFileSync(`${sample}/config.json`, 'utf8')));
    let elements = 0;
    for (const [name, { size }] of new AutoencoderKLFlux2(config).namedParameters())
      if (!name.startsWith('bn.')) elements += size;
    expect(Math.round(elements / 1e4)).toBe(309);
  });

  test.each([0, -1e-6, Number.NaN])('groupNormEps %s: an error', (groupNormEps) => {
    const error = failure(() => new AutoencoderKLFlux2(parseConfig({}), { groupNormEps }));
    expect(error.code).toBe('argument');
  });
});
