const { AutoencoderKLFlux2, readLatents } = require('@x/flux2-vae');

const [model, latents] = process.argv.slice(2);
AutoencoderKLFlux2.load(model).then(async (vae) => {
  const image = await vae.decode(await readLatents(latents));
  console.log(`${image.shape} on ${vae.backend.name}`);
});
