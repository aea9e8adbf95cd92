/** Arithmetic mean; 0 of nothing. */
export function meanOf(series: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < series.length; i++) sum += series[i] as number;
  return series.length === 0 ? 0 : sum / series.length;
}

/** Mean of the powers of the deviations from `mean`. */
export function centralMoment(series: Float64Array, mean: number, power: number): number {
  let sum = 0;
  for (let i = 0; i < series.length; i++) sum += ((series[i] as number) - mean) ** power;
  return sum / series.length;
}

const largestSize = (series: Float64Array): number =>
  series.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);

/**
 * Standard deviation with divisor `n - ddof`, exactly 0 where the spread is rounding noise: a
 * constant series, or a series of equal differences.
 */
export function deviationOf(series: Float64Array, ddof: 0 | 1): number {
  const mean = meanOf(series);
  const deviation = Math.sqrt(
    (centralMoment(series, mean, 2) * series.length) / (series.length - ddof),
  );
  return deviation <= 8 * Number.EPSILON * Math.max(largestSize(series), 1) ? 0 : deviation;
}
