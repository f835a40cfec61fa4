import type { BackendDriver, FastOps } from '@x/tensor';
import { createReferenceDriver } from '../../src/backends/reference/index.js';

/** A reference driver that writes down the names of the ops called, with fused ops of a test's own. */
export function recordingDriver(fast?: FastOps): { driver: BackendDriver; calls: string[] } {
  const calls: string[] = [];
  const reference = createReferenceDriver({}) as BackendDriver;
  const driver = new Proxy(reference, {
    get(target, name) {
      if (name === 'fast') return fast;
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        calls.push(String(name));
        return member.apply(target, args);
      };
    },
  });
  return { driver, calls };
}
