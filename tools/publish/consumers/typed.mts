import { AutoencoderKLFlux2, readLatents } from '@x/flux2-vae';
import { type Backend, createBackend, type Tensor } from '@x/tensor';
import { conformanceCases } from '@x/tensor/conformance';

const [model, latents] = process.argv.slice(2) as [string, string];
const backend: Backend = await createBackend('cpu');
if (conformanceCases().length === 0) throw new Error('no cases');
const vae = await AutoencoderKLFlux2.load(model, { backend, dtype: 'float32' });
const image: Tensor = await vae.decode(await readLatents(latents), { tiling: 'auto' });
console.log(`${image.shape} on ${vae.backend.name}`);
