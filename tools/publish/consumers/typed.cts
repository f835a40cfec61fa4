import vaePackage = require('@x/flux2-vae');
import tensorPackage = require('@x/tensor');

const [model, latents] = process.argv.slice(2) as [string, string];
async function main(): Promise<void> {
  const backend: tensorPackage.Backend = await tensorPackage.createBackend('cpu');
  const vae = await vaePackage.AutoencoderKLFlux2.load(model, { backend });
  const image = await vae.decode(await vaePackage.readLatents(latents));
  console.log(`${image.shape} on ${vae.backend.name}`);
}
void main();
