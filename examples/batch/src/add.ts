// Adds jobs: `REDIS_URL=redis://… npm run add -- LATENTS PICTURES`.
import { addJobs } from './add-jobs.js';
import { usage } from './latents-files.js';
import { openQueue } from './queue.js';
import { redisUrl } from './settings.js';

const [latents, pictures] = process.argv.slice(2);
if (latents === undefined || pictures === undefined) usage('npm run add --');
else {
  const queue = openQueue({ url: redisUrl() });
  console.log(`${await addJobs(queue, { latents, pictures })} jobs`);
  await queue.close();
}
