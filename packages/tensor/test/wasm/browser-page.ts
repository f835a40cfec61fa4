/** What test/wasm/browser.test.ts runs in a browser: on its page and in a Web Worker. */
import { type BackendOptions, createBackend, matmul, ones, sum } from '@x/tensor';
import { conformance } from '@x/tensor/conformance';

export interface Report {
  readonly where: string;
  readonly isIsolated: boolean;
  readonly description: string;
  readonly total: number;
  readonly cases: number;
  readonly failures: readonly string[];
}

interface Asked {
  readonly url: string;
  readonly options: BackendOptions;
  /** Whether to run all of the suite, too. */
  readonly suite: boolean;
}

async function report(where: string, { url, options, suite }: Asked): Promise<Report> {
  const create = () => createBackend('wasm', { ...options, url });
  const backend = await create();
  const x = ones([300, 300], { backend });
  const total = Number(await sum(matmul(x, x)).item());
  const { description } = backend;
  await backend.close();

  const failures: string[] = [];
  const tests: [name: string, run: () => unknown][] = [];
  if (suite) {
    conformance(
      { describe: (_name, define) => define(), it: (name, run) => tests.push([name, run]) },
      create,
    );
  }
  for (const [name, run] of tests) {
    try {
      await run();
    } catch (error) {
      failures.push(`${name}: ${String(error)}`);
    }
  }
  const isIsolated = globalThis.crossOriginIsolated;
  return { where, isIsolated, description, total, cases: tests.length, failures };
}

const isWorker = typeof document === 'undefined';

async function answer(where: string, asked: Asked): Promise<void> {
  const body = await report(where, asked).catch((error) => ({
    where,
    failures: [String(error?.cause ?? error)],
  }));
  await fetch('/report', { method: 'POST', body: JSON.stringify(body) });
}

if (isWorker) {
  globalThis.onmessage = ({ data }) => answer('worker', data);
} else {
  const asked = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Asked & { inWorker: boolean };
  if (asked.inWorker) new Worker('/page.js', { type: 'module' }).postMessage(asked);
  else void answer('page', asked);
}
