/** Ops over random shapes, against the `reference` backend, whose result is the definition. */
import {
  type Activation,
  add,
  argmax,
  attention,
  type Backend,
  broadcastTo,
  type Conv2dOptions,
  concat,
  conv2d,
  convBlock,
  createBackend,
  type DType,
  equal,
  flip,
  groupNorm,
  groupStatistics,
  layerNorm,
  less,
  matmul,
  max,
  maximum,
  multiply,
  pad,
  permuteDims,
  prod,
  remainder,
  repeat,
  reshape,
  rmsNorm,
  type SliceRange,
  silu,
  slice,
  softmax,
  stack,
  subtract,
  sum,
  type Tensor,
  take,
  upsampleNearest,
  where,
} from '@x/tensor';
import { type ConformanceCase, group } from './case.js';
import { evaluateAll } from './evaluate.js';
import { expectArray } from './expect.js';
import { sizeOf } from './hostArray.js';
import { Random } from './random.js';
import { toleranceOf } from './tolerances.js';
import { views } from './views.js';

type Results = Tensor | Record<string, Tensor>;
/** An array on the backend that the case runs on, the same one each time, by a way of its own. */
type Arrays = (shape: readonly number[], dtype?: DType) => Tensor;

interface Trial {
  /** For the tolerance. */
  readonly op: string;
  /** Products summed into an element, which scale the tolerance. */
  readonly terms?: number;
  readonly title: string;
  readonly build: (arrays: Arrays, backend: Backend) => Results;
}

type Generator = (random: Random) => Trial;

const floats: readonly DType[] = ['float32', 'float32', 'float16', 'bfloat16'];
const numbers: readonly DType[] = ['float32', 'float16', 'bfloat16', 'int32', 'int64', 'uint32', 'uint8'];
const text = (shape: readonly number[]): string => `[${shape.join(',')}]`;

const shapeOf = (random: Random, rank: number, largest = 6): number[] =>
  Array.from({ length: rank }, () => random.integer(1, largest));

/** A shape that broadcasts to `shape`. */
function narrower(random: Random, shape: readonly number[]): number[] {
  const ones = shape.map((side) => (random.integer(0, 2) === 0 ? 1 : side));
  return ones.slice(random.integer(0, 1) ? 0 : random.integer(0, shape.length));
}

/** Sides at which blocked kernels begin a new block, and those beside them. */
const side = (random: Random): number =>
  random.pick([1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65, 97, 127, 129]);

const elementwise: Generator = (random) => {
  const [name, op] = random.pick([
    ['add', add],
    ['subtract', subtract],
    ['multiply', multiply],
    ['maximum', maximum],
    ['remainder', remainder],
    ['less', less],
    ['equal', equal],
  ] as const);
  const dtype = random.pick(numbers);
  const shape = shapeOf(random, random.integer(0, 5));
  const other = narrower(random, shape);
  return {
    op: name,
    title: `${name} ${dtype} ${text(shape)} with ${text(other)}`,
    build: (array) => op(array(other, dtype), array(shape, dtype)),
  };
};

const selection: Generator = (random) => {
  const shape = shapeOf(random, random.integer(1, 4));
  const [condition, other] = [narrower(random, shape), narrower(random, shape)];
  const dtype = random.pick(numbers);
  return {
    op: 'where',
    title: `where ${dtype} ${text(condition)} ${text(shape)} ${text(other)}`,
    build: (array) => where(array(condition, 'bool'), array(shape, dtype), array(other, dtype)),
  };
};

const reduction: Generator = (random) => {
  const shape = shapeOf(random, random.integer(1, 5), 9);
  const axis = shape.map((_, i) => i).filter(() => random.integer(0, 1) === 1);
  const keepDims = random.integer(0, 1) === 1;
  const dtype = random.pick(numbers);
  const title = `${dtype} ${text(shape)} over ${text(axis)}${keepDims ? ', kept' : ''}`;
  if (random.integer(0, 3) === 0) {
    const at = random.integer(0, shape.length - 1);
    return {
      op: 'argmax',
      title: `argmax ${dtype} ${text(shape)} over ${at}`,
      build: (array) => argmax(array(shape, dtype), { axis: at, keepDims }),
    };
  }
  const [name, op] = random.pick([
    ['sum', sum],
    ['max', max],
    ...(dtype === 'int32' ? [['prod', prod] as const] : []),
  ] as const);
  return {
    op: name,
    terms: sizeOf(shape),
    title: `${name} ${title}`,
    build: (array) => op(array(shape, dtype), { axis, keepDims }),
  };
};

const longReduction: Generator = (random) => {
  const shape = random.pick([[10_007], [3, 4099], [4099, 3], [7, 1025, 5], [1025, 64], [2, 65, 33, 8]]);
  const axis = random.integer(0, shape.length - 1);
  return {
    op: 'sum',
    terms: shape[axis]!,
    title: `sum and max float32 ${text(shape)} over ${axis}`,
    build: (array) => {
      const x = array(shape);
      return { sum: sum(x, { axis }), max: max(x, { axis }) };
    },
  };
};

const movement: Generator = (random) => {
  const shape = shapeOf(random, random.integer(1, 5));
  const dtype = random.pick(numbers);
  const axes = shuffled(random, shape.length);
  const ranges = shape.map((length): SliceRange => {
    const step = random.pick([1, 1, 2, -1, -2]);
    return step > 0
      ? [random.integer(0, length - 1), null, step]
      : [random.integer(0, length - 1), null, step];
  });
  const widths = shape.map(() => [random.integer(0, 2), random.integer(0, 2)] as const);
  return {
    op: 'slice',
    title: `permute, slice, pad, flip, repeat ${dtype} ${text(shape)} by ${text(axes)}`,
    build: (array) => {
      const x = array(shape, dtype);
      const moved = permuteDims(slice(x, ranges), axes);
      return {
        moved,
        padded: pad(
          moved,
          axes.map((axis) => widths[axis]!),
        ),
        flat: reshape(flip(moved, 0), [-1]),
        repeated: repeat(moved, 3, axes.length - 1),
        widened: broadcastTo(moved, [2, ...moved.shape]),
      };
    },
  };
};

function shuffled(random: Random, length: number): number[] {
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

const joining: Generator = (random) => {
  const shape = shapeOf(random, random.integer(1, 4));
  const axis = random.integer(0, shape.length - 1);
  const other = shape.map((length, i) => (i === axis ? random.integer(0, 4) : length));
  const dtype = random.pick(numbers);
  return {
    op: 'concat',
    title: `concat, stack, take ${dtype} ${text(shape)} and ${text(other)} along ${axis}`,
    build: (array) => {
      const x = array(shape, dtype);
      const joined = concat([x, array(other, dtype), x], axis);
      const last = joined.shape[axis]! - 1;
      return {
        joined,
        stacked: stack([x, x], axis),
        taken: take(joined, [last, 0, -1, -joined.shape[axis]!], axis),
      };
    },
  };
};

const product: Generator = (random) => {
  const [m, k, n] = [side(random), side(random), side(random)];
  const batch = shapeOf(random, random.integer(0, 2), 3);
  const other = narrower(random, batch);
  const dtype = random.pick(floats);
  return {
    op: 'matmul',
    terms: k,
    title: `matmul ${dtype} ${text([...batch, m, k])} by ${text([...other, k, n])}`,
    build: (array) => matmul(array([...batch, m, k], dtype), array([...other, k, n], dtype)),
  };
};

const convolution: Generator = (random) => {
  const [kh, kw] = random.pick([
    [3, 3],
    [3, 3],
    [3, 3],
    [1, 1],
    [2, 2],
    [1, 3],
    [5, 5],
    [4, 3],
  ] as const);
  const groups = random.pick([1, 1, 1, 2, 3]);
  const perGroup = random.integer(1, 20);
  const outputs = groups * random.integer(1, 20);
  const dilation = random.pick([1, 1, 1, 2]);
  const options: Conv2dOptions = {
    stride: random.pick([1, 1, 1, 2]),
    dilation,
    groups,
    padding: {
      top: random.integer(0, 2),
      bottom: random.integer(0, 2),
      left: random.integer(0, 2),
      right: random.integer(0, 2),
    },
  };
  const shape = [
    random.integer(1, 2),
    dilation * (kh - 1) + random.integer(1, 15),
    dilation * (kw - 1) + random.integer(1, 15),
    perGroup * groups,
  ];
  const dtype = random.pick(floats);
  return {
    op: 'conv2d',
    terms: perGroup * kh * kw,
    title: `conv2d ${dtype} ${text(shape)} by ${text([outputs, kh, kw, perGroup])} ${JSON.stringify(options)}`,
    build: (array) => conv2d(array(shape, dtype), array([outputs, kh, kw, perGroup], dtype), options),
  };
};

const norm: Generator = (random) => {
  const groups = random.integer(1, 8);
  const channels = groups * random.integer(1, 5);
  const shape = [random.integer(1, 2), random.integer(1, 20), random.integer(1, 20), channels];
  const dtype = random.pick(floats);
  const activation = random.pick<Activation | null>([null, 'silu', 'relu', 'gelu', 'gelu-tanh']);
  return {
    op: 'groupNorm',
    title: `groupNorm ${dtype} ${text(shape)} of ${groups}, ${activation}`,
    build: (array) => {
      const x = array(shape, dtype);
      const [weight, bias] = [array([channels], dtype), array([channels], dtype)];
      return {
        statistics: groupStatistics(x, groups),
        normal: groupNorm(x, { groups, eps: 1e-3, weight, bias, activation }),
        layer: layerNorm(x, { eps: 1e-3, weight, bias }),
        rms: rmsNorm(x, { eps: 1e-3, weight }),
      };
    },
  };
};

const rows: Generator = (random) => {
  const shape = shapeOf(random, random.integer(1, 4), 12);
  const axis = random.integer(0, shape.length - 1);
  const dtype = random.pick(floats);
  return {
    op: 'softmax',
    title: `softmax and silu ${dtype} ${text(shape)} over ${axis}`,
    build: (array) => {
      const x = array(shape, dtype);
      return { softmax: softmax(x, axis), silu: silu(x) };
    },
  };
};

const attentions: Generator = (random) => {
  const keyHeads = random.integer(1, 3);
  const heads = keyHeads * random.integer(1, 3);
  const [batch, queries, keys, size] = [
    random.integer(1, 2),
    side(random),
    side(random),
    random.pick([1, 3, 8, 20, 33, 64]),
  ];
  const dtype = random.pick(floats);
  const masked = random.pick<readonly number[] | null>([
    null,
    null,
    [queries, keys],
    [batch, 1, queries, keys],
    [1, keys],
  ]);
  return {
    op: 'attention',
    title: `attention ${dtype} ${batch} × ${heads}/${keyHeads} heads, ${queries} by ${keys}, ${size} wide, mask ${masked && text(masked)}`,
    build: (array) => {
      const key = [batch, keyHeads, keys, size];
      const mask = masked && array(masked, dtype);
      return attention(array([batch, heads, queries, size], dtype), array(key, dtype), array(key, dtype), {
        mask,
      });
    },
  };
};

const block: Generator = (random) => {
  const groups = random.integer(1, 4);
  const channels = groups * random.integer(1, 8);
  const outGroups = random.integer(1, 4);
  const outputs = outGroups * random.integer(1, 8);
  const shape = [random.integer(1, 2), random.integer(1, 12), random.integer(1, 12), channels];
  const upsample = random.pick([1, 1, 2] as const);
  const stride = random.pick([1, 1, 2]);
  const kernel = random.pick([3, 3, 1]);
  const dtype = random.pick(floats);
  const activation = random.pick<Activation | null>(['silu', 'silu', 'gelu', null]);
  const outputActivation = random.pick<Activation | null>([null, null, 'relu']);
  const [normed, biased, added, counted] = [0, 0, 0, 0].map(() => random.integer(0, 1) === 1);
  const out = [1, 2].map((axis) => Math.floor((shape[axis]! * upsample - 1) / stride) + 1);
  const statisticsGroups = counted ? outGroups : null;
  return {
    op: 'convBlock',
    terms: channels * kernel * kernel,
    title:
      `convBlock ${dtype} ${text(shape)} to ${outputs}, ${kernel}×${kernel}, stride ${stride}, upsample ${upsample}, ` +
      `norm ${normed}, ${activation}, bias ${biased}, residual ${added}, ${outputActivation}, statistics ${statisticsGroups}`,
    build: (array) => {
      const vector = (length: number) => array([length], dtype);
      const { output, statistics } = convBlock(array(shape, dtype), {
        weight: array([outputs, kernel, kernel, channels], dtype),
        norm: normed ? { groups, eps: 1e-3, weight: vector(channels), bias: vector(channels) } : null,
        bias: biased ? vector(outputs) : null,
        residual: added ? array([shape[0]!, ...out, outputs], dtype) : null,
        padding: (kernel - 1) / 2,
        stride,
        upsample,
        activation,
        outputActivation,
        statisticsGroups,
      });
      return statistics ? { output, statistics } : { output };
    },
  };
};

const enlargement: Generator = (random) => {
  const shape = shapeOf(random, 4);
  const scale = random.pick<2 | 3 | readonly [number, number]>([2, 3, [1, 2], [3, 2]]);
  const dtype = random.pick(numbers);
  return {
    op: 'upsampleNearest',
    title: `upsampleNearest ${dtype} ${text(shape)} by ${scale}`,
    build: (array) => upsampleNearest(array(shape, dtype), scale),
  };
};

const generators: readonly (readonly [Generator, count: number])[] = [
  [elementwise, 40],
  [selection, 10],
  [reduction, 40],
  [longReduction, 8],
  [movement, 30],
  [joining, 15],
  [product, 40],
  [convolution, 60],
  [norm, 25],
  [rows, 15],
  [attentions, 25],
  [block, 60],
  [enlargement, 6],
];

async function resultsOf(trial: Trial, backend: Backend, seed: number) {
  const random = new Random(seed);
  return evaluateAll(() => {
    const arrays: Arrays = (shape, dtype = 'float32') => {
      const x = random.array(shape, dtype);
      return random
        .pick(shape.length === 0 || shape.includes(0) ? views.slice(0, 1) : views)
        .make(backend, x);
    };
    const results = trial.build(arrays, backend);
    return 'dtype' in results ? { output: results as Tensor } : (results as Record<string, Tensor>);
  });
}

export function agreementCases(): ConformanceCase[] {
  let seed = 0;
  const trials = generators.flatMap(([generator, count]) =>
    Array.from({ length: count }, () => {
      const own = ++seed;
      return [own, generator(new Random(own))] as const;
    }),
  );
  return group(
    'agreement with reference',
    trials.map(([own, trial]) => [
      `${own}: ${trial.title}`,
      async ({ backend }) => {
        const reference = await createBackend('reference');
        try {
          const [actual, expected] = await Promise.all([
            resultsOf(trial, backend, own),
            resultsOf(trial, reference, own),
          ]);
          for (const [name, value] of Object.entries(expected)) {
            const tolerance = toleranceOf(trial.op, value.dtype, sourceOf(trial, value.dtype));
            const scale = Math.max(1, Math.sqrt((trial.terms ?? 1) / 10));
            expectArray(actual[name]!, value, { ...tolerance, absolute: tolerance.absolute * scale }, name);
          }
        } finally {
          await reference.close();
        }
      },
    ]),
  );
}

/** Statistics are float32 of what may have been rounded to a half type. */
function sourceOf(trial: Trial, dtype: DType): DType {
  const half = ['float16', 'bfloat16'] as const;
  return half.find((name) => trial.title.includes(` ${name} `)) ?? dtype;
}
