import { AutoencoderKLFlux2, readLatents } from '@x/flux2-vae';

const [model, latents] = process.argv.slice(2);
const vae = await AutoencoderKLFlux2.load(model);
const image = await vae.decode(await readLatents(latents));
console.log(`${image.shape} on ${vae.backend.name}`);
