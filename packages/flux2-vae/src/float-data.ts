import { type FloatData, wrongFloats } from '@x/nn';
import type { Tensor } from '@x/tensor';
import { VaeError, type VaeErrorCode } from './errors.js';

export { type FloatData, takeOn } from '@x/nn';

/** @throws VaeError `code` unless floats, as many as the shape says */
export function checkFloats(code: VaeErrorCode, op: string, what: string, array: Tensor | FloatData): void {
  const wrong = wrongFloats(what, array);
  if (wrong !== null) throw new VaeError(code, op, wrong);
}
