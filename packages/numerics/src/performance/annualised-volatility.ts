import type { Measure } from '@plimsoll/core';
import { deviationOf } from './mean-and-deviation.ts';
import { absent, present } from './measure-of.ts';
import {
  type AnnualOptions,
  checkPeriods,
  checkReturns,
  conventionOf,
  type Returns,
} from './performance-options.ts';

/** Annual deviation of a checked series. */
export function annualDeviation(
  series: Float64Array,
  periodsPerYear: number,
  ddof: 0 | 1,
  convention: string,
): Measure {
  if (series.length <= ddof) return absent('too-few-observations', convention);
  return present(deviationOf(series, ddof) * Math.sqrt(periodsPerYear), convention);
}

/**
 * Standard deviation of the returns times the square root of `periodsPerYear`; an annual fraction.
 * Absent with fewer than 1 + ddof returns.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-periods-per-year`.
 */
export function annualisedVolatility(returns: Returns, options: AnnualOptions): Measure {
  const series = checkReturns(returns);
  const periodsPerYear = checkPeriods(options);
  const { name, ddof } = conventionOf(options);
  const convention = `${name}: ddof ${ddof}, ${periodsPerYear} periods a year`;
  return annualDeviation(series, periodsPerYear, ddof, convention);
}
