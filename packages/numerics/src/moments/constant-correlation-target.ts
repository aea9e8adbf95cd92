import { shrinkageIntensity } from './shrinkage.ts';

/** Sums of products of centred columns, each already over the divisor. */
export interface FourthMoments {
  /** `Σ_ij Σ_t x_ti² x_tj²`. */
  readonly squares: number;
  /** `Σ_i Σ_t x_ti⁴`. */
  readonly ownFourths: number;
  /** `Σ_ij √(s_jj / s_ii) Σ_t x_ti³ x_tj`, columns without variance left out. */
  readonly weightedCubes: number;
}

/** Average correlation over pairs in which both columns vary; 0 where there is no such pair. */
export function averageCorrelation(covariance: Float64Array, n: number): number {
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < n; i++) {
    const si = covariance[i * n + i] as number;
    for (let j = 0; j < i; j++) {
      const product = si * (covariance[j * n + j] as number);
      if (product > 0) {
        sum += (covariance[i * n + j] as number) / Math.sqrt(product);
        pairs += 1;
      }
    }
  }
  return pairs === 0 ? 0 : sum / pairs;
}

/** Shrinks `covariance` in place towards the matrix with its variances and one correlation. */
export function shrinkToConstantCorrelation(
  covariance: Float64Array,
  n: number,
  divisor: number,
  moments: FourthMoments,
): Readonly<Record<string, number>> {
  const correlation = averageCorrelation(covariance, n);
  const roots = new Float64Array(n);
  let ownSquares = 0;
  for (let i = 0; i < n; i++) {
    const variance = covariance[i * n + i] as number;
    roots[i] = Math.sqrt(variance);
    ownSquares += variance * variance;
  }
  let size = 0;
  let gamma = 0;
  let weightedProducts = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const value = covariance[i * n + j] as number;
      const product = (roots[i] as number) * (roots[j] as number);
      size += value * value;
      weightedProducts += product * value;
      if (i !== j) gamma += (value - correlation * product) ** 2;
    }
  }
  // Off the diagonal: Σ √(s_jj/s_ii) (Σ x_i³ x_j - s_ii s_ij), where √(s_jj/s_ii) s_ii is the
  // product of both roots; the diagonal terms are those of π.
  const diagonal = moments.ownFourths - ownSquares;
  const offDiagonal = moments.weightedCubes - moments.ownFourths - (weightedProducts - ownSquares);
  const shrinkage = shrinkageIntensity({
    pi: moments.squares - size,
    rho: diagonal + correlation * offDiagonal,
    gamma,
    size,
    divisor,
  });
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const target = correlation * (roots[i] as number) * (roots[j] as number);
      const value = shrinkage * target + (1 - shrinkage) * (covariance[i * n + j] as number);
      covariance[i * n + j] = value;
      covariance[j * n + i] = value;
    }
  }
  return { shrinkage, averageCorrelation: correlation };
}
