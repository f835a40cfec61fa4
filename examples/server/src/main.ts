// `PORT=3000 MODEL=path/to/model npm start`
import { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { createBackend, defaultBackend } from '@x/tensor';
import { createServer } from './server.js';
import { readSettings } from './settings.js';

const settings = readSettings(process.env);
if (typeof settings === 'string') {
  console.error(settings);
  process.exit(2);
}
const { MODEL, PORT, HOST, BACKEND, DTYPE } = settings;
const backend = BACKEND === undefined ? defaultBackend() : await createBackend(BACKEND);
const vae = await AutoencoderKLFlux2.load(MODEL, { backend, dtype: DTYPE });
const app = createServer(vae, {
  logger: { level: 'warn' },
  limits: {
    queue: settings.QUEUE,
    maxPixels: settings.MAX_PIXELS,
    maxMemory: settings.MAX_MEMORY,
    bodySeconds: settings.BODY_SECONDS,
    answerSeconds: settings.ANSWER_SECONDS,
  },
});

// Requests that are in are answered, new ones refused.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await app.close();
    await backend.close();
  });
}
const address = await app.listen({ port: PORT, host: HOST });
console.log(`listening on ${address}, decoding on ${backend.name}`);
