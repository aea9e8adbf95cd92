import type { Measure } from '@plimsoll/core';
import {
  drawdownSeries,
  type PathOptions,
  pathDefaults,
  type Returns,
} from '@plimsoll/numerics/performance';
import { historicalExpectedShortfall } from '@plimsoll/numerics/tails';
import { absent, present } from '../measures/measure-of.ts';
import { checkTail } from '../value-at-risk/fitted-tail.ts';

/** The drawdown after each period: the first equity is where the first period starts, not one. */
export function periodDrawdowns(path: Returns, options: PathOptions): readonly number[] {
  const depths = drawdownSeries(path, options);
  return (options.of ?? pathDefaults.of) === 'equity' ? depths.slice(1) : depths;
}

/** Options of {@link conditionalDrawdown}. */
export interface ConditionalDrawdownOptions extends PathOptions {
  /** Share of the periods in the tail, e.g. 0.05 for the worst twentieth. */
  readonly tailProbability: number;
}

/**
 * Conditional drawdown at risk: mean drawdown over the worst share of the periods, the one on the
 * boundary by its fraction (Chekhlov, Uryasev and Zabarankin 2005). Between Pain index (all
 * periods) and largest drawdown (one period). A non-negative fraction.
 *
 * @throws PlimsollError as `drawdownSeries`, and `risk/bad-probability`.
 */
export function conditionalDrawdown(path: Returns, options: ConditionalDrawdownOptions): Measure {
  const tailProbability = checkTail(options.tailProbability);
  const text = `mean of the worst ${tailProbability} of the periods, exact weights`;
  const depths = periodDrawdowns(path, options);
  if (depths.length === 0) return absent('no-observations', text);
  const losses = depths.map((depth) => -depth);
  const { value } = historicalExpectedShortfall(losses, { tailProbability });
  return value === null ? absent('no-observations', text) : present(Math.max(value, 0), text);
}
