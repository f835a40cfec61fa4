/** A module that broke: nothing calls into it any more, and its threads end. */
import { describe, expect, it } from 'vitest';
import { CpuDriver } from '../../src/backends/cpu/driver.js';
import type { WasmInstance } from '../../src/backends/wasm/module.js';
import { WasmNative } from '../../src/backends/wasm/native.js';

/** An instance of which every function gives 1, up to `broken`; then calling it is an error. */
function opened() {
  const state = { broken: false, stopped: 0, held: false, memoryRefused: false };
  const functions = new Proxy({} as Record<string, () => number>, {
    get: (_, name) => () => {
      if (state.broken) throw new Error('the module must not be called; it is broken');
      if (name === 'xt_arguments') return state.memoryRefused ? 0 : 8;
      if (name === 'xt_description') return 1024;
      return 1;
    },
  });
  const instance: WasmInstance = {
    functions,
    memory: new WebAssembly.Memory({ initial: 1 }),
    hold: (isNeeded) => {
      state.held = isNeeded;
    },
    stop: () => {
      state.stopped++;
    },
  };
  const native = new WasmNative();
  native.open(instance, { threads: 1, cacheBytes: undefined, limit: 2 ** 26 });
  return { native, state };
}

describe('a wasm module that broke', () => {
  it('closes: what waits fails, arrays are let go of, threads end', async () => {
    const { native, state } = opened();
    const driver = new CpuDriver(native);
    const handle = driver.fill(1, { shape: [1], dtype: 'float32' });
    const waiting = driver.ready();
    const reading = driver.read({ handle, shape: [1], dtype: 'float32' });
    native.failed(new Error('a thread ended'));
    state.broken = true;
    await expect(waiting).rejects.toMatchObject({ code: 'internal' });
    await expect(reading).rejects.toMatchObject({ code: 'internal' });
    await expect(driver.ready()).rejects.toMatchObject({ code: 'internal' });
    driver.dispose(handle);
    await driver.close();
    expect(state).toMatchObject({ stopped: 1, held: false });
  });

  it('a wait that is refused memory holds nothing', async () => {
    const { native, state } = opened();
    state.memoryRefused = true;
    await expect(native.ready()).rejects.toMatchObject({ code: 'out-of-memory' });
    expect(state.held).toBe(false);
  });
});
