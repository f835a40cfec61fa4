// How long the event loop waits while a picture of 512 × 512 is decoded.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createBackend } from '@x/tensor';
import { availableBackends, row, sampleModel } from '../model.mjs';

/** In milliseconds, the sampling's own 1 ms included. */
async function delays({ vae, latents }) {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const picture = await vae.decode(latents);
  histogram.disable();
  picture.dispose();
  return { p99: histogram.percentile(99) / 1e6, max: histogram.max / 1e6 };
}

export async function run({ long }) {
  const rows = [];
  for (const name of await availableBackends(long ? ['cpu', 'mlx'] : ['cpu'])) {
    const backend = await createBackend(name);
    const model = await sampleModel(backend);
    (await model.vae.decode(model.latents)).dispose();
    const three = [await delays(model), await delays(model), await delays(model)];
    const p99 = Math.min(...three.map((one) => one.p99));
    const max = Math.min(...three.map((one) => one.max));
    // CI shares its processors with others: there a delay says more about them.
    const [p99Limit, maxLimit] = long ? [10, 50] : [100, 1000];
    rows.push(
      row(
        `event loop delay in a 512 px decode on ${name}, best of three`,
        `p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`,
        `p99 at most ${p99Limit} ms, max ${maxLimit} ms`,
        p99 <= p99Limit && max <= maxLimit,
      ),
    );
    await backend.close();
  }
  return rows;
}
