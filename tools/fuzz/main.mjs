// `npm run fuzz -- [--runs N] [--seed N]`: mutated files and random bytes into every reader, and every single-bit
// flip over a small model. A failure prints its input, and the seed and path that make it again.
import { parseArgs } from 'node:util';
import { runVitest } from '../test/vitest.mjs';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '200000' }, seed: { type: 'string' } },
});
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
for (const [name, text] of Object.entries({ runs: values.runs, seed })) {
  if (!/^[1-9][0-9]{0,9}$/.test(text)) {
    console.error(`--${name} must be a positive integer; got ${JSON.stringify(text)}`);
    process.exit(2);
  }
}
console.log(`${values.runs} inputs, seed ${seed}`);
const projects = ['weights', 'flux2-latents', 'flux2-vae'].flatMap((name) => ['--project', name]);
const passed = await runVitest({
  args: [...projects, 'fuzz'],
  env: { X_FUZZ_RUNS: values.runs, X_FUZZ_SEED: seed },
});
process.exitCode = passed ? 0 : 1;
