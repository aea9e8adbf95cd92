import { checkNumber, checkOneOf } from '@plimsoll/core';
import { checkReturns, type Returns } from './performance-options.ts';

/** How a path is given to the drawdown functions. */
export interface PathOptions {
  /**
   * `returns`: simple returns, wealth starting at 1 before the first, so a loss in the first period
   * counts. `equity`: the wealth itself, all positive at its peaks.
   * @defaultValue pathDefaults.of
   */
  readonly of?: 'returns' | 'equity';
}

/** Defaults of {@link PathOptions}. */
export const pathDefaults: Required<PathOptions> = { of: 'returns' };

/**
 * Drawdown after each period, as non-negative fractions of the highest wealth before: 0 at a peak,
 * 0.1 ten per cent below it. More than 1 where wealth turned negative.
 *
 * @param path - Simple returns or equity, as `of` says.
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-equity` when the first equity is not
 * positive, `numerics/bad-option`.
 *
 * @example
 * ```ts
 * drawdownSeries([-0.1, 0.2, -0.25]); // [0.1, 0, 0.25], to rounding
 * ```
 */
export function drawdownSeries(path: Returns, options: PathOptions = {}): readonly number[] {
  const of = options.of ?? pathDefaults.of;
  checkOneOf(of, ['returns', 'equity'], 'numerics/bad-option', ['of']);
  const series = checkReturns(path, of);
  let wealth = 1;
  let peak = 1;
  if (of === 'equity' && series.length > 0) {
    peak = checkNumber(series[0], 'numerics/bad-equity', ['equity', 0], { min: 0, above: true });
  }
  return Array.from(series, (x) => {
    wealth = of === 'returns' ? wealth * (1 + x) : x;
    if (wealth > peak) peak = wealth;
    return (peak - wealth) / peak;
  });
}
