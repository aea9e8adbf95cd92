import type { Measure } from '@plimsoll/core';
import { annualDeviation } from './annualised-volatility.ts';
import { cagr } from './growth.ts';
import { meanOf } from './mean-and-deviation.ts';
import { absent, present, ratio } from './measure-of.ts';
import {
  type AnnualOptions,
  checkPeriods,
  checkReturns,
  conventionOf,
  minus,
  type Returns,
} from './performance-options.ts';

/** Options of {@link trackingError} and {@link informationRatio}. */
export interface ActiveOptions extends AnnualOptions {
  /** The benchmark's returns over the same periods, or one number for all. */
  readonly benchmark: number | Returns;
}

/**
 * Tracking error: annual deviation of the differences from the benchmark; an annual fraction.
 * Absent with fewer than 1 + ddof returns.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-periods-per-year`.
 */
export function trackingError(returns: Returns, options: ActiveOptions): Measure {
  const periodsPerYear = checkPeriods(options);
  const { name, ddof } = conventionOf(options);
  const active = minus(checkReturns(returns), options.benchmark, 'benchmark');
  const text = `${name}: ddof ${ddof}, ${periodsPerYear} periods a year`;
  return annualDeviation(active, periodsPerYear, ddof, text);
}

/**
 * Information ratio: active return over tracking error (Grinold and Kahn), annualised as the
 * convention's `activeReturn` says. Absent where the differences do not vary.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-periods-per-year`.
 */
export function informationRatio(returns: Returns, options: ActiveOptions): Measure {
  const periodsPerYear = checkPeriods(options);
  const { name, ddof, activeReturn } = conventionOf(options);
  const series = checkReturns(returns);
  const active = minus(series, options.benchmark, 'benchmark');
  const text = `${name}: ${activeReturn} active return, ddof ${ddof}, ${periodsPerYear} periods a year`;
  if (activeReturn === 'per-period') {
    const mean = present(meanOf(active), text);
    return ratio(mean, annualDeviation(active, 1, ddof, text), 'zero-dispersion', text);
  }
  const error = annualDeviation(active, periodsPerYear, ddof, text);
  if (activeReturn === 'arithmetic') {
    return ratio(present(meanOf(active) * periodsPerYear, text), error, 'zero-dispersion', text);
  }
  const benchmark = series.map((x, i) => x - (active[i] as number));
  const own = cagr(series, { periodsPerYear });
  const other = cagr(benchmark, { periodsPerYear });
  if (own.value === null || other.value === null) {
    return series.length === 0
      ? absent('no-observations', text)
      : absent('wealth-not-positive', text);
  }
  return ratio(present(own.value - other.value, text), error, 'zero-dispersion', text);
}
