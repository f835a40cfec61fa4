import type { ArraySpec, BackendDriver, Handle } from '../../backend.js';
import { itemSize } from '../../dtype.js';
import { TensorError } from '../../errors.js';
import { convNumbers, convWork } from './convolution.js';
import { fastOps } from './fast.js';
import { dtypeNumber, elements, type Issued, issue, type Session, settled } from './issue.js';
import { jobsOf } from './jobs.js';

const bits = (value: bigint): [high: number, low: number] => [
  Number((value >> 32n) & 0xffffffffn),
  Number(value & 0xffffffffn),
];

/** Memory of JavaScript's own, or the error that says there is none. */
function allocate(x: ArraySpec): ArrayBuffer {
  const bytes = elements(x.shape) * itemSize[x.dtype];
  try {
    return new ArrayBuffer(bytes);
  } catch (cause) {
    throw new TensorError('out-of-memory', 'read', `the array must fit into a buffer; got ${bytes} bytes`, {
      details: { bytes },
      cause,
    });
  }
}

/** The driver over an open native backend. The addon answers after `close` with code `closed`. */
export function driverOver(session: Session): BackendDriver {
  const { addon, backend } = session;
  const run = (issued: Issued): Handle => issue(session, issued);
  let closing: Promise<void> | undefined;

  return {
    description: addon.describe(),

    fromBytes: (bytes, out) => addon.fromBytes(backend, bytes, out.shape, dtypeNumber(out)),
    async read(x) {
      const buffer = allocate(x);
      await settled((settle) => addon.read(backend, x.handle, buffer, settle));
      return new Uint8Array(buffer);
    },
    ready: (xs) => settled((settle) => addon.ready(backend, xs ? xs.map((x) => x.handle) : null, settle)),
    dispose: (handle) => addon.dispose(handle),

    fill(value, out) {
      const numbers = out.dtype === 'int64' ? bits(BigInt(value)) : [Number(value)];
      return run({ op: 'fill', inputs: [], numbers, out });
    },
    arange: ({ start, step }, out) => run({ op: 'arange', inputs: [], numbers: [start, step], out }),
    randomBits: (seed, out) => run({ op: 'randomBits', inputs: [], numbers: bits(seed), out }),

    unary: (op, x, out) => run({ op, inputs: [x], out }),
    binary: (op, a, b, out) => run({ op, inputs: [a, b], out }),
    compare: (op, a, b, out) => run({ op, inputs: [a, b], out }),
    where: (condition, a, b, out) => run({ op: 'where', inputs: [condition, a, b], out }),
    cast: (x, out) => run({ op: 'cast', inputs: [x], out }),
    reduce: (op, x, axes, out) => run({ op, inputs: [x], numbers: axes, out, work: elements(x.shape) }),

    reshape: (x, out) => run({ op: 'reshape', inputs: [x], out }),
    transpose: (x, permutation, out) => run({ op: 'transpose', inputs: [x], numbers: permutation, out }),
    broadcast: (x, out) => run({ op: 'broadcast', inputs: [x], out, work: 0 }),
    slice: (x, { start, step }, out) => run({ op: 'slice', inputs: [x], numbers: [...start, ...step], out }),
    pad: (x, { before, after, value }, out) =>
      run({ op: 'pad', inputs: [x], numbers: [...before, ...after, value], out }),
    concat: (xs, axis, out) => run({ op: 'concat', inputs: xs, numbers: [axis], out }),
    take: (x, indices, axis, out) => run({ op: 'take', inputs: [x, indices], numbers: [axis], out }),

    matmul(a, b, out) {
      return run({ op: 'matmul', inputs: [a, b], out, work: elements(out.shape) * a.shape.at(-1)! });
    },
    conv2d(x, weight, params, out) {
      const numbers = convNumbers(params);
      return run({ op: 'conv2d', inputs: [x, weight], numbers, out, work: convWork(weight, out) });
    },

    memory() {
      const [bytes, peakBytes] = addon.memory(backend);
      return { bytes, peakBytes };
    },
    resetPeak: () => addon.resetPeak(backend),
    pending: () => addon.pending(backend),
    emptyCaches: () => addon.emptyCaches(backend),
    close() {
      closing ??= settled((settle) => addon.close(backend, settle));
      return closing;
    },

    jobs: jobsOf(session),
    fast: fastOps(session),
  };
}
