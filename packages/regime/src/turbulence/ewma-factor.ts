import { choleskyInPlace, choleskyUpdate, solveLower } from '@plimsoll/numerics/linear-algebra';

/** Exponentially weighted mean and Cholesky factor of the covariance. @internal */
export interface EwmaFactor {
  /** Mean. */
  readonly mean: Float64Array;
  /** Lower factor of the covariance. */
  readonly factor: Float64Array;
  /** Smallest diagonal entries the factor may have. */
  readonly floor: Float64Array;
}

/** No direction may shrink below this share of its standard deviation in the seed. */
const smallestShare = 1e-8;

/**
 * Mean and unbiased covariance of `rows` seed observations, factored.
 *
 * @returns `null` when the covariance is not positive definite.
 * @internal
 */
export function seedFactor(values: Float64Array, rows: number, d: number): EwmaFactor | null {
  const mean = new Float64Array(d);
  const factor = new Float64Array(d * d);
  for (let t = 0; t < rows; t += 1) {
    for (let j = 0; j < d; j += 1) mean[j] = (mean[j] as number) + (values[t * d + j] as number);
  }
  for (let j = 0; j < d; j += 1) mean[j] = (mean[j] as number) / rows;
  for (let t = 0; t < rows; t += 1) {
    for (let i = 0; i < d; i += 1) {
      const r = (values[t * d + i] as number) - (mean[i] as number);
      for (let j = 0; j <= i; j += 1) {
        const s = (values[t * d + j] as number) - (mean[j] as number);
        factor[i * d + j] = (factor[i * d + j] as number) + (r * s) / (rows - 1);
      }
    }
  }
  const variances = Float64Array.from({ length: d }, (_, i) => factor[i * d + i] as number);
  if (choleskyInPlace(factor, d) >= 0) return null;
  const floor = new Float64Array(d);
  for (let i = 0; i < d; i += 1) {
    const diagonal = factor[i * d + i] as number;
    // A pivot made of rounding errors is a collinear column, not a small variance.
    if (diagonal * diagonal < 1e-12 * (variances[i] as number)) return null;
    floor[i] = diagonal * smallestShare;
  }
  return { mean, factor, floor };
}

/**
 * Squared Mahalanobis distance of `x` under the moments as they stood before it.
 *
 * @param scratch - Length d; holds the whitened deviation afterwards.
 * @internal
 */
export function squaredDistance(
  { mean, factor }: EwmaFactor,
  x: Float64Array,
  scratch: Float64Array,
): number {
  const d = mean.length;
  for (let j = 0; j < d; j += 1) scratch[j] = (x[j] as number) - (mean[j] as number);
  solveLower(factor, d, scratch);
  let sum = 0;
  for (let j = 0; j < d; j += 1) sum += (scratch[j] as number) ** 2;
  return sum;
}

/**
 * `C <- decay C + (1 - decay) z z'` with `z = x - mean` for the mean before `x`, then
 * `mean <- decay mean + (1 - decay) x`: a rank-one update of the factor, O(d^2).
 *
 * @internal
 */
export function absorb(
  { mean, factor, floor }: EwmaFactor,
  x: Float64Array,
  decay: number,
  scratch: Float64Array,
): void {
  const d = mean.length;
  const keep = Math.sqrt(decay);
  const add = Math.sqrt(1 - decay);
  for (let cell = 0; cell < d * d; cell += 1) factor[cell] = keep * (factor[cell] as number);
  for (let j = 0; j < d; j += 1) {
    scratch[j] = add * ((x[j] as number) - (mean[j] as number));
    mean[j] = decay * (mean[j] as number) + (1 - decay) * (x[j] as number);
  }
  choleskyUpdate(factor, d, scratch);
  for (let j = 0; j < d; j += 1) {
    if ((factor[j * d + j] as number) < (floor[j] as number))
      factor[j * d + j] = floor[j] as number;
  }
}
