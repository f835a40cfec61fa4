import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run, step } from '../lib/run.mjs';

const peers = join(root, 'tools/bench/peers');

/** What a benchmark makes and installs lies here, outside version control. */
export const benchFolder = join(root, '.cache/bench');

/** A virtual environment with the pinned Python peers; the path of its python. X_BENCH_PYTHON names another. */
export async function setUpPython() {
  if (process.env.X_BENCH_PYTHON) return process.env.X_BENCH_PYTHON;
  const venv = join(benchFolder, 'venv');
  const python = join(venv, 'bin/python');
  const requirements = ['requirements.txt', 'requirements-no-deps.txt'].map((name) => join(peers, name));
  const wanted = requirements.map((path) => readFileSync(path, 'utf8')).join('');
  const stamp = join(venv, 'installed.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  mkdirSync(benchFolder, { recursive: true });
  await step('Installing the Python peers', async () => {
    await run('python3', ['-m', 'venv', venv], { show: false });
    await run(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements[0]], { show: false });
    await run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', requirements[1]], {
      show: false,
    });
  });
  writeFileSync(stamp, wanted);
  return python;
}

/** onnxruntime-node in a folder of its own; its install script, which downloads, stays blocked. */
export async function setUpNodePeer() {
  const folder = join(benchFolder, 'onnxruntime-node');
  if (!existsSync(join(folder, 'node_modules/onnxruntime-node'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', 'onnxruntime-node@1.30.0'];
    await step('Installing onnxruntime-node', () => run('npm', args, { show: false, cwd: folder }));
  }
  return folder;
}

/** Makes the files that the peers read, each once; returns their paths. */
export async function exportModel(python, { kind, pixels, batch, parts }) {
  const base = join(benchFolder, `${kind}-${batch}x${pixels}`);
  const wanted = [...new Set(['model', 'latents', ...parts])];
  await step(`Exporting ${kind} weights for ${batch} × ${pixels} px (${wanted.join(', ')})`, () =>
    run(python, [join(peers, 'export.py'), benchFolder, kind, String(pixels), String(batch), ...wanted], {
      show: false,
    }),
  );
  return {
    model: join(benchFolder, `${kind}-model`),
    latents: `${base}.latents.npy`,
    truth: `${base}.truth.npy`,
    onnx: `${base}.onnx`,
    mnn: `${base}.mnn`,
    ncnn: join(benchFolder, `${kind}_ncnn`),
  };
}
