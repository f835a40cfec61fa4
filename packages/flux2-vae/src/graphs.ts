import { type Attention, type StripedImage, StripeGraph } from '@x/nn';
import type { AutoencoderKLFlux2 } from './autoencoder.js';
import type { ResnetBlock2D, UNetMidBlock2D } from './blocks.js';
import { VaeError } from './errors.js';

type Size = readonly [batch: number, height: number, width: number];

/** The network of a decode as a graph of images: raw latents `[B,H,W,C]` → sample `[B,H·f,W·f,outChannels]`. */
export function decodeGraph(vae: AutoencoderKLFlux2, [batch, height, width]: Size): StripeGraph {
  const { decoder, post_quant_conv, config } = vae;
  const graph = new StripeGraph([batch, height, width, config.latentChannels]);
  let x = graph.input;
  if (post_quant_conv) x = graph.conv('post_quant_conv', x, { conv: post_quant_conv });
  x = graph.conv('decoder.conv_in', x, { conv: decoder.conv_in });
  x = midBlock(graph, 'decoder.mid_block', x, decoder.mid_block);
  for (const [i, block] of [...decoder.up_blocks].entries()) {
    for (const [j, layer] of [...block.resnets].entries()) {
      x = resnet(graph, `decoder.up_blocks.${i}.resnets.${j}`, x, layer);
    }
    const conv = block.upsamplers?.at(0)?.conv;
    if (conv) x = graph.conv(`decoder.up_blocks.${i}.upsamplers.0`, x, { conv, upsample: 2 });
  }
  const { conv_norm_out: norm, conv_act: activation, conv_out: conv } = decoder;
  graph.conv('decoder.conv_out', x, { norm, activation, conv });
  return graph;
}

/** The network of an encode: picture `[B,H,W,inChannels]` in [-1,1] → moments `[B,H/f,W/f,2·latentChannels]`. */
export function encodeGraph(vae: AutoencoderKLFlux2, [batch, height, width]: Size): StripeGraph {
  const { encoder, quant_conv, config } = vae;
  if (encoder === null) {
    throw new VaeError('argument', 'encode', 'the model must have an encoder; got a decoder alone');
  }
  const graph = new StripeGraph([batch, height, width, config.inChannels]);
  let x = graph.conv('encoder.conv_in', graph.input, { conv: encoder.conv_in });
  for (const [i, block] of [...encoder.down_blocks].entries()) {
    for (const [j, layer] of [...block.resnets].entries()) {
      x = resnet(graph, `encoder.down_blocks.${i}.resnets.${j}`, x, layer);
    }
    const conv = block.downsamplers?.at(0)?.conv;
    if (conv) x = graph.conv(`encoder.down_blocks.${i}.downsamplers.0`, x, { conv });
  }
  x = midBlock(graph, 'encoder.mid_block', x, encoder.mid_block);
  const { conv_norm_out: norm, conv_act: activation, conv_out: conv } = encoder;
  x = graph.conv('encoder.conv_out', x, { norm, activation, conv });
  if (quant_conv) graph.conv('quant_conv', x, { conv: quant_conv });
  return graph;
}

function resnet(graph: StripeGraph, name: string, x: StripedImage, block: ResnetBlock2D): StripedImage {
  const { norm1, conv1, norm2, conv2, conv_shortcut, nonlinearity: activation } = block;
  const h = graph.conv(`${name}.conv1`, x, { norm: norm1, activation, conv: conv1 });
  const residual = conv_shortcut ? graph.conv(`${name}.conv_shortcut`, x, { conv: conv_shortcut }) : x;
  return graph.conv(`${name}.conv2`, h, { norm: norm2, activation, conv: conv2 }, residual);
}

function midBlock(graph: StripeGraph, name: string, x: StripedImage, block: UNetMidBlock2D): StripedImage {
  const attention: Attention | undefined = block.attentions.at(0);
  let y = resnet(graph, `${name}.resnets.0`, x, block.resnets.at(0)!);
  if (attention) y = graph.attention(`${name}.attentions.0`, y, attention);
  return resnet(graph, `${name}.resnets.1`, y, block.resnets.at(1)!);
}
