// Where a decode's time goes, layer by layer, beside what the arithmetic that is left takes at the processor's peak.
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run, step } from '../lib/run.mjs';
import { benchFolder } from './setup.mjs';

const source = join(root, 'packages/tensor/native/cpu/bench');

/** Builds the kernels' own bench, without Node; returns its path. */
export async function buildKernelBench() {
  const folder = join(benchFolder, 'kernels');
  await step('Building kernel_bench', async () => {
    await run('cmake', ['-S', source, '-B', folder, '-DCMAKE_BUILD_TYPE=Release'], { show: false });
    await run('cmake', ['--build', folder, '--target', 'kernel_bench', '--parallel', '2'], { show: false });
  });
  return join(folder, 'kernel_bench');
}

/** The table of one size, in float32 with seeded weights. */
export function layerTable(kernelBench, { pixels, rounds, threads }) {
  return run(kernelBench, ['decode', pixels, rounds, 'auto', 0, threads].map(String), { show: false });
}
