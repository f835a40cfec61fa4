/** Finding and loading the addons of native backends. Node's modules are asked for when needed: browsers have none. */
import { TensorError } from '../errors.js';

const muslLoaders: Readonly<Record<string, string>> = {
  x64: '/lib/ld-musl-x86_64.so.1',
  arm64: '/lib/ld-musl-aarch64.so.1',
};

/** The platform packages there are: the optional dependencies in package.json. */
const published = new Set([
  'cpu-darwin-arm64',
  'cpu-darwin-x64',
  'cpu-linux-arm64-gnu',
  'cpu-linux-x64-gnu',
  'cpu-linux-x64-musl',
  'mlx-darwin-arm64',
  'mlx-linux-arm64-gnu',
  'mlx-linux-x64-gnu',
]);

/**
 * The addon of a part of this package ('cpu', 'mlx'): first the platform package `@x/tensor-<part>-<platform>`, then
 * `npm/<part>-<platform>/tensor_<part>.node` under the root of `@x/tensor`, where a build from source puts it.
 * @throws TensorError `backend-unavailable`, saying in one line why there is none
 */
export function loadNativeBinary(part: string): unknown {
  const builtin = typeof process === 'undefined' ? undefined : process.getBuiltinModule;
  if (builtin === undefined) return unavailable(part, 'this is not Node.js ≥ 20.16');
  const { existsSync, readFileSync } = builtin('node:fs');
  const { dirname, join } = builtin('node:path');
  const { fileURLToPath } = builtin('node:url');
  const require = builtin('node:module').createRequire(import.meta.url);

  const platform = platformName(existsSync);
  const platformPackage = `@x/tensor-${part}-${platform}`;
  const installed = resolveOrNull(require, platformPackage);
  if (installed !== null) return load(require, part, installed, `reinstall ${platformPackage}`);

  const root = packageRoot(dirname(fileURLToPath(import.meta.url)), {
    existsSync,
    readFileSync,
    dirname,
    join,
  });
  const built = root === null ? null : join(root, 'npm', `${part}-${platform}`, `tensor_${part}.node`);
  if (built !== null && existsSync(built)) return load(require, part, built, 'build it again');
  if (!published.has(`${part}-${platform}`)) return unavailable(part, `none is published for ${platform}`);
  return unavailable(part, `install ${platformPackage} (npm i ${platformPackage}), which is not here`);
}

/** This machine in the names of platform packages: `linux-x64-gnu`, `linux-x64-musl`, `darwin-arm64`. */
function platformName(exists: (path: string) => boolean): string {
  const { platform, arch } = process;
  if (platform !== 'linux') return `${platform}-${arch}`;
  const musl = exists(muslLoaders[arch] ?? '') && !usesGlibc();
  return `linux-${arch}-${musl ? 'musl' : 'gnu'}`;
}

/** What this Node was linked with: musl's loader may lie on a machine with glibc too. Takes some 20 ms. */
function usesGlibc(): boolean {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime !== undefined;
}

function load(require: NodeJS.Require, part: string, path: string, cure: string): unknown {
  try {
    return require(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    return unavailable(part, `${cure}: ${path} could not be loaded (${reason})`, cause);
  }
}

function resolveOrNull(require: NodeJS.Require, name: string): string | null {
  try {
    return require.resolve(name);
  } catch {
    return null;
  }
}

interface FileTools {
  existsSync(path: string): boolean;
  readFileSync(path: string, encoding: 'utf8'): string;
  dirname(path: string): string;
  join(...parts: string[]): string;
}

/** The folder of `@x/tensor`'s package.json above `folder`: this file may be a source or in a bundle. */
function packageRoot(folder: string, tools: FileTools): string | null {
  for (let at = folder; ; at = tools.dirname(at)) {
    const manifest = tools.join(at, 'package.json');
    if (tools.existsSync(manifest)) {
      try {
        if (JSON.parse(tools.readFileSync(manifest, 'utf8')).name === '@x/tensor') return at;
      } catch {
        // Somebody else's broken file; ours is further up.
      }
    }
    if (tools.dirname(at) === at) return null;
  }
}

function unavailable(part: string, reason: string, cause?: unknown): never {
  throw new TensorError('backend-unavailable', part, `a native binary must be at hand; ${reason}`, {
    details: { part, reason },
    cause,
  });
}
