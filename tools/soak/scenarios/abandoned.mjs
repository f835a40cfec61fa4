// Tensors that nobody disposes of are given back by the collector's finaliser.
import { createBackend, ones } from '@x/tensor';
import { availableBackends, row } from '../model.mjs';

export async function run({ long }) {
  const rows = [];
  for (const name of await availableBackends()) {
    const backend = await createBackend(name);
    const count = long ? 100_000 : 2000;
    for (let i = 0; i < count; i++) {
      ones([64], { backend });
      if (i % 5000 === 0) await backend.sync();
    }
    await backend.sync();
    for (let i = 0; i < 10 && backend.memory().tensors > 0; i++) {
      globalThis.gc();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const { tensors } = backend.memory();
    rows.push(row(`of ${count} abandoned tensors on ${name} left`, `${tensors}`, 'none', tensors === 0));
    await backend.close();
  }
  return rows;
}
