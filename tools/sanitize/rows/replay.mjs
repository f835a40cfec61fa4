// native/cpu/replay: the driver without Node, under ThreadSanitizer, and under AddressSanitizer with leaks.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../lib/paths.mjs';
import { run, step } from '../../lib/run.mjs';
import { compileReplay, sanitizerLibrary } from '../builds.mjs';

const recordings = join(root, '.cache/recordings');
const limit = 'no report, each run right or failed as asked';

/** By sanitizer and recording: scenarios with their rounds, for CI and for the long run. */
const plans = {
  thread: {
    short: {
      sample: { results: 1, several: 1 },
      'tiny-fused': { results: 1, several: 6, cancelled: 15, closed: 15, arrays: 15, small: 23 },
      'tiny-plain': { several: 3, cancelled: 8, closed: 8 },
    },
    long: {
      sample: { results: 1, several: 4, cancelled: 10, closed: 10, arrays: 10 },
      'sample-medium': { results: 1, several: 2, cancelled: 8 },
      'tiny-fused': { results: 2, several: 60, cancelled: 200, closed: 200, arrays: 200, small: 11 },
      'tiny-plain': { results: 2, several: 30, cancelled: 100, closed: 100, arrays: 100 },
    },
  },
  'address,undefined': {
    short: { 'tiny-fused': { results: 1, cancelled: 8, closed: 8, arrays: 30, small: 5 } },
    long: {
      sample: { results: 1, several: 4, cancelled: 20, closed: 20, arrays: 20 },
      'sample-medium': { results: 1, several: 2 },
      'tiny-fused': { results: 2, several: 20, cancelled: 100, closed: 100, arrays: 300, small: 1 },
      'tiny-plain': { results: 2, several: 10, cancelled: 50, closed: 50, arrays: 100, small: 1 },
    },
  },
};

const environments = {
  thread: { TSAN_OPTIONS: 'halt_on_error=1:second_deadlock_stack=1' },
  'address,undefined': {
    ASAN_OPTIONS: 'detect_leaks=1',
    UBSAN_OPTIONS: 'halt_on_error=1:print_stacktrace=1',
  },
};

/** Where the system places memory at random over too many bits, gcc 12's ThreadSanitizer doesn't start. */
function withoutRandomPlaces(program, args) {
  if (spawnSync('setarch', ['-R', 'true']).status !== 0) return [program, args];
  return ['setarch', ['-R', program, ...args]];
}

async function replay(sanitizer, what, library, { long }) {
  if (process.platform !== 'linux' || sanitizerLibrary(library) === null) {
    return { what, skipped: `${library} of gcc on Linux is not here` };
  }
  try {
    const program = await step(`Compiling the replay of ops with -fsanitize=${sanitizer}`, () =>
      compileReplay(sanitizer, long),
    );
    await step('Recording decodes', () =>
      run(process.execPath, [join(root, 'tools/sanitize/record.mjs'), recordings], { show: false }),
    );
    let runs = 0;
    for (const [name, scenarios] of Object.entries(plans[sanitizer][long ? 'long' : 'short'])) {
      console.log(`${name}:`);
      const words = Object.entries(scenarios).flat().map(String);
      await run(...withoutRandomPlaces(program, [join(recordings, name), ...words]), {
        env: environments[sanitizer],
      });
      runs += Object.keys(scenarios).length;
    }
    return { what, figure: `${runs} of ${runs} scenarios clean`, limit, passed: true };
  } catch (error) {
    return { what, figure: `failed: ${error.message}`, limit, passed: false };
  }
}

export const threads = (options) =>
  replay('thread', 'the driver replaying decodes under ThreadSanitizer', 'libtsan.so', options);
export const memory = (options) =>
  replay(
    'address,undefined',
    'the driver replaying decodes under AddressSanitizer, leaks included, and UBSan',
    'libasan.so',
    options,
  );
