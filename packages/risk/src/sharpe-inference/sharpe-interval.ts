import { checkNumber, type Measure } from '@plimsoll/core';
import { normalQuantile } from '@plimsoll/numerics/distributions';
import { absent, present } from '../measures/measure-of.ts';
import { checkPeriodsPerYear } from '../measures/rate-per-period.ts';
import { benchmarkPerPeriod, type SharpeBenchmarkOptions } from './probabilistic-sharpe.ts';
import { scaledVariance } from './sharpe-error.ts';
import { checkMoments, type SharpeMoments } from './sharpe-moments.ts';

const checkConfidence = (confidence: number): number =>
  checkNumber(confidence, 'risk/bad-probability', ['confidence'], {
    min: 0,
    above: true,
    max: 1 - 2 ** -53,
  });

/** Options of {@link sharpeInterval}. */
export interface SharpeIntervalOptions {
  /** Periods in a year, e.g. 252. */
  readonly periodsPerYear: number;
  /** Probability that the interval covers the truth, two-sided, e.g. 0.95. */
  readonly confidence: number;
}

/** Answer of {@link sharpeInterval}, annual Sharpe ratios. */
export interface SharpeInterval {
  /** The estimate: per period times the root of `periodsPerYear`. */
  readonly estimate: Measure;
  /** Its standard error. */
  readonly standardError: Measure;
  /** Lower end. */
  readonly lower: Measure;
  /** Upper end. */
  readonly upper: Measure;
}

/**
 * Confidence interval of the annual Sharpe ratio: normal, with the standard error for skewed and
 * fat-tailed returns (Mertens 2002), divisor n - 1. Independent periods are assumed.
 *
 * @throws PlimsollError `risk/bad-moments`, `risk/bad-probability`, `risk/bad-periods-per-year`.
 */
export function sharpeInterval(
  track: SharpeMoments,
  { periodsPerYear, confidence }: SharpeIntervalOptions,
): SharpeInterval {
  checkMoments(track);
  checkPeriodsPerYear(periodsPerYear);
  checkConfidence(confidence);
  const text = `${track.convention}, ${periodsPerYear} periods a year`;
  const bounds = `${text}, ${confidence} two-sided`;
  const estimate = track.sharpePerPeriod * Math.sqrt(periodsPerYear);
  const variance = scaledVariance(track);
  if (variance === null) {
    const none = absent('impossible-moments', bounds);
    return { estimate: present(estimate, text), standardError: none, lower: none, upper: none };
  }
  const error = Math.sqrt((variance * periodsPerYear) / (track.observations - 1));
  const reach = normalQuantile(0.5 + confidence / 2) * error;
  return {
    estimate: present(estimate, text),
    standardError: present(error, text),
    lower: present(estimate - reach, bounds),
    upper: present(estimate + reach, bounds),
  };
}

/** Options of {@link minimumTrackRecord}. */
export interface TrackRecordOptions extends SharpeBenchmarkOptions {
  /** Probability asked of the probabilistic Sharpe ratio, one-sided, e.g. 0.95. */
  readonly confidence: number;
}

/**
 * Minimum track record length, in periods: how long a record with these moments must be for its
 * probabilistic Sharpe ratio to reach `confidence` (Bailey and López de Prado 2012). Need not be
 * whole. Absent where the record does not beat the benchmark: no length would do.
 *
 * @throws PlimsollError as `probabilisticSharpeRatio`, and `risk/bad-probability`.
 */
export function minimumTrackRecord(track: SharpeMoments, options: TrackRecordOptions): Measure {
  checkMoments(track);
  const benchmark = benchmarkPerPeriod(options);
  const confidence = checkConfidence(options.confidence);
  const text = `${track.convention}, periods to ${confidence} against an annual Sharpe ratio of ${options.benchmarkAnnualSharpe}`;
  const variance = scaledVariance(track);
  if (variance === null) return absent('impossible-moments', text);
  const gap = track.sharpePerPeriod - benchmark;
  if (gap <= 0) return absent('not-above-benchmark', text);
  // At or below one half every record that beats the benchmark is long enough.
  const score = Math.max(normalQuantile(confidence), 0);
  return present(1 + variance * (score / gap) ** 2, text);
}
