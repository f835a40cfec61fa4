// Run by the Node that is tested: conformance cases with expected values, then a decode held against the reference.
const { createRequire } = require('node:module');
const { join } = require('node:path');

const fromPackage = createRequire(join(process.cwd(), 'package.json'));
const { createBackend, fromBytes } = fromPackage('@x/tensor');
const { conformanceCases } = fromPackage('@x/tensor/conformance');
const { AutoencoderKLFlux2 } = fromPackage('@x/flux2-vae');
const { openSafetensors } = fromPackage('@x/weights');
const groups = process.argv.slice(2);

async function decode(backend, folder) {
  const file = await openSafetensors(join(folder, 'expected.safetensors'));
  const { shape } = file.info('packed');
  const packed = fromBytes(await file.read('packed'), { shape, dtype: 'float32', backend });
  await file.close();
  const vae = await AutoencoderKLFlux2.load(folder, { backend });
  const image = await vae.decode(packed, { layout: 'packed-nchw' });
  return image.data();
}

(async () => {
  const backend = await createBackend('cpu', { threads: 2 });
  const makeBackend = () => createBackend('cpu', { threads: 2 });
  const cases = conformanceCases().filter(({ group }) => groups.length === 0 || groups.includes(group));
  let failed = 0;
  for (const { group, name, run } of cases) {
    try {
      await run({ backend, makeBackend });
    } catch (error) {
      failed++;
      console.error(`${group} > ${name}: ${error.message}`);
    }
  }
  const folder = join(__dirname, '../../test-fixtures/vae/tiny');
  const got = await decode(backend, folder);
  const wanted = await decode(await createBackend('reference'), folder);
  const worst = wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i])), 0);
  if (!(worst <= 1e-5)) failed++;
  console.log(
    `${process.arch}, ${backend.description}: decode within ${worst.toExponential(1)} of the reference`,
  );
  console.log(`${cases.length + 1 - failed} passed, ${failed} failed`);
  process.exit(failed === 0 && cases.length > 0 ? 0 : 1);
})();
