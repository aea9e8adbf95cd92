/** Four unsigned 32-bit words, not all zero. */
export type XoshiroState = readonly [number, number, number, number];

/** The bare generator under `createRandom`. */
export interface Xoshiro128StarStar {
  /** Next unsigned 32-bit integer. */
  next(): number;
  /** The words from which {@link createXoshiro128StarStar} continues. */
  state(): XoshiroState;
}

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/**
 * xoshiro128** 1.1 (D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators",
 * ACM TOMS 47, 2021), period 2^128 - 1.
 */
export function createXoshiro128StarStar(state: XoshiroState): Xoshiro128StarStar {
  let [s0, s1, s2, s3] = state;
  return {
    next(): number {
      const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
      const t = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= t;
      s3 = rotateLeft(s3, 11);
      return result;
    },
    state: () => [s0 >>> 0, s1 >>> 0, s2 >>> 0, s3 >>> 0],
  };
}
