import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { controlGroupBytes, freeBytes } from '../src/free-memory.js';

const MiB = 2 ** 20;
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'flux2-vae-root-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Files under a root of their own, as the kernel would show them. */
async function system(files: Readonly<Record<string, string | number>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), `${text}\n`);
  }
}
const meminfo = (free: number) =>
  `MemTotal:       99999999 kB\nMemFree:            1024 kB\nMemAvailable:   ${free / 1024} kB`;

describe('control groups, version 2', () => {
  const groups = 'sys/fs/cgroup';

  test('the limit less what is used, file cache that can go given back', async () => {
    await system({
      'proc/self/cgroup': '0::/service',
      [`${groups}/service/memory.max`]: 1000 * MiB,
      [`${groups}/service/memory.current`]: 300 * MiB,
      [`${groups}/service/memory.stat`]: `anon ${200 * MiB}\ninactive_file ${60 * MiB}\nactive_file ${40 * MiB}`,
    });
    expect(controlGroupBytes(root)).toBe(760 * MiB);
  });

  test('nested: the tightest of the groups around it counts', async () => {
    await system({
      'proc/self/cgroup': '0::/pod/container/worker',
      [`${groups}/pod/memory.max`]: 500 * MiB,
      [`${groups}/pod/memory.current`]: 400 * MiB,
      [`${groups}/pod/container/memory.max`]: 2000 * MiB,
      [`${groups}/pod/container/memory.current`]: 100 * MiB,
      [`${groups}/pod/container/worker/memory.max`]: 'max',
      [`${groups}/pod/container/worker/memory.current`]: 90 * MiB,
    });
    expect(controlGroupBytes(root)).toBe(100 * MiB);
  });

  test("'max' everywhere is no limit, and neither is a group without the files", async () => {
    await system({ 'proc/self/cgroup': '0::/a', [`${groups}/a/memory.max`]: 'max' });
    expect(controlGroupBytes(root)).toBeNull();
    await system({ 'proc/self/cgroup': '0::/b/c' });
    expect(controlGroupBytes(root)).toBeNull();
  });

  test('in a container: the path is the host’s, the limit lies at the top', async () => {
    await system({
      'proc/self/cgroup': '0::/kubepods/pod1/abc',
      [`${groups}/memory.max`]: 256 * MiB,
      [`${groups}/memory.current`]: 56 * MiB,
    });
    expect(controlGroupBytes(root)).toBe(200 * MiB);
  });

  test('a group over its limit has nothing left', async () => {
    await system({
      'proc/self/cgroup': '0::/',
      [`${groups}/memory.max`]: 100 * MiB,
      [`${groups}/memory.current`]: 120 * MiB,
    });
    expect(controlGroupBytes(root)).toBe(0);
  });

  test('a path that climbs stays under the top', async () => {
    await system({ 'proc/self/cgroup': '0::/../../..', 'memory.max': 1, 'sys/memory.max': 1 });
    expect(controlGroupBytes(root)).toBeNull();
  });
});

describe('control groups, version 1', () => {
  const groups = 'sys/fs/cgroup/memory';
  const self = '11:cpu,cpuacct:/elsewhere\n4:memory:/service\n1:name=systemd:/init.scope';

  test('those of the memory controller', async () => {
    await system({
      'proc/self/cgroup': self,
      [`${groups}/service/memory.limit_in_bytes`]: 800 * MiB,
      [`${groups}/service/memory.usage_in_bytes`]: 500 * MiB,
      [`${groups}/service/memory.stat`]: `cache 1\ninactive_file 7\ntotal_inactive_file ${100 * MiB}`,
      'sys/fs/cgroup/memory/elsewhere/memory.limit_in_bytes': 1,
    });
    expect(controlGroupBytes(root)).toBe(400 * MiB);
  });

  test('its huge number is no limit; nested, the tightest counts', async () => {
    await system({
      'proc/self/cgroup': '4:memory:/outer/inner',
      [`${groups}/memory.limit_in_bytes`]: '9223372036854771712',
      [`${groups}/outer/inner/memory.limit_in_bytes`]: '9223372036854771712',
    });
    expect(controlGroupBytes(root)).toBeNull();
    await system({
      [`${groups}/outer/memory.limit_in_bytes`]: 300 * MiB,
      [`${groups}/outer/memory.usage_in_bytes`]: 10 * MiB,
    });
    expect(controlGroupBytes(root)).toBe(290 * MiB);
  });

  test('beside version 2 (hybrid): the tighter of both', async () => {
    await system({
      'proc/self/cgroup': '4:memory:/v1\n0::/v2',
      [`${groups}/v1/memory.limit_in_bytes`]: 600 * MiB,
      'sys/fs/cgroup/v2/memory.max': 700 * MiB,
    });
    expect(controlGroupBytes(root)).toBe(600 * MiB);
  });
});

describe('what is free', () => {
  test('without control groups: what the machine has', async () => {
    await system({ 'proc/meminfo': meminfo(5000 * MiB) });
    expect(controlGroupBytes(root)).toBeNull();
    expect(freeBytes(root)).toBe(5000 * MiB);
  });

  test('the less of machine and group', async () => {
    const group = { 'proc/self/cgroup': '0::/', 'sys/fs/cgroup/memory.max': 1000 * MiB };
    await system({ ...group, 'proc/meminfo': meminfo(5000 * MiB) });
    expect(freeBytes(root)).toBe(1000 * MiB);
    await system({ 'proc/meminfo': meminfo(64 * MiB) });
    expect(freeBytes(root)).toBe(64 * MiB);
  });

  test('with neither file, what Node says', () => {
    const available = vi.spyOn(process, 'availableMemory').mockReturnValue(123);
    expect(freeBytes(root)).toBe(123);
    available.mockRestore();
  });
});
