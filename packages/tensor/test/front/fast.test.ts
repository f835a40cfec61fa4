/** Fused ops: the composition against plain loops in double, and the choice between it and a driver's own kernel. */
import {
  type Activation,
  type ArrayRef,
  add,
  attention,
  type Backend,
  type BackendDriver,
  broadcastTo,
  combineGroupStatistics,
  concat,
  conv2d,
  convBlock,
  createBackend,
  type FastOp,
  type FastOps,
  gelu,
  groupNorm,
  groupStatistics,
  layerNorm,
  matmul,
  matrixTranspose,
  multiply,
  randomNormal,
  registerBackend,
  relu,
  rmsNorm,
  silu,
  slice,
  softmax,
  type Tensor,
  tensor,
  upsampleNearest,
} from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FastDecision, watchFastDecisions } from '../../src/fast/fused.js';
import { recordingDriver } from './driver.js';

let backend: Backend;
beforeAll(async () => {
  backend = await createBackend('reference');
});
afterAll(() => backend.close());

const make = (data: Parameters<typeof tensor>[0], options = {}) => tensor(data, { backend, ...options });
const normal = (shape: number[], seed: number, on = backend) => randomNormal(shape, { seed, backend: on });
const floats = async (t: Tensor) => [...((await t.data()) as Float32Array)];

async function expectClose(t: Tensor, expected: readonly number[], tolerance = 1e-6) {
  const got = await floats(t);
  expect(got).toHaveLength(expected.length);
  const worst = Math.max(
    ...got.map((value, i) => Math.abs(value - expected[i]!) / (1 + Math.abs(expected[i]!))),
  );
  expect(worst).toBeLessThanOrEqual(tolerance);
}

/** Leaves one more tensor than before: nothing of the composition stays. */
function alone(op: () => Tensor): Tensor {
  const before = backend.memory().tensors;
  const result = op();
  expect(backend.memory().tensors).toBe(before + 1);
  return result;
}

describe('compositions', () => {
  test('activations', async () => {
    const values = [-20, -3, -0.5, 0, 0.5, 3, 20];
    const x = make(values);
    await expectClose(
      alone(() => silu(x)),
      values.map((v) => v / (1 + Math.exp(-v))),
    );
    await expectClose(
      alone(() => relu(x)),
      values.map((v) => Math.max(v, 0)),
    );
    // x·Φ(x), Φ from a table of the normal distribution.
    const phi = [0, 0.0013498980316301, 0.3085375387259869, 0.5, 0.6914624612740131, 0.9986501019683699, 1];
    await expectClose(
      alone(() => gelu(x)),
      values.map((v, i) => v * phi[i]!),
    );
    await expectClose(
      alone(() => gelu(x, { approximate: 'tanh' })),
      values.map((v) => (v / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v ** 3)))),
    );
  });

  test('softmax takes large scores and any axis', async () => {
    const large = make([1000, 1000 + Math.log(3)]);
    await expectClose(
      alone(() => softmax(large)),
      [0.25, 0.75],
      1e-4, // log 3 is rounded beside 1000
    );
    const x = make([
      [0, 0],
      [Math.log(3), 0],
    ]);
    await expectClose(
      alone(() => softmax(x, 0)),
      [0.25, 0.5, 0.75, 0.5],
    );
  });

  test('half types are rounded once', async () => {
    const x = make([1, 2, 3], { dtype: 'bfloat16' });
    const result = silu(x);
    expect(result.dtype).toBe('bfloat16');
    const once = silu(x.astype('float32')).astype('bfloat16');
    expect(await floats(result)).toEqual(await floats(once));
  });

  test('groupStatistics over all positions of each group', async () => {
    // Two pictures of two pixels, four channels, two groups.
    const x = make([1, 3, 10, 10, 5, 7, 10, 10, 0, 0, 1, 2, 0, 0, 3, 4], { shape: [2, 1, 2, 4] });
    const statistics = alone(() => groupStatistics(x, 2));
    expect([statistics.shape, statistics.dtype]).toEqual([[2, 2, 2], 'float32']);
    await expectClose(statistics, [4, 5, 10, 0, 0, 0, 2.5, 1.25]);
  });

  test('combineGroupStatistics gives the statistics of the whole', async () => {
    const x = add(multiply(normal([2, 7, 5, 8], 3), 2), 100);
    const parts = [slice(x, [null, [0, 2]]), slice(x, [null, [2, 3]]), slice(x, [null, [3]])];
    const whole = groupStatistics(x, 4);
    const combined = combineGroupStatistics(
      parts.map((part) => groupStatistics(part, 4)),
      [2, 1, 4],
    );
    expect(combined.shape).toEqual([2, 4, 2]);
    await expectClose(combined, await floats(whole), 1e-5);
  });

  test('groupNorm', async () => {
    const x = make([1, 3, 10, 10, 5, 7, 10, 10], { shape: [1, 2, 4] });
    const weight = make([1, 2, 1, 1]);
    const bias = make([0, 0, 5, 6]);
    const options = { groups: 2, eps: 4, weight, bias };
    // Group 1: mean 4, variance 5, sqrt(5 + 4) = 3. Group 2: mean 10, variance 0.
    const expected = [-1, -2 / 3, 5, 6, 1 / 3, 2, 5, 6];
    await expectClose(
      alone(() => groupNorm(x, options)),
      expected,
    );
    await expectClose(
      alone(() => groupNorm(x, { ...options, activation: 'relu' })),
      expected.map((v) => Math.max(v, 0)),
    );
    const statistics = make([0, 0, 8, 12], { shape: [1, 2, 2] });
    await expectClose(
      alone(() => groupNorm(x, { statistics, eps: 4 })),
      [0.5, 1.5, 0.5, 0.5, 2.5, 3.5, 0.5, 0.5],
    );
  });

  test('layerNorm and rmsNorm', async () => {
    const x = make([
      [1, 5],
      [3, 3],
    ]);
    const weight = make([1, 2]);
    const bias = make([0.5, 0]);
    await expectClose(
      alone(() => layerNorm(x, { weight, bias, eps: 2.25 })),
      [0.5 - 2 / 2.5, 4 / 2.5, 0.5, 0],
    );
    await expectClose(
      alone(() => rmsNorm(x, { weight, eps: 3 })),
      [1 / 4, 10 / 4, 3 / Math.sqrt(12), 6 / Math.sqrt(12)],
    );
  });

  test('upsampleNearest', async () => {
    const x = make([1, 2, 3, 4], { shape: [1, 2, 2, 1] });
    const big = alone(() => upsampleNearest(x));
    expect(big.shape).toEqual([1, 4, 4, 1]);
    expect(await floats(big)).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
    const wide = alone(() => upsampleNearest(x, [1, 3]));
    expect(await floats(wide)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
  });
});

describe('attention', () => {
  /** One head in double. */
  function attend(q: number[][], k: number[][], v: number[][], scale: number, mask?: number[][]) {
    return q.map((row, n) => {
      const scores = k.map(
        (key, m) => key.reduce((s, x, d) => s + x * row[d]!, 0) * scale + (mask ? mask[n]![m]! : 0),
      );
      const top = Math.max(...scores);
      const weights = scores.map((s) => Math.exp(s - top));
      const total = weights.reduce((s, w) => s + w, 0);
      return v[0]!.map((_, d) => weights.reduce((s, w, m) => s + (w / total) * v[m]![d]!, 0));
    });
  }
  const rows = (flat: number[], head: number, count: number, size: number) =>
    Array.from({ length: count }, (_, n) =>
      flat.slice((head * count + n) * size, (head * count + n + 1) * size),
    );

  test.each([
    { heads: 2, keyHeads: 2, queries: 5, keys: 7, size: 3 },
    { heads: 6, keyHeads: 2, queries: 3, keys: 4, size: 2 },
    { heads: 1, keyHeads: 1, queries: 1, keys: 1, size: 1 },
  ])('%o, with and without masks', async ({ heads, keyHeads, queries, keys, size }) => {
    const q = normal([1, heads, queries, size], 1);
    const k = normal([1, keyHeads, keys, size], 2);
    const v = normal([1, keyHeads, keys, size], 3);
    const [qs, ks, vs] = await Promise.all([q, k, v].map(floats));
    const expected = (scale: number, mask?: number[][]) =>
      Array.from({ length: heads }, (_, h) => {
        const shared = Math.floor((h * keyHeads) / heads);
        return attend(
          rows(qs!, h, queries, size),
          rows(ks!, shared, keys, size),
          rows(vs!, shared, keys, size),
          scale,
          mask,
        );
      }).flat(2);
    await expectClose(
      alone(() => attention(q, k, v)),
      expected(1 / Math.sqrt(size)),
      1e-5,
    );
    const added = normal([queries, keys], 4);
    const mask = rows(await floats(added), 0, queries, keys);
    await expectClose(
      alone(() => attention(q, k, v, { scale: 0.5, mask: added })),
      expected(0.5, mask),
      1e-5,
    );
    const taken = Array.from({ length: keys }, (_, m) => m === 0 || m % 2 === 1);
    const out = Array.from({ length: queries }, () => taken.map((yes) => (yes ? 0 : -Infinity)));
    const chosen = make(taken);
    await expectClose(
      alone(() => attention(q, k, v, { mask: chosen })),
      expected(1 / Math.sqrt(size), out),
      1e-5,
    );
  });

  test('by blocks of queries is the same as at once', async () => {
    // 2 · 4096 keys in float32: 512 queries fill a block; 1300 take three, the last not full.
    const { driver, calls } = recordingDriver();
    registerBackend('front-blocks', () => driver);
    const on = await createBackend('front-blocks');
    const q = normal([1, 2, 1300, 2], 1, on);
    const [k, v] = [normal([1, 2, 4096, 2], 2, on), normal([1, 2, 4096, 2], 3, on)];
    const mask = normal([1300, 4096], 4, on);
    const result = attention(q, k, v, { mask, scale: 1 });
    expect(calls.filter((name) => name === 'matmul')).toHaveLength(6);
    for (const [start, stop] of [
      [0, 3],
      [510, 515],
      [1297, 1300],
    ] as const) {
      const part = slice(q, [null, null, [start, stop]]);
      const scores = add(matmul(part, matrixTranspose(k)), slice(mask, [[start, stop]]));
      const expected = matmul(softmax(scores), v);
      await expectClose(slice(result, [null, null, [start, stop]]), await floats(expected), 1e-5);
    }
    await on.close();
  });

  test('over no queries or no keys', async () => {
    const [some, none] = [normal([1, 1, 2, 3], 1), normal([1, 1, 0, 3], 1)];
    expect(await floats(attention(none, some, some))).toEqual([]);
    expect(await floats(attention(some, none, none))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('convBlock', () => {
  test('is its steps one after the other', async () => {
    const x = normal([2, 4, 5, 6], 1);
    const weight = normal([4, 3, 3, 6], 2);
    const [bias, scale, shift] = [normal([4], 3), normal([6], 4), normal([6], 5)];
    const residual = normal([2, 8, 10, 4], 6);
    const before = backend.memory().tensors;
    const { output, statistics } = convBlock(x, {
      norm: { groups: 3, eps: 0.01, weight: scale, bias: shift },
      activation: 'silu',
      upsample: 2,
      weight,
      bias,
      padding: 1,
      residual,
      outputActivation: 'relu',
      statisticsGroups: 2,
    });
    expect(backend.memory().tensors).toBe(before + 2);
    const inner = silu(groupNorm(x, { groups: 3, eps: 0.01, weight: scale, bias: shift }));
    const expected = relu(conv2d(upsampleNearest(inner), weight, { padding: 1 }).add(bias).add(residual));
    await expectClose(output, await floats(expected));
    await expectClose(statistics!, await floats(groupStatistics(expected, 2)));
  });

  test('of a convolution alone', async () => {
    const [x, weight] = [normal([1, 4, 4, 4], 1), normal([2, 1, 1, 2], 2)];
    const options = { stride: 2, groups: 2, padding: { top: 0, bottom: 1, left: 0, right: 1 } };
    const { output, statistics } = convBlock(x, { weight, ...options });
    expect(statistics).toBeNull();
    expect(await floats(output)).toEqual(await floats(conv2d(x, weight, options)));
  });

  test('in bfloat16 is the float32 block, rounded once', async () => {
    const [x, weight, scale] = [normal([1, 3, 3, 4], 1), normal([2, 3, 3, 4], 2), normal([4], 3)].map((t) =>
      t.astype('bfloat16'),
    ) as [Tensor, Tensor, Tensor];
    const block = (a: Tensor, w: Tensor, s: Tensor) =>
      convBlock(a, { norm: { groups: 2, weight: s }, activation: 'gelu', weight: w, padding: 1 }).output;
    const narrow = block(x, weight, scale);
    const wide = block(x.astype('float32'), weight.astype('float32'), scale.astype('float32'));
    expect(narrow.dtype).toBe('bfloat16');
    expect(await floats(narrow)).toEqual(await floats(wide.astype('bfloat16')));
  });

  test('stripes with halo rows and given statistics give the rows of the whole', async () => {
    const x = normal([1, 6, 4, 4], 1);
    const weight = normal([3, 3, 3, 4], 2);
    const statistics = groupStatistics(x, 2);
    const norm = { statistics, eps: 1e-6 };
    const sides = { left: 1, right: 1 };
    const options = { norm, activation: 'silu' as const, weight };
    const whole = convBlock(x, { ...options, padding: { ...sides, top: 1, bottom: 1 } }).output;
    const upper = convBlock(slice(x, [null, [0, 4]]), {
      ...options,
      padding: { ...sides, top: 1, bottom: 0 },
    });
    const lower = convBlock(slice(x, [null, [2]]), { ...options, padding: { ...sides, top: 0, bottom: 1 } });
    await expectClose(concat([upper.output, lower.output], 1), await floats(whole));
  });
});

describe('the choice', () => {
  let count = 0;
  async function backendWith(
    fast?: FastOps,
  ): Promise<{ fused: Backend; calls: string[]; driver: BackendDriver }> {
    const { driver, calls } = recordingDriver(fast);
    const name = `front-fast-${count++}`;
    registerBackend(name, () => driver);
    return { fused: await createBackend(name), calls, driver };
  }
  async function decisions(run: () => unknown): Promise<FastDecision[]> {
    const seen: FastDecision[] = [];
    const stop = watchFastDecisions((decision) => seen.push(decision));
    try {
      run();
    } finally {
      stop();
    }
    return seen;
  }

  test('without a kernel the composition runs and says so', async () => {
    const x = make([1, 2]);
    const seen = await decisions(() => silu(x));
    expect(seen).toEqual([{ op: 'silu', backend, fused: false, reason: 'the driver has no silu' }]);
    expect(await decisions(() => {})).toEqual([]);
  });

  test('a refusal runs the composition and passes the reason on', async () => {
    const fast: FastOps = {
      softmax: {
        accepts: () => 'axis must be the last',
        run: () => {
          throw new Error('must not run');
        },
      },
    };
    const { fused } = await backendWith(fast);
    const x = tensor([0, Math.log(3)], { backend: fused });
    let result: Tensor | undefined;
    const seen = await decisions(() => {
      result = softmax(x, 0);
    });
    expect(seen).toMatchObject([{ op: 'softmax', fused: false, reason: 'axis must be the last' }]);
    await expectClose(result!, [0.25, 0.75]);
    await fused.close();
  });

  test('an acceptance runs the kernel with what the contract says', async () => {
    const args: unknown[] = [];
    let driver: BackendDriver | undefined;
    /** Answers with an array of 7s of the shape asked for. */
    const accept = <
      T extends { readonly out: ArrayRef | { shape: readonly number[]; dtype: 'float32' } },
    >() =>
      ({
        accepts: () => true,
        run: (given: T) => {
          args.push(given);
          return driver!.fill(7, given.out);
        },
      }) as unknown as FastOp<never>;
    const fast = {
      activation: accept(),
      softmax: accept(),
      groupStatistics: accept(),
      groupNorm: accept(),
      layerNorm: accept(),
      attention: accept(),
    } as FastOps;
    const made = await backendWith(fast);
    driver = made.driver;
    const on = made.fused;
    const x = normal([1, 2, 2, 4], 1, on);
    const weight = normal([4], 1, on);
    made.calls.length = 0;

    const out = { shape: [1, 2, 2, 4], dtype: 'float32' };
    const ref = expect.objectContaining(out);
    const vector = expect.objectContaining({ shape: [4] });
    const cases: [name: string, run: () => Tensor, expected: object[]][] = [
      ['silu', () => silu(x), [{ x: ref, activation: 'silu', out }]],
      ['gelu', () => gelu(x, { approximate: 'tanh' }), [{ x: ref, activation: 'gelu-tanh', out }]],
      ['softmax', () => softmax(x, -2), [{ x: ref, axis: 2, out }]],
      [
        'statistics',
        () => groupStatistics(x, 2),
        [{ x: ref, groups: 2, out: { shape: [1, 2, 2], dtype: 'float32' } }],
      ],
      [
        'groupNorm',
        () => groupNorm(x, { groups: 2, weight, activation: 'silu' }),
        [
          expect.objectContaining({ groups: 2 }),
          {
            x: ref,
            statistics: expect.objectContaining({ shape: [1, 2, 2] }),
            eps: 1e-5,
            weight: vector,
            bias: null,
            activation: 'silu',
            out,
          },
        ],
      ],
      [
        'layerNorm',
        () => layerNorm(x, { bias: weight }),
        [{ x: ref, eps: 1e-5, centred: true, weight: null, bias: vector, out }],
      ],
      [
        'rmsNorm',
        () => rmsNorm(x, { eps: 2 }),
        [{ x: ref, eps: 2, centred: false, weight: null, bias: null, out }],
      ],
      [
        'attention',
        () => attention(x, x, x, { scale: 3 }),
        [{ q: ref, k: ref, v: ref, scale: 3, mask: null, precision: 'highest', out }],
      ],
    ];
    for (const [name, run, expected] of cases) {
      args.length = 0;
      const before = on.memory().tensors;
      const result = run();
      expect(args, name).toEqual(expected);
      expect(on.memory().tensors, name).toBe(before + 1);
      expect(new Set(await floats(result)), name).toEqual(new Set([7]));
      result.dispose();
    }
    // Nothing but the kernels ran.
    expect(new Set(made.calls)).toEqual(new Set(['fill', 'dispose', 'read', 'memory']));
    await on.close();
  });

  test('convBlock hands over all, and takes statistics where the kernel gives none', async () => {
    const args: unknown[] = [];
    let driver: BackendDriver | undefined;
    const fast: FastOps = {
      convBlock: {
        accepts: ({ conv }) => conv.groups === 1 || 'groups must be 1',
        run: (given) => {
          args.push(given);
          return { output: driver!.fill(2, given.out), statistics: null };
        },
      },
    };
    const made = await backendWith(fast);
    driver = made.driver;
    const on = made.fused;
    const [x, weight, bias] = [normal([1, 2, 2, 4], 1, on), normal([2, 3, 3, 4], 2, on), normal([2], 3, on)];
    const before = on.memory().tensors;
    const activations: Activation[] = ['silu', 'relu'];
    const { output, statistics } = convBlock(x, {
      norm: { groups: 2, eps: 0.5 },
      activation: activations[0],
      upsample: 2,
      weight,
      bias,
      padding: 1,
      outputActivation: activations[1],
      statisticsGroups: 1,
    });
    const shaped = (shape: number[]) => expect.objectContaining({ shape });
    expect(args).toEqual([
      {
        x: shaped([1, 2, 2, 4]),
        norm: { statistics: shaped([1, 2, 2]), eps: 0.5, weight: null, bias: null },
        activation: 'silu',
        upsample: 2,
        weight: shaped([2, 3, 3, 4]),
        bias: shaped([2]),
        conv: {
          stride: [1, 1],
          padding: { top: 1, bottom: 1, left: 1, right: 1 },
          dilation: [1, 1],
          groups: 1,
          precision: 'highest',
        },
        residual: null,
        outputActivation: 'relu',
        statisticsGroups: 1,
        out: { shape: [1, 4, 4, 2], dtype: 'float32' },
      },
    ]);
    expect(on.memory().tensors).toBe(before + 2);
    expect(new Set(await floats(output))).toEqual(new Set([2]));
    expect(await floats(statistics!)).toEqual([2, 0]);

    const seen = await decisions(() =>
      convBlock(x, { weight: slice(weight, [null, null, null, [0, 2]]), groups: 2, padding: 1 }),
    );
    expect(seen).toMatchObject([{ op: 'convBlock', fused: false, reason: 'groups must be 1' }]);
    expect(args).toHaveLength(1);
    await on.close();
  });
});

test('broadcast views go through fused ops', async () => {
  const x = broadcastTo(make([[1], [2]]), [2, 3]);
  await expectClose(softmax(x), new Array<number>(6).fill(1 / 3));
});
