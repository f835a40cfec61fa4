import { type Backend, createBackend, type DType, tensor } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  Attention,
  BatchNorm2d,
  Conv2d,
  Downsample,
  GroupNorm,
  Linear,
  Module,
  ModuleList,
  NnError,
  type ParameterSource,
  Sequential,
  SiLU,
  type StoredTensor,
} from '../src/index.js';

let backend: Backend;
beforeAll(async () => {
  backend = await createBackend('reference');
});
afterAll(() => backend.close());

class Block extends Module {
  readonly conv1 = new Conv2d({ inChannels: 2, outChannels: 3, kernelSize: 1 });
  readonly layers = new ModuleList([new Linear({ inFeatures: 3, outFeatures: 2, bias: false }), new SiLU()]);
  readonly tail = new Sequential(new SiLU(), new GroupNorm({ numGroups: 1, numChannels: 2 }));
  readonly absent: Conv2d | null = null;
}

/** Counts up, so that every element of a checkpoint differs. */
function checkpoint(shapes: Record<string, readonly number[]>, dtype: DType = 'float32') {
  let next = 0;
  const reads: string[] = [];
  const entries = Object.entries(shapes).map(([name, shape]): [string, StoredTensor] => {
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => next++);
    const read = () => {
      reads.push(name);
      return new Uint8Array(values.buffer);
    };
    return [name, { dtype, shape, read }];
  });
  return { source: new Map(entries), reads };
}

const blockShapes = {
  'conv1.weight': [3, 2, 1, 1],
  'conv1.bias': [3],
  'layers.0.weight': [2, 3],
  'tail.1.weight': [2],
  'tail.1.bias': [2],
};

async function failure(promise: Promise<unknown>): Promise<NnError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(NnError);
  return error as NnError;
}

describe('names and shapes', () => {
  test('come from the fields, without weights, in the checkpoint’s layout', () => {
    const shapes = new Block().parameterShapes();
    expect(Object.fromEntries([...shapes].map(([name, { shape }]) => [name, shape]))).toEqual(blockShapes);
  });

  test('are diffusers’ for attention and down-sampling, PyTorch’s for batch norm', () => {
    const attention = new Attention({ queryDim: 8, heads: 2, dimHead: 4, bias: true, normNumGroups: 4 });
    expect([...attention.parameterShapes().keys()].sort()).toEqual(
      ['group_norm', 'to_k', 'to_out.0', 'to_q', 'to_v'].flatMap((name) => [
        `${name}.bias`,
        `${name}.weight`,
      ]),
    );
    const down = new Downsample({ channels: 4 });
    expect([...down.parameterShapes().keys()]).toEqual(['conv.weight', 'conv.bias']);
    const norm = new BatchNorm2d({ numFeatures: 3, affine: false });
    expect([...norm.parameterShapes().keys()].sort()).toEqual([
      'num_batches_tracked',
      'running_mean',
      'running_var',
    ]);
  });

  test('an unloaded parameter can’t be used', () => {
    const conv = new Conv2d({ inChannels: 1, outChannels: 1, kernelSize: 1 });
    const x = tensor([[[[1]]]], { backend });
    expect(() => conv.forward(x)).toThrowError(expect.objectContaining({ code: 'unloaded' }));
    x.dispose();
  });
});

describe('loadParameters', () => {
  test('takes a map or a lookup, reads each tensor once, and holds weights in the layer’s layout', async () => {
    const block = new Block();
    const { source, reads } = checkpoint(blockShapes);
    const before = backend.memory().tensors;
    const lookup: ParameterSource = { keys: () => source.keys(), get: async (name) => source.get(name) };
    expect(await block.loadParameters(lookup, { backend })).toEqual({ missing: [], unexpected: [] });
    expect([...reads].sort()).toEqual(Object.keys(blockShapes).sort());
    expect(block.conv1.weight.value.shape).toEqual([3, 1, 1, 2]);
    const linear = block.layers.at(0) as Linear;
    expect(linear.weight.value.shape).toEqual([3, 2]);
    expect(await linear.weight.value.data()).toEqual(Float32Array.of(9, 12, 10, 13, 11, 14));
    expect(backend.memory().tensors).toBe(before + 5);
    block.dispose();
    expect(backend.memory().tensors).toBe(before);
  });

  test('tells missing, unexpected and wrong shapes at once, and reads nothing', async () => {
    const { 'conv1.bias': _, ...rest } = blockShapes;
    const { source, reads } = checkpoint({ ...rest, 'layers.0.weight': [3, 2], 'other.weight': [1] });
    const error = await failure(new Block().loadParameters(source, { backend }));
    expect(error.code).toBe('parameters');
    expect(error.missing).toEqual(['conv1.bias']);
    expect(error.unexpected).toEqual(['other.weight']);
    expect(error.shapes).toEqual([{ name: 'layers.0.weight', expected: '[2,3]', found: '[3,2]' }]);
    for (const part of ['conv1.bias', 'other.weight', '[2,3]', '[3,2]'])
      expect(error.message).toContain(part);
    expect(error.message).not.toContain('\n');
    expect(reads).toEqual([]);
  });

  test('names the first few of many and a count', async () => {
    const error = await failure(new Block().loadParameters(new Map(), { backend }));
    expect(error.missing).toHaveLength(5);
    expect(error.message).toContain('5 missing');
    expect(error.message).toContain('and 2 more');
  });

  test('without strict passes over missing and unexpected, never over a wrong shape', async () => {
    const { 'conv1.bias': _, ...rest } = blockShapes;
    const block = new Block();
    const report = await block.loadParameters(checkpoint({ ...rest, other: [1] }).source, {
      backend,
      strict: false,
    });
    expect(report).toEqual({ missing: ['conv1.bias'], unexpected: ['other'] });
    expect(block.conv1.bias?.isLoaded).toBe(false);
    block.dispose();
    const wrong = checkpoint({ ...rest, 'tail.1.bias': [3] }).source;
    expect((await failure(block.loadParameters(wrong, { backend, strict: false }))).shapes).toHaveLength(1);
  });

  test('refuses integers for float parameters', async () => {
    const error = await failure(
      new Block().loadParameters(checkpoint(blockShapes, 'int32').source, { backend }),
    );
    expect(error.details.dtypes).toHaveLength(5);
    expect(error.message).toContain('int32');
  });

  test('casts to the dtype asked for', async () => {
    const block = new Block();
    await block.loadParameters(checkpoint(blockShapes).source, { backend, dtype: 'bfloat16' });
    expect(new Set([...block.namedParameters()].map(([, { value }]) => value.dtype))).toEqual(
      new Set(['bfloat16']),
    );
    block.to('float32');
    expect(block.conv1.weight.value.dtype).toBe('float32');
    block.dispose();
  });

  test('keeps batch-norm statistics in float32', async () => {
    const norm = new BatchNorm2d({ numFeatures: 2, affine: false });
    const { source } = checkpoint({ running_mean: [2], running_var: [2] });
    await norm.loadParameters(source, { backend, dtype: 'float16' });
    norm.to('bfloat16');
    expect(norm.running_var.value.dtype).toBe('float32');
    norm.dispose();
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'with requireFinite names parameters with %s',
    async (bad) => {
      const { source } = checkpoint(blockShapes);
      const values = Float32Array.of(1, bad);
      source.set('tail.1.bias', { dtype: 'float32', shape: [2], read: () => new Uint8Array(values.buffer) });
      const before = backend.memory().tensors;
      const error = await failure(new Block().loadParameters(source, { backend, requireFinite: true }));
      expect(error.details.notFinite).toEqual(['tail.1.bias']);
      expect(backend.memory().tensors).toBe(before);
    },
  );

  test('with requireFinite takes large finite weights whose sum is not', async () => {
    const { source } = checkpoint(blockShapes);
    const values = Float32Array.of(3e38, 3e38);
    source.set('tail.1.bias', { dtype: 'float32', shape: [2], read: () => new Uint8Array(values.buffer) });
    const block = new Block();
    await block.loadParameters(source, { backend, requireFinite: true });
    block.dispose();
  });

  test('reads what select asks for and checks the rest', async () => {
    const { source, reads } = checkpoint(blockShapes);
    const block = new Block();
    await block.loadParameters(source, { backend, select: (name) => name.startsWith('conv1.') });
    expect([...reads].sort()).toEqual(['conv1.bias', 'conv1.weight']);
    expect((block.layers.at(0) as Linear).weight.isLoaded).toBe(false);
    block.dispose();
    source.delete('tail.1.bias');
    const error = await failure(block.loadParameters(source, { backend, select: () => false }));
    expect(error.missing).toEqual(['tail.1.bias']);
  });

  test('an abort or a failed read leaves nothing behind', async () => {
    const before = backend.memory().tensors;
    const { source } = checkpoint(blockShapes);
    const stop = new AbortController();
    const aborted = new Block().loadParameters(source, {
      backend,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    });
    await expect(aborted).rejects.toThrow('enough');
    source.set('tail.1.bias', {
      dtype: 'float32',
      shape: [2],
      read: () => Promise.reject(new Error('disk')),
    });
    await expect(new Block().loadParameters(source, { backend })).rejects.toThrow('disk');
    expect(backend.memory().tensors).toBe(before);
  });

  test('tells progress in bytes, rising to the total', async () => {
    const seen: number[] = [];
    const block = new Block();
    let end = 0;
    await block.loadParameters(checkpoint(blockShapes).source, {
      backend,
      onProgress: ({ done, total }) => {
        seen.push(done);
        end = total;
      },
    });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(end);
    expect(end).toBe(4 * (6 + 3 + 6 + 2 + 2));
    block.dispose();
  });
});

describe('constructor options', () => {
  test.each([
    [
      'groups that don’t divide',
      () => new Conv2d({ inChannels: 3, outChannels: 4, kernelSize: 1, groups: 2 }),
    ],
    ['a kernel of 0', () => new Conv2d({ inChannels: 3, outChannels: 4, kernelSize: 0 })],
    ['negative padding', () => new Conv2d({ inChannels: 3, outChannels: 4, kernelSize: 1, padding: -1 })],
    [
      'same padding with a stride',
      () => new Conv2d({ inChannels: 3, outChannels: 4, kernelSize: 3, stride: 2, padding: 'same' }),
    ],
    ['groups of a norm', () => new GroupNorm({ numGroups: 4, numChannels: 6 })],
    ['a NaN eps', () => new GroupNorm({ numGroups: 2, numChannels: 6, eps: Number.NaN })],
    ['key heads', () => new Attention({ queryDim: 4, heads: 3, kvHeads: 2 })],
    ['a fractional size', () => new Linear({ inFeatures: 1.5, outFeatures: 2 })],
  ])('%s: an error at once', (_, make) => {
    expect(make).toThrowError(expect.objectContaining({ name: 'NnError', code: 'argument' }));
  });
});
