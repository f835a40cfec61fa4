import { type DType, isFloat } from '../dtype.js';

export const isBool = (dtype: DType): boolean => dtype === 'bool';
/** Everything but bool. */
export const isNumeric = (dtype: DType): boolean => dtype !== 'bool';
export const isInteger = (dtype: DType): boolean => isNumeric(dtype) && !isFloat(dtype);
