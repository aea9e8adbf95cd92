import { checkNumber, type Measure } from '@plimsoll/core';
import { absent, present } from '../measures/measure-of.ts';
import type { Trade } from './trade.ts';
import { expectancy, payoffRatio, profitFactor, systemQuality, winRate } from './trade-profit.ts';
import { type TradeStreaks, tradeStreaks } from './trade-streaks.ts';
import {
  type ExposureWindow,
  type HoldingPeriod,
  holdingPeriod,
  marketExposure,
} from './trade-times.ts';

/** Answer of {@link summariseTrades}. */
export interface TradeSummary {
  /** Number of trades. */
  readonly trades: number;
  /** Share that made money, zeros as misses. */
  readonly winRate: Measure;
  /** Profits over losses. */
  readonly profitFactor: Measure;
  /** Mean winner over mean loser. */
  readonly payoffRatio: Measure;
  /** Mean profit a trade. */
  readonly expectancy: Measure;
  /** System quality number, at most 100 trades under the root. */
  readonly systemQuality: Measure;
  /** Mean slippage a trade, in the unit of the profits; absent unless every trade records it. */
  readonly averageSlippage: Measure;
  /** How long trades are held. */
  readonly holdingPeriod: HoldingPeriod;
  /** Share of the window with a trade open. */
  readonly exposure: Measure;
  /** Runs of winners and losers. */
  readonly streaks: TradeStreaks;
}

/**
 * Mean slippage a trade, in the unit of the profits. Absent unless every trade records it.
 *
 * @throws PlimsollError `risk/bad-trade`.
 */
export function averageSlippage(trades: readonly Pick<Trade, 'slippage'>[]): Measure {
  const text = 'mean slippage a trade, a cost';
  if (trades.length === 0) return absent('no-observations', text);
  let sum = 0;
  for (const [i, { slippage }] of trades.entries()) {
    if (slippage === undefined) return absent('not-recorded', text);
    sum += checkNumber(slippage, 'risk/bad-trade', [i, 'slippage']);
  }
  return present(sum / trades.length, text);
}

/**
 * What a report shows of a list of closed trades, in the order they closed.
 *
 * @throws PlimsollError `risk/bad-trade`, `risk/bad-window`.
 */
export function summariseTrades(trades: readonly Trade[], window: ExposureWindow): TradeSummary {
  return {
    trades: trades.length,
    winRate: winRate(trades),
    profitFactor: profitFactor(trades),
    payoffRatio: payoffRatio(trades),
    expectancy: expectancy(trades),
    systemQuality: systemQuality(trades),
    averageSlippage: averageSlippage(trades),
    holdingPeriod: holdingPeriod(trades),
    exposure: marketExposure(trades, window),
    streaks: tradeStreaks(trades),
  };
}
