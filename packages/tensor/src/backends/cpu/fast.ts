import type { ArrayRef, FastOp, FastOps } from '../../backend.js';
import { isFloat } from '../../dtype.js';
import type { NativeDriver } from './native.js';

/** The kernels compute on one float type at a time; what is absent has none. */
function oneFloatType(x: ArrayRef, ...others: readonly (ArrayRef | null | undefined)[]): true | string {
  if (!isFloat(x.dtype)) return `the elements must be floats; got ${x.dtype}`;
  const other = others.find((array) => array && array.dtype !== x.dtype);
  return other ? `all arrays must have one dtype; got ${x.dtype} and ${other.dtype}` : true;
}

function isStatistics(array: ArrayRef | undefined): true | string {
  return array === undefined || array.dtype === 'float32'
    ? true
    : `statistics must be float32; got ${array.dtype}`;
}

function all(...answers: readonly (true | string)[]): true | string {
  return answers.find((answer) => answer !== true) ?? true;
}

/** The ops of native/cpu/{conv,attention,norm,simd}. */
export function cpuFastOps(native: NativeDriver): Required<FastOps> {
  return {
    activation: {
      accepts: ({ x }) => oneFloatType(x),
      run: (args) => native.activation(args),
    },
    softmax: {
      accepts: ({ x }) => oneFloatType(x),
      run: (args) => native.softmax(args),
    },
    groupStatistics: {
      accepts: ({ x }) =>
        all(oneFloatType(x), x.shape.includes(0) ? 'there must be elements; got none' : true),
      run: (args) => native.groupStatistics(args),
    },
    groupNorm: {
      accepts: ({ x, statistics, weight, bias }) =>
        all(oneFloatType(x, weight, bias), isStatistics(statistics)),
      run: (args) => native.groupNorm(args),
    },
    layerNorm: {
      accepts: ({ x, weight, bias }) => oneFloatType(x, weight, bias),
      run: (args) => native.layerNorm(args),
    },
    convBlock: {
      accepts: ({ x, norm, weight, bias, residual }) =>
        all(
          oneFloatType(x, weight, bias, residual, norm?.weight, norm?.bias),
          isStatistics(norm?.statistics),
        ),
      run: (args) => native.convBlock(args),
      workspace: (args) => native.convBlockWorkspace(args),
    },
    attention: {
      accepts: ({ q, k, v, mask }) =>
        all(oneFloatType(q, k, v, mask), k.shape[2] === 0 ? 'there must be keys; got none' : true),
      run: (args) => native.attention(args),
      workspace: (args) => native.attentionWorkspace(args),
    } satisfies FastOp<Parameters<NonNullable<FastOps['attention']>['run']>[0]>,
  };
}
