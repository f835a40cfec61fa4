/** Numbers written as integers, `places` decimals each. */
export const decimals = (places: number, text: string): Float64Array =>
  Float64Array.from(text.trim().split(/\s+/), (integer) => Number(integer) / 10 ** places);
