// All of it on one machine: `MODEL=path/to/model WORKERS=2 npm start -- LATENTS PICTURES`.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { addJobs } from './add-jobs.js';
import { usage } from './latents-files.js';
import { openQueue } from './queue.js';
import { startRedis } from './redis-server.js';
import { positive, setting } from './settings.js';
import { untilDone } from './until-done.js';

const [latents, pictures] = process.argv.slice(2);
if (latents === undefined || pictures === undefined) usage('npm start --');
else process.exitCode = await main(latents, pictures);

async function main(latents: string, pictures: string): Promise<number> {
  setting('MODEL');
  const count = positive('WORKERS', 2);
  const redis = await startRedis();
  const queue = openQueue(redis);
  const program = fileURLToPath(new URL('work.js', import.meta.url));
  const env = { ...process.env, REDIS_URL: redis.url };
  const workers = Array.from({ length: count }, () =>
    spawn(process.execPath, [program], { env, stdio: ['ignore', 'inherit', 'inherit'] }),
  );
  const isGone = ({ exitCode, signalCode }: (typeof workers)[number]) =>
    exitCode !== null || signalCode !== null;
  const ends = workers.map((worker) => new Promise((resolve) => worker.once('close', resolve)));
  try {
    const jobs = await addJobs(queue, { latents, pictures });
    const failed = await untilDone(queue, pictures, () => {
      if (workers.every(isGone)) throw new Error('a worker must be left; all of them ended');
    });
    console.log(`${jobs - failed.length} of ${jobs} pictures in ${pictures}`);
    for (const { latents: file, reason } of failed) console.error(`${file}: ${reason}`);
    return failed.length === 0 ? 0 : 1;
  } finally {
    for (const worker of workers) worker.kill();
    await Promise.all(ends);
    await queue.close();
    await redis.close();
  }
}
