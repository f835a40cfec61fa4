// What the module asks of JavaScript, on the thread that made the instance and on its Workers.

const pageBytes = 65536;
/** Beyond what is asked for, so that memory grows in few steps. */
const spareBytes = 2 ** 26;
/** Of a thread. */
const stackBytes = 2 ** 21;
/** EAGAIN, as the module's library has it. */
const tryAgain = 6;

/** Whether the module was built with threads. */
export const isThreaded = (module) =>
  WebAssembly.Module.exports(module).some(({ name }) => name === '_emscripten_thread_init');

/** The text at an address, which ends with a zero; copied, for no decoder takes shared memory. */
function textAt(memory, at) {
  const bytes = new Uint8Array(memory.buffer);
  return new TextDecoder().decode(bytes.slice(at >>> 0, bytes.indexOf(0, at >>> 0)));
}

function grow(memory, wanted) {
  const bytes = memory.grow(0) * pageBytes; // another thread may have let it grow
  if (wanted <= bytes) return 1;
  for (const target of [wanted + spareBytes, wanted]) {
    try {
      memory.grow(Math.ceil((target - bytes) / pageBytes));
      return 1;
    } catch {
      // More than there is, or than it was given.
    }
  }
  return 0;
}

/**
 * `settled(id, failure)` gets what `xt_settled` is called with. On the thread that made the instance, `began(at)` is
 * called with its own place among threads, and `startThread({ at, start, argument })` says whether a Worker takes one.
 */
export function importsOf(module, { memory, settled, began, startThread }) {
  const now = () => performance.timeOrigin + performance.now();
  /** Seconds and nanoseconds, 32 bits each. */
  const writeTime = (_clock, at) => {
    const view = new DataView(memory.buffer);
    const milliseconds = now();
    view.setInt32(at >>> 0, milliseconds / 1000, true);
    view.setInt32((at >>> 0) + 4, (milliseconds % 1000) * 1e6, true);
    return 0;
  };
  const known = {
    memory,
    xt_settled(id, code, op, message) {
      const name = textAt(memory, code);
      settled(
        id,
        name === '' ? null : { code: name, op: textAt(memory, op), message: textAt(memory, message) },
      );
    },
    emscripten_memcpy_big(to, from, bytes) {
      new Uint8Array(memory.buffer).copyWithin(to >>> 0, from >>> 0, (from >>> 0) + (bytes >>> 0));
    },
    emscripten_resize_heap: (bytes) => grow(memory, bytes >>> 0),
    emscripten_get_now: now,
    clock_gettime: writeTime,
    __clock_gettime: writeTime,
    // No variables: the settings of the native backend are none of ours.
    environ_sizes_get(count, bytes) {
      const view = new DataView(memory.buffer);
      view.setUint32(count >>> 0, 0, true);
      view.setUint32(bytes >>> 0, 0, true);
      return 0;
    },
    environ_get: () => 0,
    __emscripten_init_main_thread_js: began,
    __pthread_create_js: (at, _attributes, start, argument) =>
      startThread?.({ at, start, argument }) ? 0 : tryAgain,
    _emscripten_default_pthread_stack_size: () => stackBytes,
    emscripten_check_blocking_allowed() {},
    setTempRet0() {},
    abort() {
      throw new Error('the module ended itself');
    },
  };
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = known[name] ?? absent(name, kind);
  }
  return imports;
}

/** Of what the library would want where it does more than we ask of it. */
function absent(name, kind) {
  if (kind === 'tag') return new WebAssembly.Tag({ parameters: ['i32'] });
  return () => {
    throw new Error(`${name} isn't there for the module`);
  };
}
