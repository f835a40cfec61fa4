// An instance of the module, with its threads: what `@x/tensor` loads.
import { importsOf, isThreaded } from './imports.js';

const pageBytes = 65536;
const firstBytes = 2 ** 25;

const node = globalThis.process?.versions?.node ? globalThis.process.getBuiltinModule : undefined;

// Written so that bundlers see which files are meant.
const files = {
  plain: () => new URL('./tensor.wasm', import.meta.url),
  threads: () => new URL('./tensor-threads.wasm', import.meta.url),
};
const startWorker = () =>
  node
    ? new (node('node:worker_threads').Worker)(new URL('./worker.js', import.meta.url), { execArgv: [] })
    : new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });

/** A page's own thread must never wait for another one. */
const mayBlock = node !== undefined || typeof WorkerGlobalScope !== 'undefined';

/** Modules compiled from the files here, to be had again. */
const compiled = new Map();

async function compile(url) {
  if (url.protocol === 'file:' && node)
    return WebAssembly.compile(await node('node:fs').promises.readFile(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} must be there; got status ${response.status}`);
  if (response.headers.get('content-type') === 'application/wasm')
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

function moduleOf({ binary, workers }) {
  if (binary instanceof WebAssembly.Module) return binary;
  if (binary) return WebAssembly.compile(binary);
  const which = workers > 0 ? 'threads' : 'plain';
  if (!compiled.has(which)) {
    const module = compile(files[which]());
    compiled.set(which, module);
    module.catch(() => compiled.delete(which));
  }
  return compiled.get(which);
}

/** Resolves when the Worker has the module and waits for a thread. */
function ready(worker, { module, memory, settled, failed }) {
  return new Promise((resolve, reject) => {
    const fail = (error) => {
      reject(error);
      failed(error);
    };
    const receive = (message) => {
      if (message.ready) resolve(worker);
      else if (message.error) fail(new Error(message.error));
      else settled(message.id, message.failure);
    };
    if (node) {
      worker.on('message', receive);
      worker.on('error', fail);
    } else {
      worker.onmessage = ({ data }) => receive(data);
      worker.onerror = (event) => fail(new Error(event.message ?? 'a Worker could not be started'));
    }
    worker.postMessage({ module, memory });
  });
}

export async function instantiate(options) {
  const module = await moduleOf(options);
  const shared = isThreaded(module);
  const memory = new WebAssembly.Memory({
    initial: firstBytes / pageBytes,
    maximum: Math.floor(options.memoryBytes / pageBytes),
    shared,
  });
  if (shared && options.workers === 0) throw new Error('the module with threads must have Workers; got none');

  const workers = [];
  const stop = () => {
    for (const worker of workers) worker.terminate();
  };
  try {
    while (shared && workers.length < options.workers) workers.push(startWorker());
    await Promise.all(workers.map((worker) => ready(worker, { ...options, module, memory })));
    const idle = [...workers];
    let functions;
    const imports = importsOf(module, {
      memory,
      settled: options.settled,
      began(at) {
        functions._emscripten_thread_init(at, mayBlock ? 0 : 1, 1, mayBlock ? 1 : 0);
        functions.emscripten_tls_init();
      },
      startThread(thread) {
        const worker = idle.shift();
        if (worker === undefined) return false;
        const [top, end] = [functions.xt_stack_top(thread.at), functions.xt_stack_end(thread.at)];
        worker.postMessage({ thread: { ...thread, top, end } });
        return true;
      },
    });
    functions = (await WebAssembly.instantiate(module, imports)).exports;
    functions.__wasm_call_ctors();
    const hold = (isNeeded) => {
      if (node) for (const worker of workers) isNeeded ? worker.ref() : worker.unref();
    };
    hold(false);
    return { functions, memory, hold, stop };
  } catch (error) {
    stop();
    throw error;
  }
}
