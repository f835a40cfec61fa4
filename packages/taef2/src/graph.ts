import { Conv2d, GroupNorm, type Layer, ReLU, type StripedImage, StripeGraph, Upsample } from '@x/nn';
import { Block, type Coder } from './coders.js';

/** A coder as a graph of images, its norms, activations, enlargements and skips fused into the convolutions. */
export function coderGraph(coder: Coder, shape: ConstructorParameters<typeof StripeGraph>[0]): StripeGraph {
  const graph = new StripeGraph(shape);
  chain(graph, 'layers', graph.input, [...coder.layers]);
  return graph;
}

/** What comes after the last convolution of a chain. */
interface End {
  readonly residual?: StripedImage;
  readonly outputActivation?: ReLU;
}

const relu = new ReLU();

/** Layers one after the other: what stands before a convolution is done as it reads, a ReLU behind it as it writes. */
function chain(
  graph: StripeGraph,
  name: string,
  input: StripedImage,
  layers: readonly Layer[],
  end: End = {},
): StripedImage {
  let x = input;
  let before: { norm?: GroupNorm; activation?: ReLU; upsample?: 2 } = {};
  for (const [i, layer] of layers.entries()) {
    const at = `${name}.${i}`;
    if (layer instanceof Block) x = block(graph, at, x, layer);
    else if (layer instanceof GroupNorm) before = { norm: layer };
    else if (layer instanceof Upsample) before = { upsample: 2 };
    else if (layer instanceof Conv2d) {
      const next = layers[i + 1];
      const last = next === undefined ? end : {};
      const outputActivation = next instanceof ReLU ? next : (last.outputActivation ?? null);
      x = graph.conv(at, x, { ...before, conv: layer, outputActivation }, last.residual ?? null);
      before = {};
    } else if (layer instanceof ReLU && before.norm) before = { ...before, activation: layer };
  }
  return x;
}

function block(graph: StripeGraph, name: string, x: StripedImage, { conv, pool }: Block): StripedImage {
  const y = pool ? chain(graph, `${name}.pool`, x, [...pool], { residual: x }) : x;
  return chain(graph, `${name}.conv`, y, [...conv], { residual: y, outputActivation: relu });
}
