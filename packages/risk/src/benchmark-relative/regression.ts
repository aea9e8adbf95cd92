import { checkOneOf, type Measure } from '@plimsoll/core';
import type { Returns } from '@plimsoll/numerics/performance';
import { absent, present } from '../measures/measure-of.ts';
import { checkPeriodsPerYear } from '../measures/rate-per-period.ts';
import { type BenchmarkOptions, pairOf, secondMoments } from './paired-series.ts';

/**
 * Beta: slope of the excess returns on those of the benchmark, least squares.
 * Absent with fewer than 2 returns, and where the benchmark does not vary.
 *
 * @throws PlimsollError `risk/bad-sample`.
 */
export function beta(returns: Returns, options: BenchmarkOptions): Measure {
  const text = 'least squares on excess returns';
  const pair = pairOf(returns, options);
  if (pair.own.length < 2) return absent('too-few-observations', text);
  const { covariance, otherVariance } = secondMoments(pair);
  if (otherVariance === 0) return absent('zero-dispersion', text);
  return present(covariance / otherVariance, text);
}

/** Options of {@link alpha}. */
export interface AlphaOptions extends BenchmarkOptions {
  /** Periods in a year, e.g. 252. */
  readonly periodsPerYear: number;
  /**
   * `arithmetic`: intercept times periods; `compound`: (1 + intercept)^periods - 1 as empyrical;
   * `per-period`: the intercept itself as PerformanceAnalytics. @defaultValue alphaDefaults.annualise
   */
  readonly annualise?: 'arithmetic' | 'compound' | 'per-period';
}

/** Defaults of {@link AlphaOptions}. */
export const alphaDefaults: Readonly<{ annualise: 'arithmetic' }> = { annualise: 'arithmetic' };

/**
 * Alpha: intercept of the regression of the excess returns on those of the benchmark, annualised
 * as asked (Jensen 1968). Absent where beta is, and where a compound year would need wealth below 0.
 *
 * @throws PlimsollError `risk/bad-sample`, `risk/bad-periods-per-year`, `risk/bad-option`.
 */
export function alpha(returns: Returns, options: AlphaOptions): Measure {
  const periods = checkPeriodsPerYear(options.periodsPerYear);
  const { annualise } = { ...alphaDefaults, ...options };
  const ways = ['arithmetic', 'compound', 'per-period'] as const;
  checkOneOf(annualise, ways, 'risk/bad-option', ['annualise']);
  const text = `least squares on excess returns, ${annualise}, ${periods} periods a year`;
  const slope = beta(returns, options);
  if (slope.value === null) return { ...slope, convention: text };
  const { ownMean, otherMean } = secondMoments(pairOf(returns, options));
  const intercept = ownMean - slope.value * otherMean;
  if (annualise === 'per-period') return present(intercept, text);
  if (annualise === 'arithmetic') return present(intercept * periods, text);
  if (intercept < -1) return absent('wealth-not-positive', text);
  return present(Math.expm1(Math.log1p(intercept) * periods), text);
}

/**
 * Pearson correlation with the benchmark. Absent with fewer than 2 returns, and where either does
 * not vary.
 *
 * @throws PlimsollError `risk/bad-sample`.
 */
export function correlationWith(returns: Returns, options: BenchmarkOptions): Measure {
  const text = 'Pearson';
  const pair = pairOf(returns, options);
  if (pair.own.length < 2) return absent('too-few-observations', text);
  const { covariance, ownVariance, otherVariance } = secondMoments(pair);
  if (ownVariance === 0 || otherVariance === 0) return absent('zero-dispersion', text);
  const correlation = covariance / Math.sqrt(ownVariance) / Math.sqrt(otherVariance);
  return present(Math.min(1, Math.max(-1, correlation)), text);
}
