import { checkOneOf, type Measure } from '@plimsoll/core';
import { absent, present } from './measure-of.ts';
import { checkReturns, type Returns } from './performance-options.ts';

/** Options of {@link hitRate}. */
export interface HitRateOptions {
  /** Whether zeros count as misses or are left out. @defaultValue hitRateDefaults.zeros */
  readonly zeros?: 'misses' | 'left-out';
}

/** Defaults of {@link HitRateOptions}. */
export const hitRateDefaults: Required<HitRateOptions> = { zeros: 'misses' };

/**
 * Share of the returns, or profits of trades, that are above zero. Absent where there is none to
 * count.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-option`.
 */
export function hitRate(returns: Returns, options: HitRateOptions = {}): Measure {
  const zeros = options.zeros ?? hitRateDefaults.zeros;
  checkOneOf(zeros, ['misses', 'left-out'], 'numerics/bad-option', ['zeros']);
  const convention = `share above zero, zeros ${zeros}`;
  const series = checkReturns(returns);
  const counted = zeros === 'misses' ? series : series.filter((x) => x !== 0);
  if (counted.length === 0) return absent('no-observations', convention);
  return present(counted.filter((x) => x > 0).length / counted.length, convention);
}
