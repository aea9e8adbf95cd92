import { shrinkageIntensity } from './shrinkage.ts';

/**
 * Shrinks `covariance` in place towards the identity times the average variance, given the sum of
 * the fourth powers of the row norms over the divisor.
 */
export function shrinkToIdentity(
  covariance: Float64Array,
  n: number,
  divisor: number,
  fourth: number,
): Readonly<Record<string, number>> {
  let size = 0;
  let trace = 0;
  for (let k = 0; k < n * n; k++) size += (covariance[k] as number) ** 2;
  for (let i = 0; i < n; i++) trace += covariance[i * n + i] as number;
  const average = trace / n;
  const gamma = size - n * average * average;
  const shrinkage = shrinkageIntensity({ pi: fourth - size, rho: 0, gamma, size, divisor });
  for (let k = 0; k < n * n; k++) covariance[k] = (1 - shrinkage) * (covariance[k] as number);
  for (let i = 0; i < n; i++) {
    covariance[i * n + i] = (covariance[i * n + i] as number) + shrinkage * average;
  }
  return { shrinkage, averageVariance: average };
}
