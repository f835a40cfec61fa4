import { inBlocks, type Source } from './blocks.js';
import type { Steps } from './queue.js';

/** Philox4x32-10: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011. */
const rounds = 10;
const multipliers = [0xd2511f53, 0xcd9e8d57] as const;
const weyl = [0x9e3779b9, 0xbb67ae85] as const;

/** Element `i` is word `i mod 4` for the counter (low, high 32 bits of ⌊i / 4⌋, 0, 0). */
export function* randomBits(seed: bigint, out: Source): Steps {
  const elements = out.elements as Uint32Array;
  const key: [number, number] = [Number(seed & 0xffffffffn), Number((seed >> 32n) & 0xffffffffn)];
  const words = new Uint32Array(4);
  // A block starts at a multiple of 4.
  yield* inBlocks(elements.length, (count, start) => {
    for (let i = start; i < start + count; i += 4) {
      const counter = i / 4;
      words[0] = counter;
      words[1] = counter / 2 ** 32;
      words[2] = 0;
      words[3] = 0;
      philox(words, key);
      for (let word = 0; word < 4 && i + word < elements.length; word++) elements[i + word] = words[word]!;
    }
  });
}

/** Replaces a counter by its random words. */
export function philox(words: Uint32Array, key: readonly [number, number]): void {
  let [key0, key1] = key;
  for (let round = 0; round < rounds; round++) {
    const x0 = words[0]!;
    const x1 = words[1]!;
    const x2 = words[2]!;
    const x3 = words[3]!;
    words[0] = highProduct(multipliers[1], x2) ^ x1 ^ key0;
    words[1] = Math.imul(multipliers[1], x2);
    words[2] = highProduct(multipliers[0], x0) ^ x3 ^ key1;
    words[3] = Math.imul(multipliers[0], x0);
    key0 = (key0 + weyl[0]) >>> 0;
    key1 = (key1 + weyl[1]) >>> 0;
  }
}

/** The upper 32 bits of the 64-bit product, from halves of 16 bits. */
function highProduct(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const low = aLow * bLow;
  const middle1 = aHigh * bLow + (low >>> 16);
  const middle2 = aLow * bHigh + (middle1 % 65536);
  return aHigh * bHigh + Math.floor(middle1 / 65536) + Math.floor(middle2 / 65536);
}
