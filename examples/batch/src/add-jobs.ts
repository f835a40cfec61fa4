import { mkdir } from 'node:fs/promises';
import type { Queue } from 'bullmq';
import { jobsOf } from './latents-files.js';
import { jobId, type LatentsJob } from './queue.js';

/**
 * Adds a job for each latents file; how many there are now. Those that are queued already stay one, those that failed
 * begin anew.
 */
export async function addJobs(
  queue: Queue<LatentsJob>,
  { latents, pictures }: { readonly latents: string; readonly pictures: string },
): Promise<number> {
  const jobs = await jobsOf(latents, pictures);
  await mkdir(pictures, { recursive: true });
  const ids = new Set(jobs.map(jobId));
  for (const job of await queue.getFailed()) if (ids.has(job.id ?? '')) await job.remove();
  await queue.addBulk(jobs.map((data) => ({ name: 'decode', data, opts: { jobId: jobId(data) } })));
  return jobs.length;
}
