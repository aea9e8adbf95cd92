import { checkInteger, type Measure } from '@plimsoll/core';
import { type HitRateOptions, hitRate, sharpeRatio } from '@plimsoll/numerics/performance';
import { absent, present, ratio } from '../measures/measure-of.ts';
import { profitsOf, type Trade } from './trade.ts';

/** What these measures read of a trade, so that a plain list of profits is enough. */
export type TradeProfit = Pick<Trade, 'profit'>;

const sumOf = (profits: Float64Array): number => profits.reduce((sum, x) => sum + x, 0);
const wins = (profits: Float64Array): Float64Array => profits.filter((x) => x > 0);
const losses = (profits: Float64Array): Float64Array => profits.filter((x) => x < 0);

/**
 * Share of the trades that made money. Trades of exactly 0 count as misses unless `left-out`.
 *
 * @throws PlimsollError `risk/bad-trade`, `numerics/bad-option`.
 */
export function winRate(trades: readonly TradeProfit[], options: HitRateOptions = {}): Measure {
  return hitRate(profitsOf(trades), options);
}

/**
 * Profit factor: what the winners made over what the losers lost. 1 is break even.
 * Absent without a loser.
 *
 * @throws PlimsollError `risk/bad-trade`.
 */
export function profitFactor(trades: readonly TradeProfit[]): Measure {
  const text = 'sum of profits over sum of losses';
  const profits = profitsOf(trades);
  if (profits.length === 0) return absent('no-observations', text);
  return ratio(
    present(sumOf(wins(profits)), text),
    present(-sumOf(losses(profits)), text),
    'no-loss',
    text,
  );
}

/**
 * Payoff ratio: mean winner over mean loser. Absent without a winner or a loser.
 *
 * @throws PlimsollError `risk/bad-trade`.
 */
export function payoffRatio(trades: readonly TradeProfit[]): Measure {
  const text = 'mean profit of winners over mean loss of losers';
  const profits = profitsOf(trades);
  if (profits.length === 0) return absent('no-observations', text);
  const won = wins(profits);
  const lost = losses(profits);
  if (lost.length === 0) return absent('no-loss', text);
  if (won.length === 0) return absent('no-win', text);
  return present(sumOf(won) / won.length / (-sumOf(lost) / lost.length), text);
}

/**
 * Expectancy: mean profit a trade, in the unit of the profits.
 *
 * @throws PlimsollError `risk/bad-trade`.
 */
export function expectancy(trades: readonly TradeProfit[]): Measure {
  const text = 'mean profit a trade';
  const profits = profitsOf(trades);
  if (profits.length === 0) return absent('no-observations', text);
  return present(sumOf(profits) / profits.length, text);
}

/** Options of {@link systemQuality}. */
export interface SystemQualityOptions {
  /** Largest number of trades whose root counts; `null` for all. @defaultValue systemQualityDefaults.tradeCap */
  readonly tradeCap?: number | null;
}

/** Defaults of {@link SystemQualityOptions}: Tharp caps at 100, so that frequency alone is no merit. */
export const systemQualityDefaults: Readonly<{ tradeCap: number | null }> = { tradeCap: 100 };

/**
 * System quality number: mean over sample deviation of the profits, times the root of the number of
 * trades (Tharp 2008). Meant for profits in multiples of the risk taken at entry.
 * Absent with fewer than 2 trades, and where the profits do not vary.
 *
 * @throws PlimsollError `risk/bad-trade`, `risk/bad-trade-cap`.
 */
export function systemQuality(
  trades: readonly TradeProfit[],
  options: SystemQualityOptions = {},
): Measure {
  const { tradeCap } = { ...systemQualityDefaults, ...options };
  if (tradeCap !== null) checkInteger(tradeCap, 'risk/bad-trade-cap', ['tradeCap'], { min: 1 });
  const text = `ddof 1, ${tradeCap === null ? 'all trades' : `at most ${tradeCap} trades`} under the root`;
  const perTrade = sharpeRatio(profitsOf(trades), { periodsPerYear: 1 });
  if (perTrade.value === null) return { ...perTrade, convention: text };
  return present(
    perTrade.value * Math.sqrt(Math.min(trades.length, tradeCap ?? trades.length)),
    text,
  );
}
