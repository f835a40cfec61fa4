import { exitCodes } from './exit.js';
import { run } from './program.js';
import { reportError } from './report.js';

// A reader that leaves early (`| head -1`) is no failure of the command.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

process.on('uncaughtException', (error) => {
  reportError(error, process.argv.includes('--json'));
  process.exit(exitCodes.failed);
});

run(process.argv.slice(2)).then((code) => {
  // Work that was stopped may be under way still.
  if (code === exitCodes.SIGINT || code === exitCodes.SIGTERM) process.exit(code);
  process.exitCode = code;
});
