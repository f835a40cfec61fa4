// `npm run soak [-- --short] [-- --only NAME]`: long lives, workers, ends of processes, delays, determinism; prints a
// table. CI runs the short versions of the same code.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { run } from '../lib/run.mjs';

const folder = join(root, 'tools/soak/scenarios');
const names = readdirSync(folder).map((file) => file.replace(/\.mjs$/, ''));

/** Each scenario runs in a process of its own, which prints its rows as JSON in its last line. */
async function rowsOf(name, long) {
  const child = join(root, 'tools/soak/child.mjs');
  try {
    const output = await run(process.execPath, ['--expose-gc', child, name, long ? 'long' : 'short'], {
      show: false,
    });
    return JSON.parse(output.trim().split('\n').at(-1));
  } catch (error) {
    const last = `${error.output ?? ''}\n${error.message}`.trim().split('\n').slice(-12).join('\n');
    return [{ what: name, figure: `failed: ${last}`, limit: 'no failure', passed: false }];
  }
}

/** Returns true where every figure is within its limit. */
export async function soak({ long, only }) {
  const start = performance.now();
  const rows = [];
  for (const name of names.filter((each) => only === undefined || each === only)) {
    const from = performance.now();
    const found = await rowsOf(name, long);
    rows.push(...found);
    const seconds = ((performance.now() - from) / 1000).toFixed(0);
    for (const { what, figure, limit, passed } of found) {
      console.log(`${passed ? 'ok    ' : 'FAILED'} ${what}: ${figure} (${limit})`);
    }
    console.log(`       ${name}: ${seconds} s`);
  }
  if (long) {
    console.log('\n| What | Figure | Limit |\n| --- | --- | --- |');
    for (const { what, figure, limit } of rows) console.log(`| ${what} | ${figure} | ${limit} |`);
  }
  console.log(`${rows.length} rows in ${((performance.now() - start) / 60_000).toFixed(1)} minutes`);
  return rows.length > 0 && rows.every(({ passed }) => passed);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string' },
      built: { type: 'boolean', default: false },
    },
  });
  if (values.only !== undefined && !names.includes(values.only)) {
    console.error(`--only must be one of ${names.join(', ')}; got ${JSON.stringify(values.only)}`);
    process.exit(2);
  }
  if (!values.built) await prepare();
  process.exitCode = (await soak({ long: !values.short, only: values.only })) ? 0 : 1;
}
