/** Functions that JavaScript's Math lacks or defines otherwise than IEEE 754 and NumPy do. In double. */

/** Below 2^52 the sum has no room for a fraction, and rounds to nearest even. */
export function roundHalfToEven(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < 2 ** 52)) return x;
  const rounded = magnitude + 2 ** 52 - 2 ** 52;
  return x < 0 || Object.is(x, -0) ? -rounded : rounded;
}

/**
 * erf(x) = 2/√π · exp(-x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·5⋯(2n+1)) (Abramowitz and Stegun, 7.1.6): all terms have one sign,
 * so nothing cancels. From 6 on it is 1 to double precision.
 */
export function erf(x: number): number {
  if (Math.abs(x) >= 6) return Math.sign(x);
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * square) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-square) * sum;
}

/** C's pow: unlike JavaScript's, 1 to any power and ±1 to an infinite one are 1. */
export function power(x: number, y: number): number {
  if (x === 1 || (x === -1 && Math.abs(y) === Infinity)) return 1;
  return x ** y;
}

/** x - y·⌊x/y⌋ with the sign of y, as in Python and NumPy. */
export function floorRemainder(x: number, y: number): number {
  const rest = x % y;
  if (rest === 0) return y < 0 ? -0 : 0;
  return rest < 0 !== y < 0 ? rest + y : rest;
}

/** ⌊x/y⌋ of the exact quotient, as in NumPy: NaN for an infinite x, x/y for y = 0. */
export function floorQuotient(x: number, y: number): number {
  if (y === 0) return x / y;
  const rest = x % y;
  const quotient = (x - rest) / y; // a whole number, but for rounding
  const floored = rest !== 0 && rest < 0 !== y < 0 ? quotient - 1 : quotient;
  return floored === 0 ? 0 * (x / y) : roundHalfToEven(floored);
}

/** Math.max and Math.min take no bigints. */
export function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

export function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
