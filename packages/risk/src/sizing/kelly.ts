import { checkNumber } from '@plimsoll/core';

const code = 'risk/bad-option';

/** Default of every `fractionOfKelly`: a quarter, because the edge is estimated. */
export const kellyDefaults: { readonly fractionOfKelly: number } = { fractionOfKelly: 0.25 };

/** A repeated bet with two outcomes. */
export interface DiscreteBet {
  /** Probability of winning, 0 to 1. */
  readonly winProbability: number;
  /** Gain per unit staked when it wins, a fraction above 0 (even money: 1). */
  readonly winPerUnit: number;
  /** Loss per unit staked when it loses, a fraction above 0 (everything: 1). */
  readonly lossPerUnit: number;
}

/** Answer of {@link discreteKelly}. */
export interface DiscreteKelly {
  /** Stake over wealth that maximises growth, 0 without an edge. */
  readonly fraction: number;
  /** The same without the floor at 0: negative says to take the other side, if there is one. */
  readonly unclamped: number;
  /** Expected log growth a bet at `fraction`. */
  readonly growth: number;
}

/**
 * Full Kelly stake `p / loss - (1 - p) / win` of a two-outcome bet (Kelly 1956). Stakes are in units
 * of wealth, so small wins and losses give leverage far above 1.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function discreteKelly(bet: DiscreteBet): DiscreteKelly {
  const p = checkNumber(bet.winProbability, code, ['winProbability'], { min: 0, max: 1 });
  const win = checkNumber(bet.winPerUnit, code, ['winPerUnit'], { min: 0, above: true });
  const loss = checkNumber(bet.lossPerUnit, code, ['lossPerUnit'], { min: 0, above: true });
  const unclamped = p / loss - (1 - p) / win;
  const fraction = Math.max(0, unclamped);
  // At certainty of winning the growth would be that of staking 1 / loss; its loss never comes.
  const losing = p === 1 ? 0 : (1 - p) * Math.log1p(-loss * fraction);
  return { fraction, unclamped, growth: p * Math.log1p(win * fraction) + losing };
}

/** An asset whose log wealth diffuses. Mean, rate and volatility for one and the same period. */
export interface DiffusiveAsset {
  /** Expected return a period, arithmetic, a fraction. */
  readonly mean: number;
  /** Risk-free rate a period, a fraction. */
  readonly rate: number;
  /** Standard deviation of the return a period, above 0. */
  readonly volatility: number;
}

/** How much of the full Kelly size to take. */
export interface KellyOptions {
  /** 1 is full Kelly; at 2 the growth above the rate is gone. @defaultValue 0.25 */
  readonly fractionOfKelly?: number;
}

/** Answer of {@link continuousKelly}. */
export interface ContinuousKelly {
  /** Exposure over wealth; negative is short. */
  readonly leverage: number;
  /** Expected log growth a period at that exposure. */
  readonly growth: number;
  /** Standard deviation of wealth a period at that exposure. */
  readonly volatility: number;
}

/** Checks and completes {@link KellyOptions}. */
export function fractionOf({ fractionOfKelly }: KellyOptions): number {
  const fraction = fractionOfKelly ?? kellyDefaults.fractionOfKelly;
  return checkNumber(fraction, code, ['fractionOfKelly'], { min: 0 });
}

/**
 * Exposure `c (μ - r) / σ²` and its growth `r + (c - c²/2) S²`, `S` the Sharpe ratio (Thorp 2006).
 * Half Kelly keeps 75 % of the growth above the rate with half the volatility, double Kelly none.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function continuousKelly(
  asset: DiffusiveAsset,
  options: KellyOptions = kellyDefaults,
): ContinuousKelly {
  const mean = checkNumber(asset.mean, code, ['mean']);
  const rate = checkNumber(asset.rate, code, ['rate']);
  const deviation = checkNumber(asset.volatility, code, ['volatility'], { min: 0, above: true });
  const c = fractionOf(options);
  const sharpe = (mean - rate) / deviation;
  return {
    leverage: (c * sharpe) / deviation,
    growth: rate + (c - 0.5 * c * c) * sharpe * sharpe,
    volatility: c * Math.abs(sharpe),
  };
}

/**
 * Probability that wealth ever falls to `level` times its start when a fraction of the continuous
 * Kelly size is held, rates aside: `level^(2/c - 1)`, 1 from double Kelly on (Thorp 2006).
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function touchProbability(options: {
  /** Wealth over its start, in (0, 1). */
  readonly level: number;
  /** Fraction of Kelly held, above 0. */
  readonly fractionOfKelly: number;
}): number {
  const level = checkNumber(options.level, code, ['level'], { min: 0, max: 1, above: true });
  const c = checkNumber(options.fractionOfKelly, code, ['fractionOfKelly'], {
    min: 0,
    above: true,
  });
  return c >= 2 ? 1 : level ** (2 / c - 1);
}

/**
 * The largest fraction of Kelly with which wealth ever falls to `level` times its start with no more
 * than `probability`: the inverse of {@link touchProbability}.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function kellyFractionForDrawdown(options: {
  /** Wealth over its start, strictly between 0 and 1. */
  readonly level: number;
  /** Accepted probability of ever touching it, above 0 and below 1. */
  readonly probability: number;
}): number {
  const open = { min: Number.MIN_VALUE, max: 1 - Number.EPSILON / 2 };
  const level = checkNumber(options.level, code, ['level'], open);
  const probability = checkNumber(options.probability, code, ['probability'], open);
  return 2 / (1 + Math.log(probability) / Math.log(level));
}
