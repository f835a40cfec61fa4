import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RedisServer {
  readonly url: string;
  close(): Promise<void>;
}

/** A Redis of its own on a free port, with a temporary folder. */
export async function startRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'batch-redis-'));
  const port = await freePort();
  const options = { bind: '127.0.0.1', port, dir: folder, save: '', appendonly: 'yes', daemonize: 'no' };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const close = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (bytes) => {
        said = (said + bytes).slice(-10_000);
        if (said.includes('Ready to accept connections')) resolve();
      });
      child.once('error', (cause: NodeJS.ErrnoException) => {
        const wanted = 'redis-server must be installed (Debian: apt install redis-server)';
        reject(cause.code === 'ENOENT' ? new Error(wanted, { cause }) : cause);
      });
      ended.then(() => reject(new Error(`redis-server ended: ${said.trim().split('\n').at(-1)}`)));
    });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { url: `redis://127.0.0.1:${port}`, close };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
