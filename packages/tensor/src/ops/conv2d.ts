import { precisionOf } from '../backends/backend.js';
import { isFloat } from '../dtype.js';
import { checkDTypeIn } from '../shape/check.js';
import { type Conv2dOptions, checkConv2dOptions, conv2dShape } from '../shape/conv2d.js';
import { checkTensor, type Tensor } from '../tensor.js';
import { commonBackend, commonDType, dispatch } from './dispatch.js';

/**
 * Cross-correlation of `x [B,H,W,C]` with `weight [O,kh,kw,C/groups]` → `[B,Ho,Wo,O]`; floats.
 * `Ho = floor((H + top + bottom - dilation·(kh - 1) - 1) / stride) + 1`, and so `Wo`.
 */
export function conv2d(x: Tensor, weight: Tensor, options?: Conv2dOptions): Tensor {
  checkTensor('conv2d', 'x', x);
  checkTensor('conv2d', 'weight', weight);
  const params = checkConv2dOptions('conv2d', options);
  const precision = precisionOf(commonBackend('conv2d', [x, weight]));
  const dtype = commonDType('conv2d', [x, weight]);
  checkDTypeIn('conv2d', dtype, isFloat, 'a float');
  const shape = conv2dShape('conv2d', x.shape, weight.shape, params);
  return dispatch('conv2d', [x, weight], { shape, dtype }, (driver, [image, kernel], out) =>
    driver.conv2d(image, kernel, { ...params, precision }, out),
  );
}
