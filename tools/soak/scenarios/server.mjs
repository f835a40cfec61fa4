// examples/server under attack: answers of 4xx and 503, bounded memory, and the next honest request is right.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLatents } from '@x/flux2-latents';
import { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { defaultBackend } from '@x/tensor';
import { listening } from '../../lib/listening.mjs';
import { root } from '../../lib/paths.mjs';
import { run as runProgram } from '../../lib/run.mjs';
import { decodedHash, row } from '../model.mjs';
import { endless, leaving, lyingLengths, malformed, terabytes } from '../server-attacks.mjs';

const model = join(root, 'test-fixtures/sample-model');
const example = join(root, 'examples/server');
/** Beside what the server takes for honest pictures: eight bodies of at most 9 MiB, and what is not collected yet. */
const mostMebibytes = 128;

async function start() {
  await runProgram('tsc', [], { cwd: example, show: false });
  const env = {
    ...process.env,
    PORT: '0',
    MODEL: model,
    QUEUE: '8',
    MAX_PIXELS: String(2 ** 20),
    BODY_SECONDS: '2',
  };
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: example,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const server = listening(child);
  return { child, url: await server.url, log: server.said };
}

const mebibytes = (pid, name) =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) /
  1024;

/** The most while `work` runs, and its result. */
async function watched(pid, work) {
  let most = mebibytes(pid, 'VmRSS');
  const timer = setInterval(() => {
    if (existsSync(`/proc/${pid}`)) most = Math.max(most, mebibytes(pid, 'VmRSS'));
  }, 20);
  try {
    return { result: await work(), most: () => Math.max(most, mebibytes(pid, 'VmRSS')) };
  } finally {
    clearInterval(timer);
  }
}

/** When it has come to rest; a client is told of its answer's end before the server is. */
async function placesTaken(url) {
  for (let tries = 0; ; tries++) {
    const { inFlight } = await (await fetch(`${url}/health`)).json();
    if (inFlight === 0 || tries === 100) return inFlight;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function run({ long }) {
  const backend = defaultBackend();
  const vae = await AutoencoderKLFlux2.load(model, { backend });
  const latents = await readLatents(join(model, 'astronaut-256.latents.safetensors'));
  const expected = await decodedHash({ vae, latents: { ...latents, layout: 'packed-nchw' } });
  const { shape } = latents;
  const body = Buffer.from(latents.data.buffer);
  const query = `${shape.map((side) => `shape=${side}`).join('&')}&dtype=float32`;

  const server = await start();
  const { url, child } = server;
  /** Comes again for as long as the server asks it to. */
  const honest = async () => {
    for (let tries = 0; tries < 60; tries++) {
      const headers = { accept: 'tensor/binary' };
      const response = await fetch(`${url}/decode?${query}`, { method: 'POST', body, headers });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.status === 200) return createHash('sha256').update(bytes).digest('hex') === expected;
      if (response.status !== 503) return false;
      await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get('retry-after'))));
    }
    return false;
  };

  const rows = [];
  try {
    // Four honest ones at once: what the server takes anyhow.
    await Promise.all([honest(), honest(), honest(), honest()]);
    const base = mebibytes(child.pid, 'VmHWM');
    const times = long ? 5000 : 200;
    const few = long ? 400 : 40;
    const attacks = {
      'malformed queries and bodies': () => malformed(url, { times }),
      'lengths that lie': () => lyingLengths(url, { times: few, shape, bytes: body.length }),
      'bodies that never end': () => endless(url, { times: few, shape }),
      'shapes of terabytes': () => terabytes(url, { times }),
      '200 clients of which half leave in the middle': () => leaving(url, { shape, body }),
    };
    if (long) {
      attacks['… once more, ten times'] = async () => {
        const all = {};
        for (let i = 0; i < 10; i++) {
          for (const [status, n] of Object.entries(await leaving(url, { shape, body })))
            all[status] = (all[status] ?? 0) + n;
        }
        return all;
      };
    }
    for (const [what, attack] of Object.entries(attacks)) {
      const { result, most } = await watched(child.pid, attack);
      const right = await honest();
      const inFlight = await placesTaken(url);
      const answers = Object.entries(result).map(([status, n]) => `${n} × ${status}`);
      const more = Math.max(0, most() - base);
      const honestToo = what.includes('clients') || what.startsWith('…');
      // 200 only where requests were honest; no answer only where a client left, or wrote on and on as it came.
      const wanted = honestToo
        ? /^(200|503|none)$/
        : what.includes('never end')
          ? /^(4\d\d|503|none)$/
          : /^(4\d\d|503)$/;
      const allowed = Object.keys(result).every((status) => wanted.test(status));
      rows.push(
        row(
          `the server under ${what}`,
          `${answers.join(', ')}; at most ${more.toFixed(0)} MiB more; next picture ${right ? 'right' : 'wrong'}`,
          `4xx or 503, at most ${mostMebibytes} MiB more, the next picture right, no place lost`,
          allowed && more <= mostMebibytes && right && inFlight === 0,
        ),
      );
    }
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const code = await ended;
    rows.push(row('the server told to end', `exit code ${code}`, 'exit code 0', code === 0));
  } finally {
    child.kill('SIGKILL');
    vae.dispose();
    await backend.close();
  }
  return rows;
}
