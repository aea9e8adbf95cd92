import { checkNumber, type Measure } from '@plimsoll/core';
import { quantileInPlace } from '../tails/sample-quantile.ts';
import { absent, present } from './measure-of.ts';
import { checkReturns, type Returns } from './performance-options.ts';

/** Options of {@link tailRatio}. */
export interface TailRatioOptions {
  /** Probability in each tail, above 0 and at most 0.5. @defaultValue tailRatioDefaults.tail */
  readonly tail?: number;
}

/** Defaults of {@link TailRatioOptions}. */
export const tailRatioDefaults: Required<TailRatioOptions> = { tail: 0.05 };

/**
 * Tail ratio: the upper quantile of the returns over the size of the lower one, quantiles of
 * type 7. Above 1 the good tail is longer. Absent where the lower quantile is no loss.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-probability`.
 */
export function tailRatio(returns: Returns, options: TailRatioOptions = {}): Measure {
  const tail = checkNumber(
    options.tail ?? tailRatioDefaults.tail,
    'numerics/bad-probability',
    ['tail'],
    { min: 0, above: true, max: 0.5 },
  );
  const convention = `type 7 quantiles at ${tail} and ${1 - tail}`;
  const series = checkReturns(returns);
  if (series.length === 0) return absent('no-observations', convention);
  const low = quantileInPlace(series, tail, 7);
  return low < 0
    ? present(quantileInPlace(series, 1 - tail, 7) / -low, convention)
    : absent('no-loss', convention);
}
