// `URL=http://127.0.0.1:3000 npm run load -- LATENTS`: a running server under load, by autocannon.
import { readFile } from 'node:fs/promises';
import autocannon from 'autocannon';

const [latents] = process.argv.slice(2);
if (latents === undefined) {
  console.error('usage: npm run load -- LATENTS');
  process.exit(2);
}
const run = autocannon({
  url: `${process.env.URL ?? 'http://127.0.0.1:3000'}/image`,
  method: 'POST',
  body: await readFile(latents),
  connections: Number(process.env.CONNECTIONS ?? 16),
  duration: Number(process.env.DURATION ?? 20),
  timeout: 120,
});
autocannon.track(run, { renderProgressBar: process.stdout.isTTY });
const { latency, statusCodeStats, errors, timeouts } = await run;
const statuses = Object.entries(statusCodeStats).map(([status, { count }]) => `${count} × ${status}`);
console.log(`${statuses.join(', ')}; ${errors} errors, ${timeouts} timeouts`);
console.log(`p50 ${latency.p50} ms, p99 ${latency.p99} ms`);
