// ONNX Runtime from Node, float32. Run in the folder where onnxruntime-node is installed.
const { createRequire } = require('node:module');
const { readFileSync, writeFileSync } = require('node:fs');
const { createInterface } = require('node:readline');

const options = JSON.parse(process.argv[2]);
const ort = createRequire(`${options.nodePeer}/`)('onnxruntime-node');
const { readNpy, encodeNpy } = createRequire(__filename)('@x/weights');

const answer = (values) => console.log(JSON.stringify(values));
const peakBytes = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;

async function main() {
  const session = await ort.InferenceSession.create(options.onnx, {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
  });
  const { data, shape } = await readNpy(options.latents);
  const latents = new ort.Tensor(
    'float32',
    new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4),
    shape,
  );
  let sample;
  const decode = async () => {
    sample = (await session.run({ latents })).sample;
  };
  for (let i = 0; i < options.warmups; i++) await decode();
  answer({ ready: true, setting: 'all optimisations' });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    if (request.do === 'run') {
      const start = performance.now();
      await decode();
      answer({ seconds: (performance.now() - start) / 1000 });
    } else if (request.do === 'output') {
      const bytes = new Uint8Array(sample.data.buffer, sample.data.byteOffset, sample.data.byteLength);
      writeFileSync(request.path, encodeNpy({ data: bytes, shape: sample.dims, dtype: 'F32' }));
      answer({ written: true });
    } else {
      answer({ peakBytes: peakBytes() });
      return;
    }
  }
}

main();
