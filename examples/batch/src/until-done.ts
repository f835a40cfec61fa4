import { rm } from 'node:fs/promises';
import type { Queue } from 'bullmq';
import type { LatentsJob } from './queue.js';
import { partialFolder } from './save-once.js';

export interface FailedJob {
  readonly latents: string;
  readonly reason: string;
}

/**
 * Waits until nothing is left to do, removes what dead workers left half-written, and returns the jobs that failed.
 * `stillGoing` may throw to end the waiting.
 */
export async function untilDone(
  queue: Queue<LatentsJob>,
  pictures: string,
  stillGoing: () => void = () => {},
): Promise<FailedJob[]> {
  for (;;) {
    const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
    if (Object.values(counts).every((count) => count === 0)) break;
    stillGoing();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await rm(partialFolder(pictures), { recursive: true, force: true });
  const failed = await queue.getFailed();
  return failed.map(({ data, failedReason }) => ({ latents: data.latents, reason: failedReason }));
}
