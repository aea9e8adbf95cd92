import type { Measure } from '@plimsoll/core';
import {
  cagr,
  drawdownEpisodes,
  type GrowthOptions,
  maxDrawdown,
  type Returns,
  totalReturn,
} from '@plimsoll/numerics/performance';
import { present, ratio } from '../measures/measure-of.ts';

/**
 * Recovery factor: compound return over all periods divided by the largest drawdown. Grows with the
 * length of the record; compare equal windows only. Absent where nothing was ever lost.
 *
 * @throws PlimsollError `numerics/bad-returns`.
 */
export function recoveryFactor(returns: Returns): Measure {
  const text = 'total return over largest drawdown';
  return ratio(totalReturn(returns), maxDrawdown(returns), 'no-drawdown', text);
}

/**
 * Burke ratio: compound annual growth over the root of the sum of the squared depths of all
 * drawdowns (Burke 1994). PerformanceAnalytics finds its drawdowns otherwise and differs in the third
 * digit. Absent where nothing was ever lost.
 *
 * @throws PlimsollError as `cagr`.
 */
export function burkeRatio(returns: Returns, options: GrowthOptions): Measure {
  const growth = cagr(returns, options);
  const squares = drawdownEpisodes(returns).reduce((sum, { depth }) => sum + depth * depth, 0);
  const text = `${growth.convention}, over root of summed squared depths`;
  return ratio(growth, present(Math.sqrt(squares), text), 'no-drawdown', text);
}
