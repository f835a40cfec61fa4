import { createBackend } from '@x/tensor';
import { conformanceCases } from '@x/tensor/conformance';
import { available, testConformance } from '../conformance/suite.js';

/** What MLX's own functions miss here, with the reason. Host kernels exist for the first; GPUs have better ones. */
const known: readonly [pattern: RegExp, reason: string][] = [
  [/^(exp|sigmoid) float32/, "MLX's CPU exp loses digits of large arguments"],
  [
    /convBlock (bfloat16|float16) .*residual true/,
    'without host kernels a convolution of halves is rounded before the residual is added, as in PyTorch',
  ],
];

// What a GPU would run (MLX's own functions, no kernels of ours), here on MLX's CPU.
if (await available('mlx')) {
  const cases = conformanceCases().filter(({ name }) => !known.some(([pattern]) => pattern.test(name)));
  for (const [pattern, reason] of known) console.info(`left out: ${pattern.source}: ${reason}`);
  testConformance('mlx without host kernels', () => createBackend('mlx', { hostKernels: false }), cases);
}
