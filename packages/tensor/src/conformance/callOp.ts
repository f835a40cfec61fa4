/** From a table's op and attributes to the call. */

import type { Backend, ConvBlockOptions, GroupNormOptions, Tensor } from '@x/tensor';
import * as x from '@x/tensor';

type Attributes = Readonly<Record<string, unknown>>;
type Call = (args: readonly Tensor[], attributes: Attributes, backend: Backend) => Tensor;

const unaryOps = {
  negative: x.negative,
  abs: x.abs,
  sign: x.sign,
  sqrt: x.sqrt,
  rsqrt: x.rsqrt,
  exp: x.exp,
  log: x.log,
  sin: x.sin,
  cos: x.cos,
  tanh: x.tanh,
  erf: x.erf,
  sigmoid: x.sigmoid,
  floor: x.floor,
  ceil: x.ceil,
  round: x.round,
  logicalNot: x.logicalNot,
  bitwiseNot: x.bitwiseNot,
  isnan: x.isnan,
  isfinite: x.isfinite,
  silu: x.silu,
  relu: x.relu,
};

const binaryOps = {
  add: x.add,
  subtract: x.subtract,
  multiply: x.multiply,
  divide: x.divide,
  floorDivide: x.floorDivide,
  remainder: x.remainder,
  pow: x.pow,
  maximum: x.maximum,
  minimum: x.minimum,
  logicalAnd: x.logicalAnd,
  logicalOr: x.logicalOr,
  bitwiseAnd: x.bitwiseAnd,
  bitwiseOr: x.bitwiseOr,
  bitwiseXor: x.bitwiseXor,
  leftShift: x.leftShift,
  rightShift: x.rightShift,
  equal: x.equal,
  notEqual: x.notEqual,
  less: x.less,
  lessEqual: x.lessEqual,
  greater: x.greater,
  greaterEqual: x.greaterEqual,
  matmul: x.matmul,
};

const reductions = {
  sum: x.sum,
  prod: x.prod,
  max: x.max,
  min: x.min,
  mean: x.mean,
  any: x.any,
  all: x.all,
  argmax: x.argmax,
  argmin: x.argmin,
};

/** JSON has no NaN and no infinities. */
const numberOf = (value: unknown): number => Number(value ?? 0);

const table: Record<string, Call> = {
  where: ([condition, a, b]) => x.where(condition!, a!, b!),
  astype: ([a], { dtype }) => x.astype(a!, dtype as x.DType),
  reshape: ([a], { shape }) => x.reshape(a!, shape as number[]),
  permuteDims: ([a], { axes }) => x.permuteDims(a!, axes as number[]),
  broadcastTo: ([a], { shape }) => x.broadcastTo(a!, shape as number[]),
  slice: ([a], { ranges }) => x.slice(a!, ranges as x.SliceRange[]),
  pad: ([a], { widths, value }) => x.pad(a!, widths as x.PadWidth[], { value: numberOf(value) }),
  concat: (args, { axis }) => x.concat(args, axis as number),
  stack: (args, { axis }) => x.stack(args, axis as number),
  take: ([a, indices], { axis }) => x.take(a!, indices!, axis as number),
  arange: (_, { stop, ...options }, backend) => x.arange(stop as number, { ...options, backend }),
  randomBits: (_, { shape, seed }, backend) =>
    x.randomBits(shape as number[], { seed: BigInt(seed as string), backend }),
  conv2d: ([image, weight], options) => x.conv2d(image!, weight!, options),
  gelu: ([a], options) => x.gelu(a!, options),
  softmax: ([a], { axis }) => x.softmax(a!, axis as number),
  groupStatistics: ([a], { groups }) => x.groupStatistics(a!, groups as number),
  groupNorm: ([a, weight, bias], options) =>
    x.groupNorm(a!, { ...options, weight, bias } as GroupNormOptions),
  layerNorm: ([a, weight, bias], options) => x.layerNorm(a!, { ...options, weight, bias }),
  rmsNorm: ([a, weight], options) => x.rmsNorm(a!, { ...options, weight }),
  attention: ([q, k, v, mask], options) => x.attention(q!, k!, v!, { ...options, mask }),
  rope: ([a, cos, sin], options) => x.rope(a!, cos!, sin!, options),
  upsampleNearest: ([a], { scale }) => x.upsampleNearest(a!, scale as number),
};

for (const [name, op] of Object.entries(unaryOps)) table[name] = ([a]) => op(a!);
for (const [name, op] of Object.entries(binaryOps)) table[name] = ([a, b]) => op(a!, b!);
for (const [name, op] of Object.entries(reductions)) table[name] = ([a], options) => op(a!, options);

function callConvBlock(args: readonly Tensor[], attributes: Attributes): Record<string, Tensor> {
  const { names, groups, ...options } = attributes;
  const named = Object.fromEntries((names as string[]).map((name, i) => [name, args[i]]));
  const { x: image, normWeight, normBias, ...rest } = named;
  const norm = groups ? { groups: groups as number, eps: 1e-6, weight: normWeight, bias: normBias } : null;
  const result = x.convBlock(image!, { ...options, ...rest, norm, padding: 1 } as ConvBlockOptions);
  return { output: result.output, ...(result.statistics ? { statistics: result.statistics } : {}) };
}

/** The results by name; most ops have one, `output`. */
export function callOp(
  op: string,
  args: readonly Tensor[],
  attributes: Attributes,
  backend: Backend,
): Record<string, Tensor> {
  if (op === 'convBlock') return callConvBlock(args, attributes);
  const call = table[op];
  if (!call) throw new Error(`the table must know the op; got ${op}`);
  return { output: call(args, attributes, backend) };
}
