import type { Measure } from '@plimsoll/core';
import { annualReturnOf } from './annual-return.ts';
import { deviationOf, meanOf } from './mean-and-deviation.ts';
import { absent, present, ratio } from './measure-of.ts';
import type { PerformanceConvention } from './performance-convention.ts';
import {
  type AnnualOptions,
  checkPeriods,
  checkReturns,
  conventionOf,
  minus,
  type Returns,
} from './performance-options.ts';

/** Options of {@link sortinoRatio} and {@link downsideDeviation}. */
export interface DownsideOptions extends AnnualOptions {
  /** Return a period below which a return is a shortfall; one number, or a series. @defaultValue 0 */
  readonly target?: number | Returns;
}

const perPeriod = (excess: Float64Array, convention: PerformanceConvention): Measure => {
  const text = `${convention.downside} downside`;
  if (excess.length === 0) return absent('no-observations', text);
  if (convention.downside === 'losses-only') {
    const losses = excess.filter((x) => x < 0);
    if (losses.length < 2) return absent('no-loss', text);
    return present(deviationOf(losses, 1), text);
  }
  const squares = excess.reduce((sum, x) => sum + Math.min(x, 0) ** 2, 0);
  return present(Math.sqrt(squares / excess.length), text);
};

/**
 * Downside deviation, annualised: how far returns fall short of the target. By default the root
 * mean square of the shortfalls over all returns, those above the target counting zero.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-periods-per-year`.
 */
export function downsideDeviation(returns: Returns, options: DownsideOptions): Measure {
  const periodsPerYear = checkPeriods(options);
  const convention = conventionOf(options);
  const excess = minus(checkReturns(returns), options.target ?? 0, 'target');
  const text = `${convention.name}: ${convention.downside}, ${periodsPerYear} periods a year`;
  const { value, ...rest } = perPeriod(excess, convention);
  return value === null
    ? { value, ...rest, convention: text }
    : present(value * Math.sqrt(periodsPerYear), text);
}

/**
 * Sortino ratio: annual excess return over the target, divided by the downside deviation below it
 * (Sortino and van der Meer 1991). `sortino: 'per-period'` in the convention leaves both per
 * period. Absent without observations, and where no return falls below the target.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-periods-per-year`.
 */
export function sortinoRatio(returns: Returns, options: DownsideOptions): Measure {
  const periodsPerYear = checkPeriods(options);
  const convention = conventionOf(options);
  const excess = minus(checkReturns(returns), options.target ?? 0, 'target');
  const { name, annualReturn, downside, sortino } = convention;
  const how =
    sortino === 'annual'
      ? `${annualReturn} annual return, ${downside}, ${periodsPerYear} periods a year`
      : `mean return, ${downside}, per period`;
  const text = `${name}: ${how}`;
  if (sortino === 'per-period') {
    return ratio(present(meanOf(excess), text), perPeriod(excess, convention), 'no-loss', text);
  }
  return ratio(
    annualReturnOf(excess, periodsPerYear, convention),
    downsideDeviation(returns, options),
    'no-loss',
    text,
  );
}
