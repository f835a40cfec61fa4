import {
  attentionWorkspace,
  type Backend,
  convBlockWorkspace,
  type DType,
  lowerPrecision,
  type Precision,
} from '@x/tensor';
import type { Workspaces } from './sizes.js';

/** What a backend says its ops need at a precision. */
export function backendWorkspaces(backend: Backend, dtype: DType, precision: Precision): Workspaces {
  return {
    conv: ({ isComposed, ...layer }, x, { padding, outputGroups }) =>
      convBlockWorkspace(backend, {
        ...layer,
        x: { shape: x, dtype },
        // A composed activation comes out of ops before this one, and the norm with it.
        normGroups: isComposed ? null : layer.normGroups,
        padding,
        statisticsGroups: outputGroups,
        precision: lowerPrecision(precision, layer.precision ?? 'highest'),
      }),
    attention(q, k) {
      const keys = { shape: k, dtype };
      return attentionWorkspace(backend, { q: { shape: q, dtype }, k: keys, v: keys, precision });
    },
  };
}
