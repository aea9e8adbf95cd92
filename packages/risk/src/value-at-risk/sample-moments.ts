/** First four moments of a sample, population versions (divisor n). */
export interface SampleMoments {
  /** Mean. */
  readonly mean: number;
  /** Variance about the mean, divisor n. */
  readonly variance: number;
  /** Third standardised moment; 0 where nothing varies. */
  readonly skewness: number;
  /** Fourth standardised moment minus 3; 0 where nothing varies. */
  readonly excessKurtosis: number;
}

/** Moments of a non-empty sample. */
export function sampleMoments(values: Float64Array): SampleMoments {
  const n = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / n;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (const value of values) {
    const d = value - mean;
    const square = d * d;
    second += square;
    third += square * d;
    fourth += square * square;
  }
  const variance = second / n;
  if (!hasDispersion(variance, mean)) {
    return { mean, variance: 0, skewness: 0, excessKurtosis: 0 };
  }
  return {
    mean,
    variance,
    skewness: third / n / variance ** 1.5,
    excessKurtosis: fourth / n / variance ** 2 - 3,
  };
}

/** Whether a spread is more than the rounding of the mean. */
const hasDispersion = (variance: number, mean: number): boolean =>
  Math.sqrt(variance) > 1e-14 * Math.abs(mean);
