// The addon alone, for processes and workers that run without the TypeScript above it. Its path is in X_TEST_ADDON.
const { Driver, availableProcessors } = require(process.env.X_TEST_ADDON);

const float32 = (shape) => ({ shape, dtype: 'float32' });

/** A backend with helpers that return arrays as the contract has them. */
function open(options = {}) {
  const native = new Driver(options);
  const array = (handle, spec) => ({ handle, ...spec });
  return {
    native,
    full: (value, shape) => array(native.fill(value, float32(shape)), float32(shape)),
    matmul: (a, b) => {
      const spec = float32([a.shape[0], b.shape[1]]);
      return array(native.matmul(a, b, spec), spec);
    },
    unary: (op, x) => array(native.unary(op, x, float32(x.shape)), float32(x.shape)),
    of: (data) =>
      array(native.fromBytes(new Uint8Array(data.buffer), float32([data.length])), float32([data.length])),
    read: async (x) => {
      const buffer = new ArrayBuffer(4 * x.shape.reduce((n, size) => n * size, 1));
      await native.read(x, buffer);
      return new Float32Array(buffer);
    },
  };
}

/** Seconds of work on the queue, in products of 1024 × 1024. */
function queueWork(backend, products) {
  let x = backend.full(1, [1024, 1024]);
  const y = backend.full(1 / 1024, [1024, 1024]);
  for (let i = 0; i < products; i++) x = backend.matmul(x, y);
  return x;
}

module.exports = { open, queueWork, availableProcessors };
