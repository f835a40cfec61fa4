import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from './worker.mjs';

/** Libraries spin for a while after a run; the next one shall not pay for it. */
const settle = () => pause(500);

/**
 * Runs a group of rows in turn, round after round: A B C A B C …, each in a process of its own that stays loaded.
 * Returns by a row's id the seconds of each round, the peak bytes of its process and its setting; a system that fails
 * has `error` instead.
 */
export async function measureTogether(group, { rounds, outputPath }) {
  const results = new Map();
  const alive = [];
  for (const { id, command } of group) {
    const worker = new Worker(id, command);
    try {
      const { setting } = await worker.ready();
      results.set(id, { setting, seconds: [] });
      alive.push({ id, worker });
    } catch (error) {
      worker.kill();
      results.set(id, { error: error.message });
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const { id, worker } of alive) {
      await settle();
      results.get(id).seconds.push(await worker.run());
    }
  }
  for (const { id, worker } of alive) {
    const result = results.get(id);
    result.output = outputPath(id);
    await worker.output(result.output);
    result.peakBytes = await worker.quit();
  }
  return results;
}
