import { checkNumber, checkOneOf } from '@plimsoll/core';

/** Weights by asset name. */
export type WeightsByName = Readonly<Record<string, number>>;

/** Options of {@link turnover}. */
export interface TurnoverOptions {
  /** Weights held just before the trade, drifted with prices. Absent names weigh 0. */
  readonly from: WeightsByName;
  /**
   * `one-way`: half the sum of absolute changes, what is bought or sold of a fully invested book;
   * `two-way`: the sum itself. @defaultValue turnoverDefaults.counting
   */
  readonly counting?: 'one-way' | 'two-way';
}

/** Defaults of {@link TurnoverOptions}. */
export const turnoverDefaults: Required<Pick<TurnoverOptions, 'counting'>> = {
  counting: 'one-way',
};

/**
 * Turnover of one rebalancing to the weights `to`, a non-negative fraction of wealth. Cash counts
 * only where it is named as an asset.
 *
 * @throws PlimsollError `numerics/bad-weights` naming the asset, `numerics/bad-option`.
 */
export function turnover(to: WeightsByName, options: TurnoverOptions): number {
  const { from, counting = turnoverDefaults.counting } = options;
  checkOneOf(counting, ['one-way', 'two-way'], 'numerics/bad-option', ['counting']);
  const weight = (weights: WeightsByName, side: string, name: string): number =>
    Object.hasOwn(weights, name)
      ? checkNumber(weights[name], 'numerics/bad-weights', [side, name])
      : 0;
  let changes = 0;
  for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
    changes += Math.abs(weight(to, 'to', name) - weight(from, 'from', name));
  }
  return counting === 'one-way' ? changes / 2 : changes;
}
