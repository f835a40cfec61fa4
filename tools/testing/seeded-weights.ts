/** The twin of tools/fixtures/seeded_weights.py, where the generator is defined: the same bits from both. */

export type WeightKind = 'random' | 'he' | 'heavy';

const TAIL_SEED = 0x9e3779b97f4a7c15n;
const SQRT_3 = Math.sqrt(3);
const SQRT_20 = Math.sqrt(20);

export function fnv1a64(text: string): bigint {
  let value = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n);
  }
  return value;
}

/** High 32 bits of a product of two uint32. */
function multiplyHigh(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const low = a0 * b1 + (middle & 0xffff);
  return a1 * b1 + Math.floor(middle / 65536) + Math.floor(low / 65536);
}

/** Philox4x32-10 for blocks below 2^32: the four words of block `block` go to `words`. */
function philox(keyLow: number, keyHigh: number, block: number, words: Uint32Array): void {
  let c0 = block;
  let c1 = 0;
  let c2 = 0;
  let c3 = 0;
  let k0 = keyLow;
  let k1 = keyHigh;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0) >>> 0;
    const high1 = multiplyHigh(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

/** The words of block `i` for each element `i` in turn. */
class Stream {
  readonly words = new Uint32Array(4);
  readonly #low: number;
  readonly #high: number;

  constructor(seed: bigint) {
    this.#low = Number(seed & 0xffffffffn);
    this.#high = Number(seed >> 32n);
  }

  uniform(i: number): number {
    philox(this.#low, this.#high, i, this.words);
    return (this.words[0]! >>> 8) / 16777216;
  }

  normal(i: number): number {
    philox(this.#low, this.#high, i, this.words);
    const [a, b, c, d] = this.words as unknown as [number, number, number, number];
    const sum = (a >>> 8) / 16777216 + (b >>> 8) / 16777216 + (c >>> 8) / 16777216 + (d >>> 8) / 16777216;
    return (sum - 2) * SQRT_3;
  }
}

function fill(size: number, element: (i: number) => number): Float32Array {
  const values = new Float32Array(size);
  for (let i = 0; i < size; i++) values[i] = element(i);
  return values;
}

/** float32 values of a checkpoint's tensor in PyTorch's layout (convolution weights OIHW). */
export function seededTensor(
  name: string,
  shape: readonly number[],
  options: { kind: WeightKind; baseSeed: bigint },
): Float32Array {
  const size = shape.reduce((a, b) => a * b, 1);
  const seed = fnv1a64(name) ^ options.baseSeed;
  const stream = new Stream(seed);
  if (name.endsWith('running_var')) return fill(size, (i) => 0.5 + 2.5 * stream.uniform(i));
  if (name.endsWith('running_mean')) return fill(size, (i) => stream.normal(i) * 0.3);
  if (shape.length === 1 && name.endsWith('weight')) return fill(size, (i) => 1 + stream.normal(i) * 0.25);
  if (shape.length === 1) return fill(size, (i) => stream.normal(i) * 0.1);
  const fanIn = shape.slice(1).reduce((a, b) => a * b, 1);
  const damping = name.endsWith('conv_out.weight') ? 0.4 : 1;
  if (options.kind === 'random') {
    const bound = damping / Math.sqrt(fanIn);
    return fill(size, (i) => (2 * stream.uniform(i) - 1) * bound);
  }
  const scale = damping * Math.sqrt(2 / fanIn);
  if (options.kind === 'he') return fill(size, (i) => stream.normal(i) * scale);
  const tail = new Stream(seed ^ TAIL_SEED);
  return fill(size, (i) => stream.normal(i) * (1 / (1 - 0.95 * tail.uniform(i)) / SQRT_20) * scale);
}

/** Normal float32 latents. */
export function seededLatents(name: string, shape: readonly number[], baseSeed: bigint): Float32Array {
  const stream = new Stream(fnv1a64(name) ^ baseSeed);
  return fill(
    shape.reduce((a, b) => a * b, 1),
    (i) => stream.normal(i),
  );
}

/** Names and shapes (PyTorch's) of the full decoder with its quant conv and batch norm. */
export function fullDecoderShapes(widths: readonly number[] = [128, 256, 512, 512]): Map<string, number[]> {
  const shapes = new Map<string, number[]>();
  const vector = (name: string, channels: number) => {
    shapes.set(`${name}.weight`, [channels]);
    shapes.set(`${name}.bias`, [channels]);
  };
  const conv = (name: string, out: number, input: number, kernel: number) => {
    shapes.set(`${name}.weight`, [out, input, kernel, kernel]);
    shapes.set(`${name}.bias`, [out]);
  };
  const resnet = (name: string, out: number, input: number) => {
    vector(`${name}.norm1`, input);
    conv(`${name}.conv1`, out, input, 3);
    vector(`${name}.norm2`, out);
    conv(`${name}.conv2`, out, out, 3);
    if (out !== input) conv(`${name}.conv_shortcut`, out, input, 1);
  };
  const top = widths[widths.length - 1]!;
  shapes.set('bn.running_mean', [128]);
  shapes.set('bn.running_var', [128]);
  conv('post_quant_conv', 32, 32, 1);
  conv('decoder.conv_in', top, 32, 3);
  resnet('decoder.mid_block.resnets.0', top, top);
  const attention = 'decoder.mid_block.attentions.0';
  vector(`${attention}.group_norm`, top);
  for (const name of ['to_q', 'to_k', 'to_v', 'to_out.0']) {
    shapes.set(`${attention}.${name}.weight`, [top, top]);
    shapes.set(`${attention}.${name}.bias`, [top]);
  }
  resnet('decoder.mid_block.resnets.1', top, top);
  let input = top;
  for (const [i, out] of [...widths].reverse().entries()) {
    for (let j = 0; j < 3; j++) resnet(`decoder.up_blocks.${i}.resnets.${j}`, out, j === 0 ? input : out);
    if (i < widths.length - 1) conv(`decoder.up_blocks.${i}.upsamplers.0.conv`, out, out, 3);
    input = out;
  }
  vector('decoder.conv_norm_out', widths[0]!);
  conv('decoder.conv_out', 3, widths[0]!, 3);
  return shapes;
}
