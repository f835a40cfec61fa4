// Runs a page's script without Node's globals: what they would be asked for there isn't there.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { log } = console;
const script = `${process.argv[2]}.mjs`;
writeFileSync(script, readFileSync(process.argv[2]));
globalThis.document = {
  title: '',
  querySelectorAll: () => [],
  createElement: () => ({ relList: { supports: () => true } }),
};
globalThis.MutationObserver = class {
  observe() {}
};
const { process: node } = globalThis;
delete globalThis.process;
delete globalThis.Buffer;
await import(pathToFileURL(script));
globalThis.process = node;
log(globalThis.document.title);
