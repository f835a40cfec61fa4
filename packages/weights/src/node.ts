import { WeightsError } from './errors.js';

interface Builtins {
  readonly fs: typeof import('node:fs');
  readonly path: typeof import('node:path');
  readonly os: typeof import('node:os');
  readonly crypto: typeof import('node:crypto');
  readonly url: typeof import('node:url');
}

/**
 * A Node built-in, asked for when first used and never imported: a bundle for the browser holds no trace of it,
 * and there a path is a typed error.
 */
export function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  const found = globalThis.process?.getBuiltinModule?.(`node:${name}`) as Builtins[Name] | undefined;
  if (found === undefined) {
    throw new WeightsError(
      'unsupported',
      'file',
      'paths need Node 20.16 or later; got an environment without them: pass bytes, a Blob, a URL or a ByteSource',
    );
  }
  return found;
}
