import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from './worker.mjs';

/** Libraries spin for a while after a run; the next one shall not pay for it. */
const settle = () => pause(500);

/**
 * Runs a group of systems in turn, round after round: A B C A B C …, each in a process of its own that stays loaded.
 * Returns per system the seconds of each round, the peak bytes of its process and its setting; a system that fails
 * has `error` instead.
 */
export async function measureTogether(group, { rounds, outputPath }) {
  const results = new Map();
  const alive = [];
  for (const { system, command } of group) {
    const worker = new Worker(system.name, command);
    try {
      const { setting } = await worker.ready();
      results.set(system.name, { setting, seconds: [] });
      alive.push({ system, worker });
    } catch (error) {
      worker.kill();
      results.set(system.name, { error: error.message });
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const { system, worker } of alive) {
      await settle();
      results.get(system.name).seconds.push(await worker.run());
    }
  }
  for (const { system, worker } of alive) {
    const result = results.get(system.name);
    result.output = outputPath(system);
    await worker.output(result.output);
    result.peakBytes = await worker.quit();
  }
  return results;
}
