// `npm run sanitize [-- --short] [-- --only ROW]`: the C++ under sanitizers and clang-tidy; prints a table. CI runs the
// short versions of the same code.
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { prepare } from '../lib/prepare.mjs';
import { cpu, mlx } from './rows/node.mjs';
import { memory, threads } from './rows/replay.mjs';
import { tidyAll } from './rows/tidy.mjs';

const rows = { tidy: tidyAll, cpu, memory, threads, mlx };
/** Those that a short run takes where none is named: AddressSanitizer's kernels alone take the compiler minutes. */
const inShort = ['threads'];

/** Returns false where something was found. A row that can't run here says why, and is none. */
export async function sanitize({ long, only }) {
  const start = performance.now();
  const done = [];
  for (const [name, run] of Object.entries(rows)) {
    if (only !== undefined ? name !== only : !long && !inShort.includes(name)) continue;
    const from = performance.now();
    const { what, figure, limit, skipped, passed } = await run({ long });
    const seconds = ((performance.now() - from) / 1000).toFixed(0);
    if (skipped !== undefined) {
      console.log(`skipped ${what}: ${skipped}`);
      continue;
    }
    console.log(`${passed ? 'ok    ' : 'FAILED'} ${what}: ${figure} (${limit}), ${seconds} s`);
    done.push({ what, figure, limit, passed });
  }
  if (long) {
    console.log('\n| What | Figure | Limit |\n| --- | --- | --- |');
    for (const { what, figure, limit } of done) console.log(`| ${what} | ${figure} | ${limit} |`);
  }
  console.log(`${done.length} rows in ${((performance.now() - start) / 60_000).toFixed(1)} minutes`);
  return done.every(({ passed }) => passed);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string' },
      built: { type: 'boolean', default: false },
    },
  });
  if (values.only !== undefined && !(values.only in rows)) {
    console.error(
      `--only must be one of ${Object.keys(rows).join(', ')}; got ${JSON.stringify(values.only)}`,
    );
    process.exit(2);
  }
  if (!values.built) await prepare();
  process.exitCode = (await sanitize({ long: !values.short, only: values.only })) ? 0 : 1;
}
