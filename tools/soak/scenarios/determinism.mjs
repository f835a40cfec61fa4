// The same bytes for any number of threads, in every run, and beside other work.
import { createBackend } from '@x/tensor';
import { availableBackends, decodedHash, row, sampleModel, smallModel } from '../model.mjs';

export async function run({ long }) {
  const rows = [];
  for (const name of await availableBackends(['cpu', 'mlx'])) {
    const hashes = new Set();
    const counts = name === 'cpu' ? [1, 2, 3, 8] : [undefined];
    let runs = 0;
    for (const threads of counts) {
      const backend = await createBackend(name, threads === undefined ? {} : { threads });
      const model = await smallModel(backend);
      const each = long ? 100 : 5;
      for (let i = 0; i < each; i++) hashes.add(await decodedHash(model));
      // Four at once, and a larger decode beside them.
      const large = long && name === 'cpu' ? await sampleModel(backend) : null;
      const beside = large?.vae.decode(large.latents);
      for (const hash of await Promise.all([1, 2, 3, 4].map(() => decodedHash(model)))) hashes.add(hash);
      (await beside)?.dispose();
      runs += each + 4;
      await backend.close();
    }
    const threads = name === 'cpu' ? ' with 1, 2, 3 and 8 threads' : '';
    rows.push(
      row(`pictures of ${runs} decodes on ${name}${threads}`, `${hashes.size}`, 'one', hashes.size === 1),
    );
  }
  return rows;
}
