// A backend that computes nothing: it writes down what is asked of it, as native/cpu/replay reads it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const list = (values) => (values.length === 0 ? '-' : values.join(','));
const spec = ({ shape, dtype }) => `${dtype} ${list(shape)}`;
const scalar = (value) => (typeof value === 'bigint' ? `${value}n` : String(value));
const none = { handle: { number: 0 } };
const number = (ref) => (ref ?? none).handle.number;

function conv({ stride, padding, dilation, groups, precision }) {
  const { top, bottom, left, right } = padding;
  return `${[...stride, top, bottom, left, right, ...dilation, groups]} ${precision ?? 'highest'}`;
}

const itemSizes = { float32: 4, int32: 4, uint32: 4, int64: 8, float16: 2, bfloat16: 2, uint8: 1, bool: 1 };
const bytesOf = ({ shape, dtype }) => shape.reduce((count, size) => count * size, itemSizes[dtype]);

/**
 * Fused ops too where `fused`; else the front composes them of the others. Reads give zeros: whoever asks in the middle
 * asks whether values are finite.
 */
export class Recorder {
  description = 'records';
  fast;
  #lines = [];
  #data = [];
  #bytes = 0;
  #arrays = 0;
  #expected;

  constructor({ fused }) {
    if (fused) this.fast = this.#fused();
  }

  #add(name, out, ...words) {
    const handle = { number: ++this.#arrays };
    this.#lines.push([name, handle.number, spec(out), ...words].join(' '));
    return handle;
  }

  #store(bytes) {
    const offset = this.#bytes;
    // Each begins where any type may.
    const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
    padded.set(bytes);
    this.#data.push(padded);
    this.#bytes += padded.length;
    return offset;
  }

  /** The array that is read must be within `tolerance` of these float32 values. */
  async expectRead(read, values, tolerance) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#expected = { count: values.length, offset: this.#store(bytes), tolerance };
    await read();
  }

  write(folder) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'data.bin'), Buffer.concat(this.#data));
    writeFileSync(join(folder, 'ops.txt'), `arrays ${this.#arrays}\n${this.#lines.join('\n')}\n`);
    return { ops: this.#lines.filter((line) => !/^(dispose|expect)/.test(line)).length, bytes: this.#bytes };
  }

  fromBytes(bytes, out) {
    return this.#add('fromBytes', out, this.#store(bytes));
  }
  async read(x) {
    if (this.#expected) {
      const { offset, count, tolerance } = this.#expected;
      this.#lines.push(`expect ${number(x)} ${offset} ${count} ${tolerance}`);
      this.#expected = undefined;
    }
    return new Uint8Array(bytesOf(x));
  }
  async ready() {}
  dispose(handle) {
    this.#lines.push(`dispose ${handle.number}`);
  }
  fill(value, out) {
    return this.#add('fill', out, scalar(value));
  }
  arange({ start, step }, out) {
    return this.#add('arange', out, start, step);
  }
  randomBits(seed, out) {
    return this.#add('randomBits', out, seed);
  }
  unary(op, x, out) {
    return this.#add('unary', out, op, number(x));
  }
  binary(op, a, b, out) {
    return this.#add('binary', out, op, number(a), number(b));
  }
  compare(op, a, b, out) {
    return this.#add('compare', out, op, number(a), number(b));
  }
  where(condition, a, b, out) {
    return this.#add('where', out, number(condition), number(a), number(b));
  }
  cast(x, out) {
    return this.#add('cast', out, number(x));
  }
  reduce(op, x, axes, out) {
    return this.#add('reduce', out, op, number(x), list(axes));
  }
  reshape(x, out) {
    return this.#add('reshape', out, number(x));
  }
  transpose(x, permutation, out) {
    return this.#add('transpose', out, number(x), list(permutation));
  }
  broadcast(x, out) {
    return this.#add('broadcast', out, number(x));
  }
  slice(x, { start, step }, out) {
    return this.#add('slice', out, number(x), list(start), list(step));
  }
  pad(x, { before, value }, out) {
    return this.#add('pad', out, number(x), list(before), scalar(value));
  }
  concat(xs, axis, out) {
    return this.#add('concat', out, list(xs.map(number)), axis);
  }
  take(x, indices, axis, out) {
    return this.#add('take', out, number(x), number(indices), axis);
  }
  matmul(a, b, out) {
    return this.#add('matmul', out, number(a), number(b));
  }
  conv2d(x, weight, params, out) {
    return this.#add('conv2d', out, number(x), number(weight), conv(params));
  }

  #fused() {
    const op = (run) => ({ accepts: () => true, run });
    return {
      activation: op(({ x, activation, out }) => this.#add('activation', out, activation, number(x))),
      softmax: op(({ x, axis, out }) => this.#add('softmax', out, number(x), axis)),
      groupStatistics: op(({ x, groups, out }) => this.#add('groupStatistics', out, number(x), groups)),
      groupNorm: op(({ x, statistics, eps, weight, bias, activation, out }) =>
        this.#add(
          'groupNorm',
          out,
          ...[x, statistics].map(number),
          eps,
          ...[weight, bias].map(number),
          activation ?? '-',
        ),
      ),
      layerNorm: op(({ x, eps, centred, weight, bias, out }) =>
        this.#add('layerNorm', out, number(x), eps, Number(centred), ...[weight, bias].map(number)),
      ),
      convBlock: op((args) => this.#convBlock(args)),
      attention: op(({ q, k, v, scale, mask, out }) =>
        this.#add('attention', out, ...[q, k, v].map(number), scale, number(mask)),
      ),
    };
  }

  #convBlock({ out, ...args }) {
    const statistics = args.statisticsGroups === null ? null : { number: ++this.#arrays };
    const { norm } = args;
    const output = this.#add(
      'convBlock',
      out,
      statistics?.number ?? 0,
      number(args.x),
      number(norm?.statistics),
      norm?.eps ?? 0,
      ...[norm?.weight, norm?.bias].map(number),
      args.activation ?? '-',
      args.upsample,
      ...[args.weight, args.bias].map(number),
      conv(args.conv),
      number(args.residual),
      args.outputActivation ?? '-',
      args.statisticsGroups ?? 0,
    );
    return { output, statistics };
  }

  memory() {
    return { bytes: 0, peakBytes: 0 };
  }
  resetPeak() {}
  pending() {
    return 0;
  }
  async close() {}
}
