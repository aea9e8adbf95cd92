import { quantileInPlace } from './sample-quantile.ts';

/** Kind of bootstrap interval (Davison and Hinkley 1997, chapter 5). */
export type IntervalMethod = 'percentile' | 'basic';

/** Estimate, interval and standard error of one statistic. */
export interface BootstrapInterval {
  /** The statistic on the series as they are, or `null` where it does not exist. */
  readonly estimate: number | null;
  /** Lower end, or `null` without a single usable resample. */
  readonly low: number | null;
  /** Upper end, or `null` likewise. */
  readonly high: number | null;
  /** Standard deviation of the resampled statistic, divisor n - 1, or `null` below two. */
  readonly standardError: number | null;
  /** Resamples on which the statistic exists. */
  readonly usable: number;
  /** Resamples on which it does not. */
  readonly undefinedResamples: number;
}

/** Summarises the resampled values of one statistic. */
export function intervalOf(
  estimate: number,
  draws: Float64Array,
  confidence: number,
  method: IntervalMethod,
): BootstrapInterval {
  const values = draws.filter(Number.isFinite);
  const usable = values.length;
  const undefinedResamples = draws.length - usable;
  const known = Number.isFinite(estimate) ? estimate : null;
  const base = { estimate: known, usable, undefinedResamples };
  if (usable === 0 || (method === 'basic' && known === null)) {
    return { ...base, low: null, high: null, standardError: null };
  }
  let mean = 0;
  for (const value of values) mean += value / usable;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const standardError = usable < 2 ? null : Math.sqrt(squares / (usable - 1));
  const tail = (1 - confidence) / 2;
  const low = quantileInPlace(values, tail, 7);
  const high = quantileInPlace(values, 1 - tail, 7);
  if (method === 'percentile' || known === null) return { ...base, low, high, standardError };
  return { ...base, low: 2 * known - high, high: 2 * known - low, standardError };
}
