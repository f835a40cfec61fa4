import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { decodeCommand } from './decode.js';
import { encodeCommand } from './encode.js';
import { exitCodeOf, exitCodes, UsageError } from './exit.js';
import { infoCommand } from './info.js';
import { previewCommand } from './preview.js';
import { reportError } from './report.js';
import { roundtripCommand } from './roundtrip.js';

/** Runs the command line and gives the exit code. Never throws. */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(argv, { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    const shown = error instanceof CommanderError ? usageOf(error) : error;
    reportError(shown, argv.includes('--json'));
    return exitCodeOf(shown);
  }
}

const usageOf = (error: CommanderError): UsageError =>
  new UsageError(
    error.code === 'commander.help'
      ? 'a command must be given: decode, encode, roundtrip, preview or info'
      : error.message.replace(/^error: /, ''),
  );

function program(): Command {
  const root = new Command('flux2-vae')
    .description('FLUX.2 latents to pictures and back')
    .version(createRequire(import.meta.url)('../package.json').version)
    .configureOutput({ writeErr: () => {} }); // errors are reported in one place
  for (const command of [
    decodeCommand(),
    encodeCommand(),
    roundtripCommand(),
    previewCommand(),
    infoCommand(),
  ])
    root.addCommand(command);
  for (const command of [root, ...root.commands]) {
    command
      .exitOverride()
      .configureOutput({ writeErr: () => {} })
      .showHelpAfterError(false);
  }
  return root;
}
