// One worker: `MODEL=path/to/model REDIS_URL=redis://… npm run work`, as many as there are machines.
import { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { defaultBackend } from '@x/tensor';
import { positive, redisUrl, setting } from './settings.js';
import { createWorker } from './worker.js';

const backend = defaultBackend();
const vae = await AutoencoderKLFlux2.load(setting('MODEL'), { backend });
const worker = createWorker({
  vae,
  connection: { url: redisUrl() },
  lockSeconds: positive('LOCK_SECONDS', 30),
  log: (line) => console.log(line),
});
worker.on('failed', (job, error) => console.error(`${job?.data.latents}: ${error.message}`));
worker.on('error', (error) => console.error(error.message));

// What was begun is finished.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await worker.close();
    await backend.close();
  });
}
