// Asked for when first used and never imported: a bundle for the browser holds no trace of them.
const fs = () => process.getBuiltinModule('node:fs');
const paths = () => process.getBuiltinModule('node:path');

/** A number in a file, or null where there is none ("max") or no such file. */
function numberIn(path: string): number | null {
  try {
    const value = Number(fs().readFileSync(path, 'utf8').trim());
    // Version 1 writes a huge number for no limit.
    return Number.isFinite(value) && value < 2 ** 60 ? value : null;
  } catch {
    return null;
  }
}

function field(path: string, name: string): number {
  try {
    return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(fs().readFileSync(path, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const versions = [
  { limit: 'memory.max', used: 'memory.current', cache: 'inactive_file' },
  { limit: 'memory.limit_in_bytes', used: 'memory.usage_in_bytes', cache: 'total_inactive_file' },
] as const;

/**
 * Bytes that the control groups of this process leave it, those of the groups around it included; null without a
 * limit. File cache that the kernel would drop counts as free. `root`: where `/proc` and `/sys` are.
 */
export function controlGroupBytes(root = '/'): number | null {
  const { dirname, join } = paths();
  let groups: string;
  try {
    groups = fs().readFileSync(join(root, 'proc/self/cgroup'), 'utf8');
  } catch {
    return null;
  }
  let least: number | null = null;
  for (const line of groups.split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (path === undefined || controllers === undefined) continue;
    const isSecond = controllers === '';
    if (!isSecond && !controllers.split(',').includes('memory')) continue;
    const { limit, used, cache } = versions[isSecond ? 0 : 1];
    const top = join(root, 'sys/fs/cgroup', isSecond ? '' : 'memory');
    // In a container the path may be the host's: then only the top is there.
    for (let folder = join(top, path); folder.startsWith(join(top)); folder = dirname(folder)) {
      const most = numberIn(join(folder, limit));
      if (most !== null) {
        const taken = (numberIn(join(folder, used)) ?? 0) - field(join(folder, 'memory.stat'), cache);
        least = Math.min(least ?? Number.POSITIVE_INFINITY, Math.max(0, most - taken));
      }
      if (folder === join(top)) break;
    }
  }
  return least;
}

/** Bytes that the machine has free, file cache included; null where nobody can say. */
function machineBytes(root: string): number | null {
  try {
    const found = /^MemAvailable:\s+(\d+) kB$/m.exec(
      fs().readFileSync(paths().join(root, 'proc/meminfo'), 'utf8'),
    );
    return found ? Number(found[1]) * 1024 : null;
  } catch {
    return null;
  }
}

/** Bytes this process may still take; null where nobody can say (in a browser). */
export function freeBytes(root = '/'): number | null {
  if (globalThis.process?.versions?.node === undefined) return null;
  const all = [controlGroupBytes(root), machineBytes(root)].filter((bytes) => bytes !== null);
  return all.length > 0 ? Math.min(...all) : (process.availableMemory?.() ?? null);
}
