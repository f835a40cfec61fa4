import * as front from '@x/tensor';
import { type Backend, createBackend, TensorError, zeros } from '@x/tensor';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let backend: Backend;
beforeAll(async () => {
  backend = await createBackend('reference');
});
afterAll(() => backend.close());

const z = (shape: number[], dtype: front.DType = 'float32') => zeros(shape, { dtype, backend });

const cases: [name: string, call: () => unknown, code: string, message: string][] = [
  [
    'conv2d channels',
    () => front.conv2d(z([1, 64, 64, 32]), z([512, 3, 3, 64])),
    'shape',
    "[conv2d] input channels must match the weight's; got input [1,64,64,32] (NHWC), weight [512,3,3,64] (OHWI)",
  ],
  [
    'conv2d groups',
    () => front.conv2d(z([1, 4, 4, 6]), z([3, 1, 1, 3]), { groups: 2 }),
    'shape',
    '[conv2d] output channels must divide by groups; got input [1,4,4,6] (NHWC), weight [3,1,1,3] (OHWI), groups 2',
  ],
  [
    'conv2d kernel',
    () => front.conv2d(z([1, 2, 9, 1]), z([1, 3, 3, 1])),
    'shape',
    '[conv2d] the kernel must fit the padded input; got input [1,2,9,1] (NHWC), weight [1,3,3,1] (OHWI), padding [0,0,0,0] (top, bottom, left, right), dilation [1,1]',
  ],
  [
    'conv2d rank',
    () => front.conv2d(z([4, 4, 1]), z([1, 1, 1, 1])),
    'shape',
    '[conv2d] input must be 4-dimensional (NHWC); got [4,4,1]',
  ],
  [
    'conv2d stride',
    () => front.conv2d(z([1, 4, 4, 1]), z([1, 1, 1, 1]), { stride: 0 }),
    'argument',
    '[conv2d] stride must be an integer of at least 1; got 0',
  ],
  [
    'conv2d padding',
    () => front.conv2d(z([1, 4, 4, 1]), z([1, 1, 1, 1]), { padding: { top: -1 } as never }),
    'argument',
    '[conv2d] padding.top must be an integer of at least 0; got -1',
  ],
  [
    'conv2d dtype',
    () => front.conv2d(z([1, 1, 1, 1], 'int32'), z([1, 1, 1, 1], 'int32')),
    'dtype',
    '[conv2d] dtype must be a float; got int32',
  ],
  [
    'broadcast',
    () => front.add(z([2, 3]), z([2])),
    'shape',
    '[add] shapes must broadcast; got [2,3] and [2]',
  ],
  [
    'dtypes',
    () => front.add(z([2]), z([2], 'int32')),
    'dtype',
    '[add] tensors must have one dtype; got float32 and int32 (use astype)',
  ],
  [
    'bool sums',
    () => front.add(z([2], 'bool'), z([2], 'bool')),
    'dtype',
    '[add] dtype must be a number; got bool',
  ],
  [
    'integer division',
    () => front.divide(z([2], 'int32'), 2),
    'dtype',
    '[divide] dtype must be a float; got int32',
  ],
  [
    'fraction beside integers',
    () => front.add(z([2], 'int32'), 0.5),
    'argument',
    '[add] a value beside int32 must be one of its values; got 0.5',
  ],
  [
    'range of uint8',
    () => front.add(z([2], 'uint8'), 256),
    'argument',
    '[add] a value beside uint8 must be one of its values; got 256',
  ],
  [
    'bigint beside floats',
    () => front.add(z([2]), 1n),
    'argument',
    '[add] a value beside float32 must be one of its values; got 1n',
  ],
  ['no tensor', () => front.add(1, 2), 'argument', '[add] one operand must be a Tensor; got [1,2]'],
  [
    'an array',
    () => front.add([1] as never, z([1])),
    'argument',
    '[add] operands must be tensors or numbers; got [1]',
  ],
  ['unary dtype', () => front.exp(z([1], 'int32')), 'dtype', '[exp] dtype must be a float; got int32'],
  ['unary argument', () => front.exp(3 as never), 'argument', '[exp] x must be a Tensor; got 3'],
  [
    'where condition',
    () => front.where(z([1]), 1, z([1])),
    'dtype',
    '[where] condition must be bool; got float32',
  ],
  [
    'clip bounds',
    () => front.clip(z([1]), { min: 2, max: 1 }),
    'argument',
    '[clip] min must be at most max; got 2 and 1',
  ],
  [
    'reshape size',
    () => front.reshape(z([2, 3]), [4]),
    'shape',
    '[reshape] the number of elements must stay; got [2,3] to [4]',
  ],
  [
    'reshape -1 twice',
    () => front.reshape(z([2, 3]), [-1, -1]),
    'shape',
    '[reshape] only one dimension may be -1; got [-1,-1]',
  ],
  [
    'reshape -1 of none',
    () => front.reshape(z([0, 3]), [0, -1]),
    'shape',
    '[reshape] the number of elements must stay; got [0,3] to [0,-1]',
  ],
  [
    'permuteDims',
    () => front.permuteDims(z([2, 3]), [0, 0]),
    'shape',
    '[permuteDims] axes must name each of the 2 dimensions once; got [0,0]',
  ],
  [
    'broadcastTo',
    () => front.broadcastTo(z([2, 3]), [3, 3]),
    'shape',
    '[broadcastTo] shape must broadcast to the one asked for; got [2,3] to [3,3]',
  ],
  [
    'squeeze',
    () => front.squeeze(z([2, 1]), 0),
    'shape',
    '[squeeze] squeezed dimensions must be 1; got [2,1], axis 0',
  ],
  [
    'axis range',
    () => front.sum(z([2, 3]), { axis: 2 }),
    'shape',
    '[sum] axis must be within the 2 dimensions; got 2',
  ],
  [
    'axes twice',
    () => front.sum(z([2, 3]), { axis: [1, -1] }),
    'argument',
    '[sum] axes must not repeat; got [1,-1]',
  ],
  [
    'argmax of none',
    () => front.argmax(z([2, 0]), { axis: 1 }),
    'shape',
    '[argmax] the axis must not be empty; got [2,0], axis 1',
  ],
  [
    'slice step',
    () => front.slice(z([2]), [[0, 1, 0]]),
    'argument',
    '[slice] step of axis 0 must not be 0; got [0,1,0]',
  ],
  [
    'slice ranges',
    () => front.slice(z([2]), [null, null]),
    'argument',
    '[slice] ranges must be an array of at most one entry a dimension of [2]; got [null,null]',
  ],
  [
    'pad widths',
    () => front.pad(z([2]), [-1]),
    'argument',
    '[pad] widths[0] must be an integer of at least 0; got -1',
  ],
  [
    'concat shapes',
    () => front.concat([z([2, 3]), z([2, 4])]),
    'shape',
    '[concat] shapes must agree but along axis 0; got [2,3] and [2,4]',
  ],
  [
    'concat of none',
    () => front.concat([]),
    'argument',
    '[concat] xs must be an array of at least one Tensor; got []',
  ],
  ['stack', () => front.stack([z([2]), z([3])]), 'shape', '[stack] shapes must be equal; got [2] and [3]'],
  [
    'split',
    () => front.split(z([5]), 2),
    'shape',
    '[split] the side must divide by sections; got [5], axis 0, 2',
  ],
  [
    'split sizes',
    () => front.split(z([5]), [2, 2]),
    'shape',
    '[split] sections must add up to the side; got [5], axis 0, [2,2]',
  ],
  ['take dtype', () => front.take(z([5]), z([1])), 'dtype', '[take] indices must be integers; got float32'],
  [
    'matmul',
    () => front.matmul(z([2, 3]), z([2, 3])),
    'shape',
    '[matmul] inner dimensions must match; got [2,3] · [2,3]',
  ],
  [
    'matmul scalar',
    () => front.matmul(z([]), z([2, 3])),
    'shape',
    '[matmul] both must have dimensions; got [] · [2,3]',
  ],
  [
    'too many bytes',
    () => z([2 ** 26, 2 ** 26]),
    'shape',
    '[zeros] an array must have at most 2^53 bytes; got float32 [67108864,67108864]',
  ],
  [
    'too many bytes of views',
    () => front.broadcastTo(z([1]), [2 ** 30, 2 ** 30]),
    'shape',
    '[broadcastTo] an array must have at most 2^53 bytes; got float32 [1073741824,1073741824]',
  ],
  [
    'overflow beside an empty side',
    () => z([0, 2 ** 40, 2 ** 40]),
    'shape',
    '[zeros] an array must have at most 2^53 bytes; got float32 [0,1099511627776,1099511627776]',
  ],
  [
    'rank',
    () => z([1, 1, 1, 1, 1, 1, 1, 1, 1]),
    'shape',
    '[zeros] shape must have at most 8 dimensions; got 9',
  ],
  [
    'sparse shape',
    () => z(new Array(2 ** 32 - 1)),
    'shape',
    '[zeros] shape must have at most 8 dimensions; got 4294967295',
  ],
  ['negative side', () => z([-1]), 'shape', '[zeros] dimensions must be integers of at least 0; got [-1]'],
  [
    'fractional side',
    () => z([1.5]),
    'shape',
    '[zeros] dimensions must be integers of at least 0; got [1.5]',
  ],
  [
    'unknown dtype',
    () => z([1], 'float64' as never),
    'dtype',
    "[zeros] dtype must be one of float32, float16, bfloat16, int32, int64, uint32, uint8, bool; got 'float64'",
  ],
  [
    'ragged data',
    () => front.tensor([[1], [1, 2]], { backend }),
    'shape',
    '[tensor] nested data must be rectangular; got lengths that differ from [2,1]',
  ],
  [
    'ragged depth',
    () => front.tensor([1, [2]], { backend }),
    'shape',
    '[tensor] nested data must be rectangular; got lengths that differ from [2]',
  ],
  [
    'mixed data',
    () => front.tensor([1, true], { backend }),
    'argument',
    '[tensor] data must be all numbers, all bigints or all booleans; got number and boolean',
  ],
  [
    'words',
    () => front.tensor(['1'] as never, { backend }),
    'argument',
    "[tensor] data must be a typed array, or numbers, also nested; got '1'",
  ],
  [
    'shape of data',
    () => front.tensor([1, 2], { shape: [3], backend }),
    'shape',
    '[tensor] shape [3] must have as many elements as data; got 2',
  ],
  [
    'fractions as integers',
    () => front.tensor([0.5], { dtype: 'int32', backend }),
    'argument',
    '[tensor] a value beside int32 must be one of its values; got 0.5',
  ],
  [
    'bytes',
    () => front.fromBytes(new Uint8Array(7), { shape: [2], dtype: 'float32', backend }),
    'shape',
    '[fromBytes] float32 [2] must have 8 bytes; got 7',
  ],
  [
    'bytes of bool',
    () => front.fromBytes(Uint8Array.of(2), { shape: [1], dtype: 'bool', backend }),
    'argument',
    '[fromBytes] bytes of bool must be 0 or 1; got others',
  ],
  [
    'arange',
    () => front.arange(3, { step: 0, backend }),
    'argument',
    '[arange] step must be finite, not 0; got 0',
  ],
  [
    'arange range',
    () => front.arange(300, { dtype: 'uint8', backend }),
    'argument',
    '[arange] a value beside uint8 must be one of its values; got 299',
  ],
  [
    'seed',
    () => front.randomBits([1], { seed: -1, backend }),
    'argument',
    '[randomBits] seed must be an integer from 0 to 2^64 - 1; got -1',
  ],
  [
    'options',
    () => front.softmax(z([2]), { axis: 0 } as never),
    'argument',
    '[softmax] axis must be an integer; got an object',
  ],
  [
    'softmax scalar',
    () => front.softmax(z([])),
    'shape',
    '[softmax] axis must be within the 0 dimensions; got -1',
  ],
  [
    'groups',
    () => front.groupNorm(z([1, 2, 2, 6]), { groups: 4 }),
    'shape',
    '[groupNorm] x must be [B,…,C] with channels that divide by groups; got [1,2,2,6], groups 4',
  ],
  [
    'norm weight',
    () => front.groupNorm(z([1, 2, 2, 6]), { groups: 3, weight: z([5]) }),
    'shape',
    '[groupNorm] weight must be [6]; got [5]',
  ],
  [
    'norm statistics',
    () => front.groupNorm(z([1, 2, 2, 6]), { statistics: z([2, 3, 2]) }),
    'shape',
    '[groupNorm] statistics must be [1,groups,2]; got [2,3,2]',
  ],
  [
    'norm activation',
    () => front.groupNorm(z([1, 2, 2, 6]), { groups: 3, activation: 'swish' as never }),
    'argument',
    "[groupNorm] activation must be one of silu, relu, gelu, gelu-tanh; got 'swish'",
  ],
  [
    'attention heads',
    () => front.attention(z([1, 3, 4, 8]), z([1, 2, 4, 8]), z([1, 2, 4, 8])),
    'shape',
    '[attention] query heads must divide by key heads; got q [1,3,4,8], k [1,2,4,8], v [1,2,4,8]',
  ],
  [
    'convBlock residual',
    () =>
      front.convBlock(z([1, 2, 2, 1]), { weight: z([1, 1, 1, 1]), upsample: 2, residual: z([1, 2, 2, 1]) }),
    'shape',
    '[convBlock] residual must be like the output; got [1,2,2,1], output [1,4,4,1]',
  ],
  [
    'convBlock channels',
    () => front.convBlock(z([1, 4, 4, 2]), { weight: z([1, 1, 1, 1]), upsample: 2 }),
    'shape',
    "[convBlock] input channels must match the weight's; got input [1,8,8,2] (NHWC), weight [1,1,1,1] (OHWI)",
  ],
];

describe('a call that could never work', () => {
  test.each(cases)('%s', (_, call, code, message) => {
    const before = backend.memory().tensors;
    let error: unknown;
    try {
      call();
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(TensorError);
    expect(error).toMatchObject({ code, message, op: /^\[(\w+)\]/.exec(message)![1] });
    expect(backend.memory().tensors - before).toBeLessThanOrEqual(4); // those the case itself made
  });
});

test('any arguments give a tensor or a TensorError, never anything else', async () => {
  const skipped = new Set([
    'TensorError',
    'Tensor',
    'createBackend',
    'defaultBackend',
    'registerBackend',
    'backendNames',
    'isFloat',
    'isTensor',
    'tidy',
    'keep',
    'dtypes',
    'itemSize',
    'maxRank',
  ]);
  const ops = Object.entries(front).filter(
    ([name, op]) => typeof op === 'function' && !skipped.has(name),
  ) as [string, (...args: unknown[]) => unknown][];
  expect(ops.length).toBeGreaterThan(80);
  const pool = [
    z([]),
    z([2, 3]),
    z([1, 2, 2, 4]),
    z([4, 1, 1, 4]),
    z([0, 2]),
    z([3], 'int32'),
    z([2], 'bool'),
    z([2], 'int64'),
    z([2], 'bfloat16'),
  ];
  const disposed = z([2]);
  disposed.dispose();
  const small = fc.integer({ min: -3, max: 4 });
  const junk = fc.oneof(
    fc.constantFrom<unknown>(
      undefined,
      null,
      NaN,
      Infinity,
      -0,
      0.5,
      2 ** 53,
      -(2 ** 60),
      5n,
      -1n,
      true,
      '',
      'silu',
      'float32',
      () => 1,
      Symbol('s'),
      {},
      [],
      [[]],
      [1, [2]],
      new Float32Array(3),
      new Uint8Array(8),
      new BigInt64Array(1),
      new DataView(new ArrayBuffer(8)),
      new Date(),
      disposed,
      [disposed],
      new Array(3),
      new Array(2 ** 31),
      Object.create(null),
    ),
    small,
    fc.array(small, { maxLength: 5 }),
    fc.constantFrom(...pool),
    fc.array(fc.constantFrom(...pool), { maxLength: 3 }),
    fc.array(fc.oneof(fc.constant(null), fc.array(fc.oneof(fc.constant(null), small), { maxLength: 3 })), {
      maxLength: 3,
    }),
  );
  const names = [
    'axis',
    'keepDims',
    'dtype',
    'shape',
    'seed',
    'stride',
    'padding',
    'dilation',
    'groups',
    'eps',
    'weight',
    'bias',
    'statistics',
    'activation',
    'norm',
    'upsample',
    'residual',
    'mask',
    'scale',
    'min',
    'max',
    'value',
    'start',
    'step',
    'low',
    'mean',
    'statisticsGroups',
    'correction',
    'approximate',
  ];
  const options = fc
    .dictionary(fc.constantFrom(...names), junk, { maxKeys: 4 })
    .map((given) => ({ backend, ...given }));
  const argument = fc.oneof({ weight: 4, arbitrary: junk }, { weight: 1, arbitrary: options });
  const first = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom<unknown>(...pool) },
    { weight: 1, arbitrary: argument },
  );
  const outcomes = { tensors: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ops),
      first,
      fc.array(argument, { maxLength: 3 }),
      async ([, op], x, rest) => {
        let result: unknown;
        try {
          result = front.tidy(() => op(x, ...rest));
          outcomes.tensors++;
        } catch (error) {
          if (!(error instanceof TensorError)) throw error;
          outcomes.refused++;
        }
        for (const made of [result].flat()) {
          if (!front.isTensor(made) || pool.includes(made)) continue;
          await made.ready().catch((error) => {
            if (!(error instanceof TensorError)) throw error;
          });
          made.dispose();
        }
      },
    ),
    { numRuns: 4000, seed: 11 },
  );
  // Both kinds came up, so that the test says something.
  expect(outcomes.tensors).toBeGreaterThan(200);
  expect(outcomes.refused).toBeGreaterThan(200);
  const methods = ['data', 'item', 'bytes', 'ready', 'to'] as const;
  for (const method of methods) {
    await expect((disposed[method] as (x?: unknown) => Promise<unknown>)('x')).rejects.toBeInstanceOf(
      TensorError,
    );
  }
});
