// The addons with AddressSanitizer and UBSan, loaded into Node, under the tests that reach them.
import { join } from 'node:path';
import { root } from '../../lib/paths.mjs';
import { run, step } from '../../lib/run.mjs';
import { Missing } from '../../native/build.mjs';
import { runVitest } from '../../test/vitest.mjs';
import { compileCpu, compileMlx, sanitizerLibrary } from '../builds.mjs';

const limit = 'no report, no failed test';

/** By backend: the tests' files, in short and what the long run takes beside; the tests that are about it. */
const suites = {
  cpu: {
    short: [
      'conformance/cpu',
      'conformance/threads',
      'cpu/faults',
      'cpu/process',
      'front/sequences',
      'hostile-weights',
    ],
    long: ['conformance/f', 'conformance/p', 'cpu/', 'isa/', 'test/allocations', 'test/control'],
    tests: '^(?!.*on (?:mlx|reference|wasm))',
  },
  mlx: {
    short: ['conformance/mlx', 'mlx/processes'],
    long: ['mlx/', 'front/sequences', 'hostile-weights', 'test/control'],
    tests: '^(?!.*on (?:cpu|reference|wasm))',
  },
};

async function underAddress(part, compileIt, { long }) {
  const what = `${part} under AddressSanitizer and UBSan in Node`;
  const libraries = ['libasan.so', 'libubsan.so'].map(sanitizerLibrary);
  if (process.platform !== 'linux' || libraries.includes(null)) {
    return { what, skipped: 'libasan and libubsan of gcc on Linux are not here' };
  }
  // What doesn't compile ends the process there, with the compiler's words.
  const addon = await step(`Compiling ${part} with AddressSanitizer and UBSan`, () =>
    compileIt(long).catch((error) => (error instanceof Missing ? error : Promise.reject(error))),
  );
  if (addon instanceof Missing) return { what, skipped: addon.message };

  const env = {
    [`X_SANITIZED_${part.toUpperCase()}`]: addon,
    NODE_OPTIONS: `--require ${join(root, 'tools/sanitize/redirect.cjs')}`,
    LD_PRELOAD: libraries.join(':'),
    // Node itself holds memory to its end. MLX's own code, not instrumented, shares containers with ours.
    ASAN_OPTIONS: 'detect_leaks=0:allocator_may_return_null=1:detect_container_overflow=0',
    UBSAN_OPTIONS: 'halt_on_error=1:print_stacktrace=1',
    X_SEQUENCE_CALLS: process.env.X_SEQUENCE_CALLS ?? (long ? '20000' : '1000'),
    X_HOSTILE_WEIGHTS: process.env.X_HOSTILE_WEIGHTS ?? (long ? '2000' : '60'),
  };
  await step('Loading it', () =>
    run(process.execPath, ['-e', `require('@x/tensor-${part}-here')`], { show: false, env }),
  );
  const { short, long: more, tests } = suites[part];
  const files = long ? [...short, ...more] : short;
  const projects = ['--project', 'tensor', '--project', 'flux2-vae'];
  const timeouts = ['--testTimeout=900000', '--hookTimeout=900000'];
  const passed = await runVitest({ args: [...projects, ...timeouts, ...files, '-t', tests], env });
  return { what, figure: passed ? 'clean' : 'not clean', limit, passed };
}

export const cpu = (options) => underAddress('cpu', compileCpu, options);
export const mlx = (options) => underAddress('mlx', compileMlx, options);
