import type { Activation, Padding2d, Precision } from '@x/tensor';
import { ActivationLayer } from '../layers/activation.js';
import type { AttentionSource, ConvSource } from './graph.js';

/** All that a convolution's bytes and time follow from, beside its input: two that are equal here need the same. */
export interface ConvShape {
  /** As it is held, `[O, kh, kw, C/groups]`. */
  readonly weight: readonly number[];
  readonly bias: boolean;
  readonly stride: readonly [number, number];
  readonly padding: Padding2d;
  readonly dilation: readonly [number, number];
  readonly groups: number;
  readonly upsample: 1 | 2;
  readonly normGroups: number | null;
  readonly activation: Activation | null;
  /** Its activation is a layer that fused ops don't know, and is composed of ops. */
  readonly isComposed: boolean;
  readonly residual: boolean;
  readonly outputActivation: Activation | null;
  readonly precision: Precision | null;
}

/** The same of an attention. */
export interface AttentionShape {
  readonly channels: number;
  readonly contextChannels: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly dimHead: number;
  readonly bias: boolean;
  readonly normGroups: number | null;
  readonly residual: boolean;
}

export function convShapeOf({ layers, residual }: ConvSource): ConvShape {
  const {
    conv,
    norm = null,
    activation = null,
    upsample = 1,
    outputActivation = null,
    precision = null,
  } = layers;
  const isComposed = activation !== null && !(activation instanceof ActivationLayer);
  return {
    weight: conv.weight.heldShape,
    bias: conv.bias !== null,
    stride: conv.stride,
    padding: conv.padding,
    dilation: conv.dilation,
    groups: conv.groups,
    upsample,
    normGroups: norm?.numGroups ?? null,
    activation: activation instanceof ActivationLayer ? activation.activation : null,
    isComposed,
    residual: residual !== null,
    outputActivation: outputActivation?.activation ?? null,
    precision,
  };
}

export function attentionShapeOf({ attention }: AttentionSource): AttentionShape {
  const { heads, kvHeads, dimHead, to_q, to_k, group_norm, residualConnection } = attention;
  return {
    channels: to_q.inFeatures,
    contextChannels: to_k.inFeatures,
    heads,
    kvHeads,
    dimHead,
    bias: to_q.bias !== null,
    normGroups: group_norm?.numGroups ?? null,
    residual: residualConnection,
  };
}
