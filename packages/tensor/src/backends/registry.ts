import type { BackendDriver, BackendOptions, DriverFactory } from '../backend.js';
import { TensorError } from '../errors.js';
import { checkInteger, checkOptions, describe, fail } from '../shape/check.js';
import { Backend, driverOf } from './backend.js';
import { builtinBackends, defaultOrder } from './builtin.js';
import { missingMembers } from './driver-members.js';

const factories = new Map<string, DriverFactory>(builtinBackends);

/** The youngest backend of each asynchronous factory: the only one `defaultBackend` can get of it. */
const youngest = new Map<DriverFactory, WeakRef<Backend>>();

/**
 * Adds a backend of one's own: `createBackend(name)` then calls `factory`. A name is given once; the same
 * factory again is fine.
 */
export function registerBackend(name: string, factory: DriverFactory): void {
  if (typeof name !== 'string' || name === '') {
    fail('argument', 'registerBackend', `name must be a string; got ${describe(name)}`, { name });
  }
  if (typeof factory !== 'function') {
    fail('argument', 'registerBackend', `factory must be a function; got ${describe(factory)}`, { name });
  }
  if ((factories.get(name) ?? factory) !== factory) {
    fail('argument', 'registerBackend', `name must be free; got '${name}', which is registered`, { name });
  }
  factories.set(name, factory);
}

/** Names that `createBackend` knows. Whether they can be had here only creating them tells. */
export function backendNames(): string[] {
  return [...factories.keys()];
}

/**
 * Creates a backend; each call makes another. A named backend that can't be had is an error, never a fallback:
 * code `backend-unknown` or `backend-unavailable`, the latter with the driver's reason as `cause`.
 */
export async function createBackend(name: string, options?: BackendOptions): Promise<Backend> {
  const factory = factoryOf('createBackend', name);
  const checked = checkBackendOptions(options);
  try {
    const made = factory(checked);
    const backend = wrap(name, await made);
    if (isPromise(made)) youngest.set(factory, new WeakRef(backend));
    return backend;
  } catch (cause) {
    throw unavailable('createBackend', name, cause);
  }
}

function wrap(name: string, driver: unknown): Backend {
  if (typeof driver !== 'object' || driver === null) {
    fail('internal', 'createBackend', `a factory must return a driver; got ${describe(driver)}`, { name });
  }
  const missing = missingMembers(driver);
  if (missing.length > 0) {
    fail(
      'internal',
      'createBackend',
      `a driver must have every member of the contract; it lacks ${missing.join(', ')}`,
      {
        name,
        missing,
      },
    );
  }
  return new Backend(name, driver as BackendDriver);
}

function isPromise(made: BackendDriver | Promise<BackendDriver>): made is Promise<BackendDriver> {
  return typeof (made as { then?: unknown } | null)?.then === 'function';
}

function checkBackendOptions(options: BackendOptions | undefined): BackendOptions {
  const checked = checkOptions('createBackend', options);
  if (checked.threads !== undefined) checkInteger('createBackend', 'threads', checked.threads, 1);
  if (checked.cacheBytes !== undefined) checkInteger('createBackend', 'cacheBytes', checked.cacheBytes, 0);
  return checked;
}

function factoryOf(op: string, name: unknown, what = 'backend'): DriverFactory {
  if (typeof name !== 'string') {
    fail('argument', op, `the backend's name must be a string; got ${describe(name)}`, { name });
  }
  const factory = factories.get(name);
  if (!factory) {
    const known = backendNames();
    fail('backend-unknown', op, `${what} must be one of ${known.join(', ')}; got ${describe(name)}`, {
      name,
      known,
    });
  }
  return factory;
}

/** What a factory refused: options by its own error, all else as a backend that can't be had. */
function unavailable(op: string, name: string, cause: unknown): TensorError {
  if (cause instanceof TensorError && cause.code === 'argument') return cause;
  const reason = cause instanceof Error ? cause.message : describe(cause);
  return new TensorError('backend-unavailable', op, `backend '${name}' must be available; ${reason}`, {
    details: { name },
    cause,
  });
}

let shared: Backend | undefined;

/**
 * The backend of those who don't care, created when first asked for: what the environment variable
 * `X_TENSOR_BACKEND` names (then an error if it can't be had), else `mlx` where it has a GPU, else `cpu`, else
 * `reference`. A backend whose factory is asynchronous must have been created before.
 */
export function defaultBackend(): Backend {
  if (shared && !shared.isClosed) return shared;
  const named = typeof process === 'undefined' ? undefined : process.env?.X_TENSOR_BACKEND;
  if (named) {
    shared = createNow(named, 'X_TENSOR_BACKEND');
    return shared;
  }
  const names = defaultOrder();
  const last = names.at(-1)!;
  for (const name of names) {
    try {
      shared = createNow(name);
      return shared;
    } catch (error) {
      if (name === last) throw error;
    }
  }
  return fail('backend-unavailable', 'defaultBackend', 'a backend must be available; got none');
}

function createNow(name: string, what?: string): Backend {
  const factory = factoryOf('defaultBackend', name, what);
  const before = youngest.get(factory)?.deref();
  if (before && !before.isClosed) return before;
  let made: BackendDriver | Promise<BackendDriver>;
  try {
    made = factory({});
  } catch (cause) {
    throw unavailable('defaultBackend', name, cause);
  }
  if (isPromise(made)) {
    made.then((driver) => driver.close()).catch(() => {});
    fail(
      'backend-unavailable',
      'defaultBackend',
      `backend '${name}', which is made asynchronously, must have been created before; got none`,
      { name },
    );
  }
  try {
    return wrap(name, made);
  } catch (cause) {
    throw unavailable('defaultBackend', name, cause);
  }
}

/** The backend given, which must be one and open, or the default. */
export function resolveBackend(op: string, backend: unknown): Backend {
  if (backend === undefined) return defaultBackend();
  if (!(backend instanceof Backend))
    fail('argument', op, `backend must be a Backend; got ${describe(backend)}`);
  driverOf(backend, op);
  return backend;
}
