import { checkNumber, type Measure } from '@plimsoll/core';
import { normalCdf } from '@plimsoll/numerics/distributions';
import { absent, present } from '../measures/measure-of.ts';
import { checkPeriodsPerYear } from '../measures/rate-per-period.ts';
import { scaledVariance } from './sharpe-error.ts';
import { checkMoments, type SharpeMoments } from './sharpe-moments.ts';

/** Options of {@link probabilisticSharpeRatio}. */
export interface SharpeBenchmarkOptions {
  /** Periods in a year, e.g. 252; the root of it turns the annual benchmark into one per period. */
  readonly periodsPerYear: number;
  /** The annual Sharpe ratio to beat. */
  readonly benchmarkAnnualSharpe: number;
}

/** The annual benchmark per period; throws as {@link probabilisticSharpeRatio}. */
export function benchmarkPerPeriod(options: SharpeBenchmarkOptions): number {
  const { periodsPerYear, benchmarkAnnualSharpe } = options;
  checkPeriodsPerYear(periodsPerYear);
  checkNumber(benchmarkAnnualSharpe, 'risk/bad-benchmark', ['benchmarkAnnualSharpe']);
  return benchmarkAnnualSharpe / Math.sqrt(periodsPerYear);
}

/** Probability that the true ratio exceeds a benchmark per period. */
export function probabilityAbove(
  track: SharpeMoments,
  benchmark: number,
  convention: string,
): Measure {
  const variance = scaledVariance(track);
  if (variance === null) return absent('impossible-moments', convention);
  const gap = track.sharpePerPeriod - benchmark;
  return present(
    normalCdf((gap * Math.sqrt(track.observations - 1)) / Math.sqrt(variance)),
    convention,
  );
}

/**
 * Probabilistic Sharpe ratio: the probability that the true Sharpe ratio exceeds the benchmark,
 * allowing for skewness, fat tails and the length of the record (Bailey and López de Prado 2012).
 * Raw kurtosis: plugging in the excess kurtosis, as some libraries do, overstates it.
 *
 * @param track - From `sharpeMoments`, or moments of your own.
 * @throws PlimsollError `risk/bad-moments`, `risk/bad-benchmark`, `risk/bad-periods-per-year`.
 */
export function probabilisticSharpeRatio(
  track: SharpeMoments,
  options: SharpeBenchmarkOptions,
): Measure {
  checkMoments(track);
  const benchmark = benchmarkPerPeriod(options);
  const text = `${track.convention}, against an annual Sharpe ratio of ${options.benchmarkAnnualSharpe}`;
  return probabilityAbove(track, benchmark, text);
}
