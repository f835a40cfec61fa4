import { createHash } from 'node:crypto';
import { type JobsOptions, Queue } from 'bullmq';

export const queueName = 'latents';

/** Both are paths as every worker machine sees them. */
export interface LatentsJob {
  readonly latents: string;
  readonly picture: string;
}

export interface QueueAddress {
  /** `redis://…` */
  readonly url: string;
}

/** Several tries for what may pass: a full disk, memory that others hold. */
const jobOptions: JobsOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 1000 },
  // The picture says that it was done.
  removeOnComplete: true,
};

export const openQueue = (connection: QueueAddress): Queue<LatentsJob> =>
  new Queue(queueName, { connection, defaultJobOptions: jobOptions });

/** Of one picture there is one job, however often it is added. */
export const jobId = ({ picture }: LatentsJob): string => createHash('sha256').update(picture).digest('hex');
