import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listening } from '../lib/listening.mjs';
import { root } from '../lib/paths.mjs';

/** `npm start` of examples/server, a picture over HTTP, and its end as asked. */
export async function tryServer({ model, latents }) {
  const env = { ...process.env, MODEL: model, PORT: '0' };
  // A process group, so that the signal reaches what npm starts.
  const child = spawn('npm', ['start', '--silent'], {
    cwd: join(root, 'examples/server'),
    env,
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  const server = listening(child);
  try {
    const url = await server.url;
    const response = await fetch(`${url}/image`, { method: 'POST', body: await readFile(latents) });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.status !== 200 || bytes.subarray(1, 4).toString() !== 'PNG') {
      const message = `it must answer with a PNG; got ${response.status}: ${bytes.subarray(0, 200)}`;
      throw Object.assign(new Error(message), { output: server.said() });
    }
  } finally {
    if (child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await ended;
  }
}
