// The largest error of each function in units in the last place of float32, against double arithmetic, as JSON.
const { open } = require('./native.cjs');

const functions = {
  exp: [Math.exp, -104, 88.7],
  log: [Math.log, 1e-30, 1e30],
  tanh: [Math.tanh, -12, 12],
  sigmoid: [(x) => 1 / (1 + Math.exp(-x)), -100, 100],
  sin: [Math.sin, -100, 100],
  cos: [Math.cos, -100, 100],
  sqrt: [Math.sqrt, 0, 1e30],
  rsqrt: [(x) => 1 / Math.sqrt(x), 1e-30, 1e30],
};

function ulp(value) {
  const magnitude = Math.max(Math.abs(value), 2 ** -126);
  return 2 ** (Math.floor(Math.log2(magnitude)) - 23);
}

async function main() {
  const backend = open({ threads: 1 });
  const result = { isa: backend.native.description().split(', ')[1] };
  const count = 100_003; // odd: the tail of a vector loop is run too
  for (const [name, [exact, low, high]] of Object.entries(functions)) {
    const input = Float32Array.from({ length: count }, (_, i) => {
      const part = i / (count - 1);
      // Wide positive ranges on a logarithmic scale.
      return low > 0 && high / low > 1e6 ? low * (high / low) ** part : low + (high - low) * part;
    });
    const output = await backend.read(backend.unary(name, backend.of(input)));
    let worst = 0;
    for (let i = 0; i < count; i++) {
      const wanted = exact(input[i]);
      worst = Math.max(worst, Math.abs(output[i] - wanted) / ulp(wanted));
    }
    result[name] = worst;
  }
  console.log(JSON.stringify(result));
}

main();
