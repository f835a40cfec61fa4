// Runs each example as its README says.
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run, step } from '../lib/run.mjs';

const sample = join(root, 'test-fixtures/sample-model');

/** By folder: what its `npm start` takes, and what it must say. */
const examples = {
  'flux2-transformer-block': { args: [], says: /^1,71,64 on \w+: finite$/m },
  'third-party-backend': {
    args: [sample, join(sample, 'astronaut-256.latents.safetensors')],
    says: /^decoded to \[1,3,\d+,\d+\]\n[\s\S]* × binary /m,
  },
};

for (const [name, { args, says }] of Object.entries(examples)) {
  await step(`Running examples/${name}`, async () => {
    const said = await run('npm', ['start', '--silent', '--', ...args], {
      cwd: join(root, 'examples', name),
      show: false,
    });
    if (!says.test(said)) throw Object.assign(new Error(`it must say ${says}`), { output: said });
  });
}
