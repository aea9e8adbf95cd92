import type { Measure } from '@plimsoll/core';
import { annualReturnOf } from './annual-return.ts';
import { annualDeviation } from './annualised-volatility.ts';
import { ratio } from './measure-of.ts';
import {
  checkPeriods,
  checkReturns,
  conventionOf,
  type ExcessOptions,
  minus,
  performanceDefaults,
  type Returns,
} from './performance-options.ts';

/**
 * Annual Sharpe ratio: annual excess return over annual volatility of the excess returns
 * (Sharpe 1994). By default the mean is annualised arithmetically and the deviation has ddof 1.
 * Absent with fewer than two returns, and where the excess returns do not vary.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-periods-per-year`.
 *
 * @example
 * ```ts
 * sharpeRatio([0.02, -0.01, 0.03], { periodsPerYear: 12 }).value; // 2.2188…
 * ```
 */
export function sharpeRatio(returns: Returns, options: ExcessOptions): Measure {
  const periodsPerYear = checkPeriods(options);
  const convention = conventionOf(options);
  const riskFree = options.riskFree ?? performanceDefaults.riskFree;
  const excess = minus(checkReturns(returns), riskFree, 'riskFree');
  const { name, annualReturn, ddof } = convention;
  const text = `${name}: ${annualReturn} annual return, ddof ${ddof}, ${periodsPerYear} periods a year`;
  return ratio(
    annualReturnOf(excess, periodsPerYear, convention),
    annualDeviation(excess, periodsPerYear, ddof, text),
    'zero-dispersion',
    text,
  );
}
