import type { Conv2dParams, Padding2d } from '../backend.js';
import { checkInteger, checkOptions, checkRank, describe, fail, shapeText } from './check.js';

/** Numbers or pairs `[vertical, horizontal]`; zeros are added around the image, in pixels. */
export interface Conv2dOptions {
  /** Default 1. */
  readonly stride?: number | readonly [number, number] | undefined;
  /** Default 0. */
  readonly padding?: number | readonly [number, number] | Padding2d | undefined;
  /** Default 1. */
  readonly dilation?: number | readonly [number, number] | undefined;
  /** Default 1. */
  readonly groups?: number | undefined;
}

function checkPair(op: string, name: string, value: unknown, least: number): [number, number] {
  const pair = Array.isArray(value) ? Array.from(value) : [value, value];
  if (pair.length !== 2) fail('argument', op, `${name} must be a number or a pair; got ${describe(value)}`);
  return [checkInteger(op, name, pair[0], least), checkInteger(op, name, pair[1], least)];
}

function checkPadding(op: string, padding: unknown): Padding2d {
  if (typeof padding === 'object' && padding !== null && !Array.isArray(padding)) {
    const given = padding as Partial<Padding2d>;
    const side = (name: keyof Padding2d) => checkInteger(op, `padding.${name}`, given[name] ?? 0, 0);
    return { top: side('top'), bottom: side('bottom'), left: side('left'), right: side('right') };
  }
  const [vertical, horizontal] = checkPair(op, 'padding', padding, 0);
  return { top: vertical, bottom: vertical, left: horizontal, right: horizontal };
}

export function checkConv2dOptions(op: string, options: Conv2dOptions | undefined): Conv2dParams {
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = checkOptions(op, options);
  return {
    stride: checkPair(op, 'stride', stride, 1),
    padding: checkPadding(op, padding),
    dilation: checkPair(op, 'dilation', dilation, 1),
    groups: checkInteger(op, 'groups', groups, 1),
  };
}

/** `x [B,H,W,C]`, `weight [O,kh,kw,C/groups]` → `[B,Ho,Wo,O]`. Only the batch may be empty. */
export function conv2dShape(
  op: string,
  x: readonly number[],
  weight: readonly number[],
  params: Conv2dParams,
): number[] {
  checkRank(op, 'input', x, 4, '(NHWC)');
  checkRank(op, 'weight', weight, 4, '(OHWI)');
  const [batch, height, width, channels] = x as [number, number, number, number];
  const [outputs, kernelHeight, kernelWidth, perGroup] = weight as [number, number, number, number];
  const { stride, padding, dilation, groups } = params;
  const got = `got input ${shapeText(x)} (NHWC), weight ${shapeText(weight)} (OHWI)`;
  const details = { input: x, weight, ...params };
  if (weight.includes(0) || x.includes(0, 1)) {
    fail('shape', op, `dimensions must not be 0, but for the batch; ${got}`, details);
  }
  if (channels !== perGroup * groups) {
    const times = groups === 1 ? '' : ` times ${groups} groups`;
    fail('shape', op, `input channels must match the weight's${times}; ${got}`, details);
  }
  if (outputs % groups !== 0) {
    fail('shape', op, `output channels must divide by groups; ${got}, groups ${groups}`, details);
  }
  const span = (side: number, pads: number, kernel: number, axis: 0 | 1) =>
    Math.floor((side + pads - dilation[axis] * (kernel - 1) - 1) / stride[axis]) + 1;
  const outHeight = span(height, padding.top + padding.bottom, kernelHeight, 0);
  const outWidth = span(width, padding.left + padding.right, kernelWidth, 1);
  if (outHeight < 1 || outWidth < 1) {
    const pads = [padding.top, padding.bottom, padding.left, padding.right].join(',');
    const more = `padding [${pads}] (top, bottom, left, right), dilation ${shapeText(dilation)}`;
    fail('shape', op, `the kernel must fit the padded input; ${got}, ${more}`, details);
  }
  return [batch, outHeight, outWidth, outputs];
}
