import { precisions } from '@x/tensor';
import { VaeError } from './errors.js';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const kind = (value: unknown): string => (value === null ? 'null' : typeof value);

/** @throws VaeError `argument` unless an object, with functions, a signal and a precision where those have a value */
export function checkOptions(op: string, options: unknown): void {
  if (!isObject(options)) {
    throw new VaeError('argument', op, `options must be an object; got ${kind(options)}`);
  }
  for (const name of ['onProgress', 'onNote', 'onTiling']) {
    const value = options[name];
    if (value === undefined || typeof value === 'function') continue;
    throw new VaeError('argument', op, `${name} must be a function; got ${kind(value)}`);
  }
  const { signal, precision } = options;
  if (precision !== undefined && !(precisions as readonly unknown[]).includes(precision)) {
    const wanted = `precision must be one of ${precisions.join(', ')}`;
    throw new VaeError('argument', op, `${wanted}; got ${String(precision)}`, { details: { precision } });
  }
  if (signal === undefined) return;
  const methods = isObject(signal) ? [signal.throwIfAborted, signal.addEventListener] : [null];
  if (methods.every((method) => typeof method === 'function')) return;
  throw new VaeError('argument', op, `signal must be an AbortSignal; got ${kind(signal)}`);
}

/** @throws VaeError `argument` unless an object that has these members, of these types */
export function checkMembers(
  op: string,
  what: string,
  value: unknown,
  members: Readonly<Record<string, 'function' | 'number' | 'boolean' | 'string' | 'array' | 'any'>>,
): void {
  if (!isObject(value)) throw new VaeError('argument', op, `${what}; got ${kind(value)}`);
  for (const [name, type] of Object.entries(members)) {
    const member = value[name];
    const isRight = type === 'array' ? Array.isArray(member) : type === 'any' || typeof member === type;
    if (!isRight || member === undefined) {
      throw new VaeError('argument', op, `${what}; got ${name}: ${kind(member)}`);
    }
  }
}
