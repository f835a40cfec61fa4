import { StripeGraph, type StripeGraphOptions } from '@x/nn';
import type { DType } from '@x/tensor';
import type { AutoencoderKLFlux2 } from './autoencoder.js';
import { encodeFactor } from './config.js';
import { requireEncoder } from './encoder-weights.js';

type Size = readonly [batch: number, height: number, width: number];

export interface GraphOptions {
  /** That it will be computed in. Default float32. */
  readonly dtype?: DType;
}

/**
 * Nearly all of bfloat16's error comes from the lowest resolution, and little of the time goes there: what is larger may
 * round what goes into its products, where the backend gains by it.
 */
function optionsOf({ dtype }: GraphOptions, lowestHeight: number): StripeGraphOptions {
  if (dtype !== 'bfloat16') return {};
  return { precisionFor: ({ height }) => (height > lowestHeight ? 'medium' : undefined) };
}

/** The network of a decode: raw latents `[B,H,W,C]` → sample `[B,H·f,W·f,outChannels]` in [-1,1]. */
export function decodeGraph(vae: AutoencoderKLFlux2, size: Size, options: GraphOptions = {}): StripeGraph {
  const { decoder, post_quant_conv, config } = vae;
  const graph = new StripeGraph([...size, config.latentChannels], optionsOf(options, size[1]));
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
export function encodeGraph(vae: AutoencoderKLFlux2, size: Size, options: GraphOptions = {}): StripeGraph {
  const { encoder, quant_conv, config } = vae;
  requireEncoder('encode', vae);
  const lowestHeight = Math.ceil(size[1] / encodeFactor(config));
  const graph = new StripeGraph([...size, config.inChannels], optionsOf(options, lowestHeight));
  const moments = encoder!.addTo(graph.within('encoder'), graph.input);
  if (quant_conv) graph.conv('quant_conv', moments, { conv: quant_conv });
  return graph;
}
