import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { LatentsError } from '@x/flux2-latents';
import {
  type AutoencoderKLFlux2,
  encodeImage,
  inferLayout,
  readLatents,
  toUint8,
  VaeError,
} from '@x/flux2-vae';
import { WeightsError } from '@x/weights';
import { UnrecoverableError, Worker } from 'bullmq';
import { type LatentsJob, type QueueAddress, queueName } from './queue.js';
import { saveOnce } from './save-once.js';

export interface WorkerOptions {
  readonly vae: AutoencoderKLFlux2;
  readonly connection: QueueAddress;
  /** A job whose worker hasn't been heard of for so long goes to another one. */
  readonly lockSeconds: number;
  readonly log: (line: string) => void;
}

/** Takes jobs until it is closed. Two at once: while one decodes the other reads or is written. */
export function createWorker({ vae, connection, lockSeconds, log }: WorkerOptions): Worker<LatentsJob> {
  const process = async ({ data }: { readonly data: LatentsJob }): Promise<void> => {
    const name = basename(data.picture);
    if (await exists(data.picture)) return log(`${name} stands already`);
    log(`decoding ${name}`);
    const png = await decode(vae, data.latents).catch((error: unknown) => {
      throw willNeverPass(error) ? new UnrecoverableError((error as Error).message) : error;
    });
    log((await saveOnce(data.picture, png)) ? `wrote ${name}` : `${name} stands already`);
  };
  return new Worker<LatentsJob>(queueName, process, {
    connection,
    concurrency: 2,
    lockDuration: lockSeconds * 1000,
    stalledInterval: lockSeconds * 500,
    // How many workers may die over one job before it is given up.
    maxStalledCount: 10,
  });
}

async function decode(vae: AutoencoderKLFlux2, path: string): Promise<Uint8Array> {
  const latents = await readLatents(path);
  const { latentChannels, patchSize } = vae.config;
  const fitting = latents.layout ?? inferLayout(latents.shape, { latentChannels, patchSize });
  if (typeof fitting !== 'string') {
    throw new LatentsError(
      'layout',
      'batch',
      `layout must be named in the file; it may be ${fitting.join(' or ')}`,
    );
  }
  const image = await vae.decode(latents, { layout: fitting });
  if (image.shape[0] !== 1) {
    image.dispose();
    throw new LatentsError('shape', 'batch', `a file must hold one picture's latents; got ${image.shape[0]}`);
  }
  try {
    const [picture] = await toUint8(image);
    return await encodeImage(picture!, 'png');
  } finally {
    image.dispose();
  }
}

/** The file itself is at fault. */
const willNeverPass = (error: unknown): boolean =>
  error instanceof LatentsError ||
  (error instanceof VaeError && error.code !== 'memory') ||
  (error instanceof WeightsError && !['io', 'no-space', 'out-of-memory', 'changed'].includes(error.code));

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
