// `npm run sanitize`: compiles the cpu backend with AddressSanitizer and UBSan, warnings as errors, and runs its tests
// with it: the conformance suite, faults, random sequences of calls, a decode whose allocations fail.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../lib/paths.mjs';
import { run, step } from '../lib/run.mjs';
import { compile } from '../native/build.mjs';
import { runVitest } from '../test/vitest.mjs';

/** Path of a sanitizer's library, which must be there before Node starts. */
function library(name) {
  const compiler = process.env.CXX ?? 'c++';
  const path = spawnSync(compiler, [`-print-file-name=${name}`], { encoding: 'utf8' }).stdout?.trim() ?? '';
  return path.startsWith('/') ? path : null;
}

const tests = [
  'conformance/cpu',
  'conformance/threads',
  'test/cpu/faults',
  'front/sequences',
  'test/allocations',
];

/** Returns false where something was found; true, with a line that says why, where it can't run here. */
export async function sanitize() {
  const libraries = ['libasan.so', 'libubsan.so'].map(library);
  if (process.platform !== 'linux' || libraries.includes(null)) {
    console.log('skipped the sanitizers: libasan and libubsan of gcc on Linux are not here');
    return true;
  }
  const defines = { XT_SANITIZE: 'address,undefined', XT_WARNINGS_AS_ERRORS: 'ON' };
  const folder = join(root, 'packages/tensor/build/cpu-sanitized');
  const addon = await step('Compiling cpu with AddressSanitizer and UBSan', () =>
    compile('cpu', defines, folder),
  );
  const redirect = join(root, 'tools/sanitize/redirect.cjs');
  const env = {
    X_SANITIZED_ADDON: addon,
    NODE_OPTIONS: `--require ${redirect}`,
    LD_PRELOAD: libraries.join(':'),
    // Node itself holds memory to its end.
    ASAN_OPTIONS: 'detect_leaks=0:allocator_may_return_null=1',
    UBSAN_OPTIONS: 'halt_on_error=1:print_stacktrace=1',
    X_SEQUENCE_CALLS: process.env.X_SEQUENCE_CALLS ?? '1000',
  };
  await step('Loading it', () =>
    run(process.execPath, ['-e', "require('@x/tensor-cpu-here')"], { show: false, env }),
  );
  const projects = ['--project', 'tensor', '--project', 'flux2-vae'];
  return runVitest({ args: [...projects, ...tests, '-t', '^(?!.*on (?:mlx|reference))'], env });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = (await sanitize()) ? 0 : 1;
}
