import type { Conv2dParams } from '../../backend.js';
import { asFloat32, isHalf, roundInto, type Source } from './blocks.js';
import { gemmBuffers, lanes, multiply, type PackVector } from './gemm.js';
import type { Steps } from './queue.js';
import type { Workspace } from './storage.js';

/**
 * out[b, y, x, o] = Σ over ky, kx, c of image[b, y·stride + ky·dilation - top, …, c] · weight[o, ky, kx, c].
 * For each group a matrix product: a row of A is the patch of image under the kernel at one pixel of the result,
 * flat as [ky][kx][c]; a column of B is the weight of one output channel. Patches are made block by block.
 */
export function* conv2d(
  image: Source,
  weight: Source,
  params: Conv2dParams,
  out: Source,
  workspace: Workspace,
): Steps {
  const [outputs, kernelHeight, kernelWidth, groupInputs] = weight.shape as [number, number, number, number];
  const groupOutputs = outputs / params.groups;
  const pixels = out.elements.length / Math.max(outputs, 1);
  const patchSize = kernelHeight * kernelWidth * groupInputs;
  const images = yield* asFloat32(image, workspace);
  const weights = yield* asFloat32(weight, workspace);
  const isRounded = isHalf(out.dtype);
  const result = isRounded ? workspace.float32(out.elements.length) : (out.elements as Float32Array);
  const buffers = gemmBuffers(pixels, groupOutputs, patchSize, workspace);

  for (let group = 0; group < params.groups; group++) {
    const firstOutput = group * groupOutputs;
    yield* multiply(
      {
        m: pixels,
        n: groupOutputs,
        k: patchSize,
        packA: patchPacker(images, image.shape, weight.shape, params, out.shape, group * groupInputs),
        packB: (output, from, to, panel, at) => {
          const start = (firstOutput + output) * patchSize;
          for (let i = from; i < to; i++, at += lanes) panel[at] = weights[start + i]!;
        },
        out: { elements: result, offset: firstOutput, stride: outputs },
      },
      buffers,
    );
  }
  if (isRounded) yield* roundInto(out.elements as Uint16Array, out.dtype, result);
}

/** Copies pieces of the patch of a pixel: a run of channels for each tap, zeros for taps outside the image. */
function patchPacker(
  images: Float32Array,
  imageShape: readonly number[],
  weightShape: readonly number[],
  params: Conv2dParams,
  outShape: readonly number[],
  firstChannel: number,
): PackVector {
  const [, height, width, channels] = imageShape as [number, number, number, number];
  const [, , kernelWidth, inputs] = weightShape as [number, number, number, number];
  const [, outHeight, outWidth] = outShape as [number, number, number, number];
  const { stride, dilation, padding } = params;
  return (pixel, from, to, panel, at) => {
    const outX = pixel % outWidth;
    const outRow = Math.floor(pixel / outWidth);
    const batch = Math.floor(outRow / outHeight);
    const top = (outRow % outHeight) * stride[0] - padding.top;
    const left = outX * stride[1] - padding.left;
    for (let position = from; position < to; ) {
      const tap = Math.floor(position / inputs);
      const channel = position - tap * inputs;
      const run = Math.min(inputs - channel, to - position);
      const y = top + Math.floor(tap / kernelWidth) * dilation[0];
      const x = left + (tap % kernelWidth) * dilation[1];
      if (y >= 0 && y < height && x >= 0 && x < width) {
        const start = ((batch * height + y) * width + x) * channels + firstChannel + channel;
        for (let i = 0; i < run; i++, at += lanes) panel[at] = images[start + i]!;
      } else {
        for (let i = 0; i < run; i++, at += lanes) panel[at] = 0;
      }
      position += run;
    }
  };
}
