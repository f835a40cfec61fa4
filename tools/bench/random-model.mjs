import { AutoencoderKLFlux2, parseConfig } from '@x/flux2-vae';
import { full, randomNormal, tidy } from '@x/tensor';

/** The full model with seeded random weights that keep activations at their size; raw latents alone. */
export function randomModel(backend, { dtype = 'float32', decoderOnly = true } = {}) {
  const config = { _class_name: 'AutoencoderKLFlux2', block_out_channels: [128, 256, 512, 512] };
  const vae = new AutoencoderKLFlux2(parseConfig(config, { file: 'config' }), {
    decoderOnly,
    batchNorm: 'none',
  });
  let seed = 1;
  for (const [name, parameter] of vae.namedParameters()) {
    const shape = parameter.heldShape;
    const isScale = name.includes('norm') && name.endsWith('weight');
    const deviation = Math.sqrt(parameter.shape[0] / parameter.size);
    parameter.set(
      tidy(() =>
        shape.length === 1
          ? full(shape, isScale ? 1 : 0, { backend, dtype })
          : randomNormal(shape, { seed: seed++, backend }).multiply(deviation).astype(dtype),
      ),
    );
  }
  return vae;
}
