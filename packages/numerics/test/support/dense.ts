/** Small deterministic generator for test data: the numbers only have to be ordinary. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32 - 0.5;
  };
}

/** `count` numbers in (-0.5, 0.5). */
export const sample = (count: number, seed = 7): Float64Array => {
  const next = numbers(seed);
  return Float64Array.from({ length: count }, next);
};

/** A positive definite matrix `X'X / observations` of order `n`. */
export function covarianceLike(n: number, observations: number = 2 * n, seed = 7): Float64Array {
  const x = sample(n * observations, seed);
  const a = new Float64Array(n * n);
  for (let t = 0; t < observations; t += 1) {
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < n; j += 1) {
        a[i * n + j] =
          (a[i * n + j] as number) +
          ((x[t * n + i] as number) * (x[t * n + j] as number)) / observations;
      }
    }
  }
  return a;
}

/** Textbook triple loop, the oracle for every product. */
export function naiveProduct(
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
): Float64Array {
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < n; j += 1) {
      let sum = 0;
      for (let t = 0; t < k; t += 1) sum += (a[i * k + t] as number) * (b[t * n + j] as number);
      c[i * n + j] = sum;
    }
  }
  return c;
}

/** Largest absolute difference of two vectors. */
export const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let i = 0; i < a.length; i += 1) {
    worst = Math.max(worst, Math.abs((a[i] as number) - (b[i] as number)));
  }
  return worst;
};
