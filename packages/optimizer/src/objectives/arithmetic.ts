import type { Market } from '../problem/market.ts';

/** Variance of the weights a period, `w'Sw`. */
export function varianceOf(weights: Float64Array, { covariance }: Market): number {
  const n = weights.length;
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    let row = 0;
    for (let j = 0; j < n; j += 1)
      row += (covariance[i * n + j] as number) * (weights[j] as number);
    sum += weight * row;
  }
  return sum;
}

/** Expected return of the weights a period; zero when the market states no means. */
export function returnOf(weights: Float64Array, { mean }: Market): number {
  let sum = 0;
  mean?.forEach((value, i) => {
    sum += value * (weights[i] as number);
  });
  return sum;
}

/** The means, or zeros where the market states none. */
export const meansOf = ({ mean, symbols }: Market): Float64Array =>
  mean ?? new Float64Array(symbols.length);
