// clang-tidy with the checks of packages/tensor/native/.clang-tidy.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../lib/paths.mjs';
import { run, step } from '../../lib/run.mjs';
import { Missing } from '../../native/build.mjs';

const tensor = join(root, 'packages/tensor');
const native = join(tensor, 'native');
const limit = 'no warning';

/** Of these clang-tidy can't be asked: they are compiled for instruction sets or systems of their own. */
const aside = [/^cpu\/tiles\/amx/, /^cpu\/pairs\/avx512/, /^wasm\//];

/** The analyzer walks paths through whole files, which takes minutes over all of them: CI does without it. */
const shortChecks = '-clang-analyzer-*';

function sources(folder) {
  return readdirSync(join(native, folder), { recursive: true })
    .map((path) => `${folder}/${path}`)
    .filter((path) => path.endsWith('.cc') && !aside.some((pattern) => pattern.test(path)))
    .sort();
}

const require = createRequire(join(tensor, 'package.json'));
const napi = () => [
  join(dirname(require.resolve('node-api-headers/package.json')), 'include'),
  dirname(require.resolve('node-addon-api/package.json')),
];
const system = (paths) => paths.flatMap((path) => ['-isystem', path]);
const nodeDefines = ['-DNAPI_VERSION=8', '-DNODE_ADDON_API_CPP_EXCEPTIONS_ALL'];

const cpuFlags = () => [
  '-std=c++17',
  ...['XT_HAVE_AVX2=1', 'XT_ISA=avx2', 'XT_ISA_avx2=1', 'XT_LOOPS=avx2Loops'].map((define) => `-D${define}`),
  ...(process.arch === 'x64' ? ['-mavx2', '-mfma', '-mf16c'] : []),
  ...nodeDefines,
  ...system(napi()),
];

/** MLX's headers need the unzipped wheel. */
async function mlxFlags() {
  const { prepare } = await import('../../mlx/prepare.mjs');
  const { MLX_WHEEL } = await prepare();
  const include = join(MLX_WHEEL, 'mlx/include');
  return ['-std=c++20', `-I${join(native, 'mlx')}`, ...nodeDefines, ...system([include, ...napi()])];
}

/** Files shared out among as many clang-tidy as there are processors; rejects with what they say. */
async function tidy(files, flags, long) {
  const lanes = Array.from({ length: availableParallelism() }, () => []);
  for (const [i, file] of files.entries()) lanes[i % lanes.length].push(join(native, file));
  const options = ['--quiet', ...(long ? [] : [`--checks=${shortChecks}`])];
  const runs = lanes
    .filter((lane) => lane.length > 0)
    .map((lane) => run('clang-tidy', [...options, ...lane, '--', ...flags], { show: false }));
  const failed = (await Promise.allSettled(runs)).filter(({ status }) => status === 'rejected');
  if (failed.length === 0) return;
  const output = failed.map(({ reason }) => reason.output).join('');
  throw Object.assign(new Error('clang-tidy must have nothing to say'), {
    output: output.replace(/^\d+ warnings? .*\n/gm, ''),
  });
}

export async function tidyAll({ long }) {
  const what = 'clang-tidy over the C++ of cpu and mlx';
  if (spawnSync('clang-tidy', ['--version']).status !== 0) return { what, skipped: 'clang-tidy is not here' };
  const cpu = sources('cpu');
  await step(`clang-tidy over ${cpu.length} files of cpu`, () => tidy(cpu, cpuFlags(), long));
  let flags;
  try {
    flags = await mlxFlags();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`skipped clang-tidy over mlx: ${error.message}`);
    return { what, figure: `${cpu.length} files clean, mlx skipped`, limit, passed: true };
  }
  const mlx = sources('mlx');
  await step(`clang-tidy over ${mlx.length} files of mlx`, () => tidy(mlx, flags, long));
  return { what, figure: `${cpu.length + mlx.length} files clean`, limit, passed: true };
}
