// A thread of the module: instantiates it on the memory it is sent, then runs the thread that it is sent, to its end.
import { importsOf } from './imports.js';

const port = globalThis.process?.versions?.node
  ? globalThis.process.getBuiltinModule('node:worker_threads').parentPort
  : globalThis;

let functions;

async function load({ module, memory }) {
  const settled = (id, failure) => port.postMessage({ id, failure });
  functions = (await WebAssembly.instantiate(module, importsOf(module, { memory, settled }))).exports;
  port.postMessage({ ready: true });
}

function run({ at, start, argument, top, end }) {
  functions._emscripten_thread_init(at, 0, 0, 1);
  functions.emscripten_stack_set_limits(top, end);
  functions.stackRestore(top);
  functions.emscripten_tls_init();
  functions.__indirect_function_table.get(start)(argument);
}

port.onmessage = async ({ data }) => {
  try {
    if (data.module) await load(data);
    else run(data.thread);
  } catch (error) {
    port.postMessage({ error: `a thread ended: ${error?.message ?? error}` });
  }
};
