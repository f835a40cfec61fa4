import { attentionWorkspace, type Backend, convBlockWorkspace, type DType, type Precision } from '@x/tensor';
import { ActivationLayer } from '../layers/activation.js';
import type { Workspaces } from './sizes.js';

/** What a backend says its ops need at a precision; asked once a shape. */
export function backendWorkspaces(
  backend: Backend,
  dtype: DType,
  precision: Precision = 'highest',
): Workspaces {
  const known = new Map<object, Map<string, number>>();
  const once = (source: object, key: string, ask: () => number): number => {
    let ofSource = known.get(source);
    if (!ofSource) known.set(source, (ofSource = new Map()));
    let bytes = ofSource.get(key);
    if (bytes === undefined) ofSource.set(key, (bytes = ask()));
    return bytes;
  };
  return {
    conv(source, x, { padding, residual, outputGroups }) {
      const { layers } = source;
      const { conv, norm = null, activation = null, upsample = 1, outputActivation = null } = layers;
      const weight = conv.weight.heldShape;
      return once(source, `${x[1]} ${padding.top} ${padding.bottom} ${outputGroups}`, () =>
        convBlockWorkspace(backend, {
          x: { shape: x, dtype },
          weight,
          normGroups: norm?.numGroups ?? null,
          activation: activation instanceof ActivationLayer ? activation.activation : null,
          upsample,
          stride: conv.stride,
          padding,
          dilation: conv.dilation,
          groups: conv.groups,
          bias: conv.bias !== null,
          residual,
          outputActivation: outputActivation?.activation ?? null,
          statisticsGroups: outputGroups,
          precision,
        }),
      );
    },
    attention(source, q, k) {
      const { attention } = source;
      const tokens = ([batch, count]: readonly number[], heads: number) => ({
        shape: [batch!, heads, count!, attention.dimHead],
        dtype,
      });
      const keys = tokens(k, attention.kvHeads);
      return once(source, `${q} ${k}`, () =>
        attentionWorkspace(backend, { q: tokens(q, attention.heads), k: keys, v: keys, precision }),
      );
    },
  };
}
