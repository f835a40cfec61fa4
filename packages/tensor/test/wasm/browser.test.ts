/** In Chromium: with threads where the page is isolated, without elsewhere, on a page and in a Web Worker. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BackendOptions } from '@x/tensor';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformanceCases } from '../../src/conformance.js';
import { available } from '../conformance/suite.js';
import type { Report } from './browser-page.js';

const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);
const types: Record<string, string> = { js: 'text/javascript', wasm: 'application/wasm', html: 'text/html' };
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [local('browser-page.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'chrome110',
    alias: {
      '@x/tensor/conformance': local('../../src/conformance.ts'),
      '@x/tensor': local('../../src/index.ts'),
    },
    external: ['@x/tensor-wasm'],
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

/** Serves the page, the package's files as they are, and takes reports; isolated at its first port alone. */
class Site {
  private readonly servers: Server[] = [];
  private reported: (report: Report) => void = () => {};

  constructor(private readonly script: string) {}

  async listen(): Promise<{ isolated: string; plain: string }> {
    const addresses = await Promise.all([isolation, {}].map((headers) => this.serve(headers)));
    return { isolated: addresses[0]!, plain: addresses[1]! };
  }

  nextReport(): Promise<Report> {
    return new Promise((resolve) => {
      this.reported = resolve;
    });
  }

  close(): void {
    for (const server of this.servers) server.close();
  }

  private async serve(headers: Record<string, string>): Promise<string> {
    const server = createServer(async (request, response) => {
      const path = new URL(request.url!, 'http://localhost').pathname;
      if (path === '/report') {
        const parts: Buffer[] = [];
        for await (const part of request) parts.push(part as Buffer);
        response.end();
        return this.reported(JSON.parse(Buffer.concat(parts).toString()) as Report);
      }
      const body = await this.fileAt(path).catch(() => null);
      const type = types[path.split('.').at(-1)!] ?? 'text/html';
      response.writeHead(body === null ? 404 : 200, { ...headers, 'Content-Type': type });
      response.end(body);
    });
    this.servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  private async fileAt(path: string): Promise<string | Buffer> {
    if (path === '/') return '<!doctype html><script type="module" src="/page.js"></script>';
    if (path === '/page.js') return this.script;
    return readFile(local(`../../npm/wasm/${path.replace('/wasm/', '')}`));
  }
}

interface Case {
  readonly isolated: boolean;
  readonly inWorker: boolean;
  readonly suite: boolean;
  readonly options: BackendOptions;
  readonly description: string;
}

const cases: Case[] = [
  { isolated: true, inWorker: true, suite: true, options: { threads: 2 }, description: '2 threads, simd128' },
  {
    isolated: true,
    inWorker: false,
    suite: false,
    options: { threads: 2 },
    description: '2 threads, simd128',
  },
  { isolated: false, inWorker: true, suite: true, options: {}, description: 'no threads, simd128' },
  { isolated: false, inWorker: false, suite: false, options: {}, description: 'no threads, simd128' },
];

const reason = chromium === undefined ? 'no Chromium is installed' : null;
if (reason !== null) {
  console.warn(`skipped: wasm in a browser: ${reason}`);
  it('wasm in a browser', ({ skip }) => skip(reason));
} else if (await available('wasm')) {
  describe('wasm in a browser', () => {
    let site: Site;
    let origins: { isolated: string; plain: string };
    beforeAll(async () => {
      site = new Site(await bundle());
      origins = await site.listen();
    });
    afterAll(() => site.close());

    it.each(cases)('isolated $isolated, in a Worker $inWorker', { timeout: 240_000 }, async (testCase) => {
      const { isolated, inWorker, suite, options, description } = testCase;
      const origin = isolated ? origins.isolated : origins.plain;
      const asked = { url: `${origin}/wasm/`, inWorker, suite, options };
      const profile = join(tmpdir(), `x-chromium-${process.pid}-${cases.indexOf(testCase)}`);
      const report = site.nextReport();
      const browser: ChildProcess = spawn(
        chromium!,
        [
          '--headless=new',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-dev-shm-usage',
          `--user-data-dir=${profile}`,
          `${origin}/#${encodeURIComponent(JSON.stringify(asked))}`,
        ],
        { stdio: 'ignore' },
      );
      try {
        expect(await report).toEqual({
          where: inWorker ? 'worker' : 'page',
          isIsolated: isolated,
          description,
          total: 300 ** 3,
          cases: suite ? conformanceCases().length + 1 : 0,
          failures: [],
        });
      } finally {
        const ended = new Promise((resolve) => browser.once('exit', resolve));
        browser.kill();
        await ended;
        await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
    });
  });
}
