import { checkNumber, type Measure } from '@plimsoll/core';
import { absent, present } from './measure-of.ts';
import { checkReturns, type Returns } from './performance-options.ts';

/** Options of {@link tailRatio}. */
export interface TailRatioOptions {
  /** Probability in each tail, above 0 and at most 0.5. @defaultValue tailRatioDefaults.tail */
  readonly tail?: number;
}

/** Defaults of {@link TailRatioOptions}. */
export const tailRatioDefaults: Required<TailRatioOptions> = { tail: 0.05 };

// Type 7 of Hyndman and Fan: linear between order statistics at 1 + (n - 1) p.
const quantile = (sorted: Float64Array, p: number): number => {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (place - below) * (high - low);
};

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
  const sorted = checkReturns(returns).sort();
  if (sorted.length === 0) return absent('no-observations', convention);
  const low = quantile(sorted, tail);
  return low < 0
    ? present(quantile(sorted, 1 - tail) / -low, convention)
    : absent('no-loss', convention);
}
