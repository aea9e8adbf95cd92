import type { Measure } from '@plimsoll/core';
import { maxDrawdown, painIndex, ulcerIndex } from './drawdown-measures.ts';
import { cagr } from './growth.ts';
import { ratio } from './measure-of.ts';
import type { GrowthOptions, Returns } from './performance-options.ts';

const growthOver = (returns: Returns, options: GrowthOptions, risk: Measure): Measure => {
  const growth = cagr(returns, options);
  return ratio(growth, risk, 'no-drawdown', growth.convention);
};

/**
 * Calmar ratio: compound annual growth over the largest drawdown of the same window (Young 1991
 * uses 36 months; give that window). Absent where nothing was ever lost.
 *
 * @throws PlimsollError as `cagr`.
 */
export function calmarRatio(returns: Returns, options: GrowthOptions): Measure {
  return growthOver(returns, options, maxDrawdown(returns));
}

/**
 * Martin ratio (Ulcer performance index): compound annual growth over the Ulcer index.
 *
 * @throws PlimsollError as `cagr`.
 */
export function martinRatio(returns: Returns, options: GrowthOptions): Measure {
  const { convention } = options;
  const ulcer = ulcerIndex(returns, convention === undefined ? {} : { convention });
  return growthOver(returns, options, ulcer);
}

/**
 * Pain ratio: compound annual growth over the Pain index.
 *
 * @throws PlimsollError as `cagr`.
 */
export function painRatio(returns: Returns, options: GrowthOptions): Measure {
  return growthOver(returns, options, painIndex(returns));
}
