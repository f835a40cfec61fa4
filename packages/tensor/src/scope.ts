import { checkSynchronous, describe, fail } from './shape/check.js';
import { checkTensor, isTensor, type Tensor } from './tensor.js';

type Scope = Set<Tensor>;

/** Scopes are synchronous, so that the stack is empty whenever the event loop turns. */
const scopes: Scope[] = [];

/** Tensors enter the innermost scope when they are made. */
export function enterScope(tensor: Tensor): void {
  scopes.at(-1)?.add(tensor);
}

/** No instance of a class; an object of another realm is plain too. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Tensors in a value: itself, or within arrays and plain objects, however deep. */
function collectTensors(value: unknown, found: Set<Tensor>, seen: Set<unknown>): void {
  if (isTensor(value)) {
    found.add(value);
    return;
  }
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  if (!Array.isArray(value) && !isPlain(value)) return;
  seen.add(value);
  for (const item of Object.values(value)) collectTensors(item, found, seen);
}

/**
 * Runs `fn` and disposes every tensor made in it but those that it returns, alone or within arrays and plain
 * objects. What it returns belongs to the scope around it, if there is one. If `fn` throws, all are disposed.
 * Synchronous only: a returned Promise is an error with code `argument`.
 */
export function tidy<T>(fn: () => T): T {
  if (typeof fn !== 'function') fail('argument', 'tidy', `fn must be a function; got ${describe(fn)}`);
  const scope: Scope = new Set();
  const depth = scopes.push(scope);
  const survivors = new Set<Tensor>();
  try {
    const result = fn();
    checkSynchronous('tidy', result);
    collectTensors(result, survivors, new Set());
    return result;
  } finally {
    scopes.length = depth - 1;
    for (const tensor of scope) {
      if (survivors.has(tensor)) enterScope(tensor);
      else tensor.dispose();
    }
  }
}

/** Takes a tensor out of every scope: it lives until it is disposed. Returns it. */
export function keep(tensor: Tensor): Tensor {
  checkTensor('keep', 'tensor', tensor);
  for (const scope of scopes) scope.delete(tensor);
  return tensor;
}
