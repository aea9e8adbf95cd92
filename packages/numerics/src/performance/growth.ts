import { checkNumber, type Measure } from '@plimsoll/core';
import { absent, present } from './measure-of.ts';
import {
  checkPeriods,
  checkReturns,
  conventionOf,
  type GrowthOptions,
  type Returns,
} from './performance-options.ts';

const growthOf = (returns: Float64Array): number =>
  returns.reduce((wealth, x) => wealth * (1 + x), 1);

/**
 * Compound return over all periods, a fraction. Absent without observations.
 *
 * @throws PlimsollError `numerics/bad-returns`.
 */
export function totalReturn(returns: Returns): Measure {
  const series = checkReturns(returns);
  const convention = 'compound return over all periods';
  if (series.length === 0) return absent('no-observations', convention);
  return present(growthOf(series) - 1, convention);
}

/**
 * Compound annual growth rate, a fraction: wealth^(1 / years) - 1. Years are the number of returns
 * over `periodsPerYear`, unless `years` is given. Absent without observations, and where wealth
 * turned negative; -1 where it came to nothing.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-periods-per-year`,
 * `numerics/bad-years`.
 */
export function cagr(returns: Returns, options: GrowthOptions): Measure {
  const series = checkReturns(returns);
  const periodsPerYear = checkPeriods(options);
  const years = checkNumber(
    options.years ?? Math.max(series.length, 1) / periodsPerYear,
    'numerics/bad-years',
    ['years'],
    { min: 0, above: true },
  );
  const span = options.years === undefined ? `${periodsPerYear} periods a year` : `${years} years`;
  const convention = `${conventionOf(options).name}: compound growth, ${span}`;
  if (series.length === 0) return absent('no-observations', convention);
  const wealth = growthOf(series);
  if (wealth < 0) return absent('wealth-not-positive', convention);
  return present(Math.expm1(Math.log(wealth) / years), convention);
}
