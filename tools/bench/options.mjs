import { parseArgs } from 'node:util';

/** What the command line gives for these options, as `parseArgs` takes them; `--help` prints the usage and ends. */
export function optionsOf(usage, options) {
  const { values } = parseArgs({ options: { ...options, help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  return values;
}
