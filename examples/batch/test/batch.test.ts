import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFile, link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AutoencoderKLFlux2, encodeImage, readLatents, toUint8 } from '@x/flux2-vae';
import { defaultBackend } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addJobs } from '../src/add-jobs.js';
import { openQueue } from '../src/queue.js';
import { type RedisServer, startRedis } from '../src/redis-server.js';
import { saveOnce } from '../src/save-once.js';
import { untilDone } from '../src/until-done.js';

const example = fileURLToPath(new URL('../', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const model = join(root, 'test-fixtures/sample-model');
// In plain TypeScript a large picture takes half a minute.
const source = join(model, defaultBackend().name === 'reference' ? 'astronaut-256' : 'astronaut');

const missing = spawnSync('redis-server', ['--version']).error ? 'redis-server is not installed' : null;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batch-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('saveOnce', () => {
  it('of many writers one wins, and its bytes stand whole', async () => {
    const path = join(folder, 'once.bin');
    const writers = Array.from({ length: 20 }, (_, i) => new Uint8Array(100_000).fill(i));
    const won = await Promise.all(writers.map((bytes) => saveOnce(path, bytes)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(new Uint8Array(await readFile(path))).toEqual(writers[won.indexOf(true)]);
    expect(await readdir(join(folder, '.partial'))).toEqual([]);
  });

  it('leaves what stands there alone', async () => {
    const path = join(folder, 'stands.bin');
    await writeFile(path, 'old');
    expect(await saveOnce(path, new Uint8Array(3))).toBe(false);
    expect(await readFile(path, 'utf8')).toBe('old');
  });
});

describe('on Redis', () => {
  if (missing !== null) return it('decodes', ({ skip }) => skip(missing));

  let redis: RedisServer;
  const workers: ChildProcess[] = [];
  beforeAll(async () => {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], { cwd: example });
    redis = await startRedis();
  });
  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await redis?.close();
  });

  /** A worker, and what it has said so far. */
  function startWorker() {
    const env = { ...process.env, REDIS_URL: redis.url, MODEL: model, LOCK_SECONDS: '2' };
    const child = spawn(process.execPath, [join(example, 'dist/work.js')], { env, stdio: 'pipe' });
    workers.push(child);
    const worker = { child, said: '', onLine: (_line: string) => {} };
    child.stdout.on('data', (bytes) => {
      worker.said += bytes;
      worker.onLine(String(bytes));
    });
    child.stderr.on('data', (bytes) => {
      worker.said += bytes;
    });
    return worker;
  }

  const ended = (child: ChildProcess) => new Promise((resolve) => child.once('close', resolve));

  async function expected(): Promise<Uint8Array> {
    const vae = await AutoencoderKLFlux2.load(model, { backend: defaultBackend() });
    const image = await vae.decode(await readLatents(`${source}.latents.safetensors`));
    const [picture] = await toUint8(image);
    image.dispose();
    vae.dispose();
    return encodeImage(picture!, 'png');
  }

  it('loses no picture when two of three workers are killed in the middle', async () => {
    const latents = join(folder, 'latents');
    const pictures = join(folder, 'pictures');
    await mkdir(latents);
    const names = Array.from({ length: 12 }, (_, i) => `picture-${i}`);
    for (const name of names) {
      await link(`${source}.latents.safetensors`, join(latents, `${name}.safetensors`)).catch(() =>
        copyFile(`${source}.latents.safetensors`, join(latents, `${name}.safetensors`)),
      );
    }
    const queue = openQueue(redis);
    try {
      const [first, second, third] = [startWorker(), startWorker(), startWorker()];
      const killed = [first, second].map(({ child }) => ended(child));
      for (const doomed of [first, second]) {
        doomed.onLine = (line) => {
          if (line.includes('decoding')) doomed.child.kill('SIGKILL');
        };
      }
      expect(await addJobs(queue, { latents, pictures })).toBe(12);
      // Added twice, a job stays one.
      expect(await addJobs(queue, { latents, pictures })).toBe(12);
      await Promise.all(killed);
      expect([first.child.signalCode, second.child.signalCode]).toEqual(['SIGKILL', 'SIGKILL']);

      expect(await untilDone(queue, pictures)).toEqual([]);
      expect((await readdir(pictures)).sort()).toEqual(names.map((name) => `${name}.png`).sort());
      const png = Buffer.from(await expected());
      for (const name of names) {
        const same = png.equals(await readFile(join(pictures, `${name}.png`)));
        expect(same, `${name}: ${third.said}`).toBe(true);
      }
      // They died with work in their hands, which the third one did again.
      const begun = (text: string) => [...text.matchAll(/decoding (\S+)/g)].map(([, name]) => name);
      for (const dead of [first, second]) {
        const lost = begun(dead.said).filter((name) => !dead.said.includes(`wrote ${name}`));
        expect(lost.length, dead.said).toBeGreaterThan(0);
        for (const name of lost) expect(begun(third.said), third.said).toContain(name);
      }

      third.child.kill('SIGTERM');
      await ended(third.child);
      expect(third.child.exitCode, third.said).toBe(0);
    } finally {
      await queue.close();
    }
  }, 180_000);

  it('names what can’t be decoded, and goes on', async () => {
    const latents = join(folder, 'bad-latents');
    const pictures = join(folder, 'bad-pictures');
    await mkdir(latents);
    await copyFile(
      join(model, 'astronaut-256.latents.safetensors'),
      join(latents, 'good.latents.safetensors'),
    );
    await writeFile(join(latents, 'bad.npy'), 'no latents at all');
    const queue = openQueue(redis);
    const worker = startWorker();
    try {
      await addJobs(queue, { latents, pictures });
      const failed = await untilDone(queue, pictures);
      expect(failed).toMatchObject([{ latents: join(latents, 'bad.npy') }]);
      expect(failed[0]!.reason).toMatch(/npy/);
      expect(await readdir(pictures)).toEqual(['good.png']);

      // Mended, it begins anew; the good one stands already.
      await copyFile(join(model, 'astronaut-256.decoded.npy'), join(latents, 'bad.npy'));
      await addJobs(queue, { latents, pictures });
      expect(await untilDone(queue, pictures)).toHaveLength(1); // a picture is no latents
      expect(worker.said).toContain('good.png stands already');
    } finally {
      worker.child.kill('SIGTERM');
      await ended(worker.child);
      await queue.close();
    }
  });

  it('runs on one machine as the README says', () => {
    const latents = join(folder, 'latents');
    const pictures = join(folder, 'started');
    const env = { ...process.env, MODEL: model, WORKERS: '2' };
    const said = execFileSync(process.execPath, [join(example, 'dist/start.js'), latents, pictures], { env });
    expect(String(said)).toContain(`12 of 12 pictures in ${pictures}`);
  }, 120_000);
});
