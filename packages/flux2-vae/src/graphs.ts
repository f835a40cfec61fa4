import { StripeGraph } from '@x/nn';
import type { AutoencoderKLFlux2 } from './autoencoder.js';
import { requireEncoder } from './encoder-weights.js';

type Size = readonly [batch: number, height: number, width: number];

/** The network of a decode: raw latents `[B,H,W,C]` → sample `[B,H·f,W·f,outChannels]` in [-1,1]. */
export function decodeGraph(vae: AutoencoderKLFlux2, size: Size): StripeGraph {
  const { decoder, post_quant_conv, config } = vae;
  const graph = new StripeGraph([...size, config.latentChannels]);
  const { input } = graph;
  const z = post_quant_conv ? graph.conv('post_quant_conv', input, { conv: post_quant_conv }) : input;
  decoder.addTo(graph.within('decoder'), z);
  return graph;
}

/**
 * The network of an encode: picture `[B,H,W,inChannels]` in [-1,1] → moments `[B,H/f,W/f,2·latentChannels]`.
 *
 * @throws VaeError `argument` for a decoder alone
 */
export function encodeGraph(vae: AutoencoderKLFlux2, size: Size): StripeGraph {
  const { encoder, quant_conv, config } = vae;
  requireEncoder('encode', vae);
  const graph = new StripeGraph([...size, config.inChannels]);
  const moments = encoder!.addTo(graph.within('encoder'), graph.input);
  if (quant_conv) graph.conv('quant_conv', moments, { conv: quant_conv });
  return graph;
}
