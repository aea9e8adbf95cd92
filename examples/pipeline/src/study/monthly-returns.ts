import type { MarketData, MonthEnd } from '../data/market-data.ts';
import { expectedCostFraction } from './trading-cost.ts';

/** What is decided at one month end. */
export interface MonthlyDecision {
  /** Index into the market's months. */
  readonly month: number;
  /** Target weight by asset; what is missing to 1 is cash at a yield of 0. */
  readonly weights: Readonly<Record<string, number>>;
}

/** Returns and trading of one strategy, a number a month held. */
export interface MonthlyPath {
  /** Close at the end of each month held. */
  readonly closeAt: readonly number[];
  /** Simple return before costs. */
  readonly gross: readonly number[];
  /** Simple return after expected costs. */
  readonly net: readonly number[];
  /** Sum of absolute traded value over NAV at each decision: both sides counted. */
  readonly turnover: readonly number[];
}

const priceOf = (month: MonthEnd, asset: string): number => month.prices[asset] ?? Number.NaN;

/** NAV at which trades are sized for the cost model. */
export interface PathOptions {
  /** NAV before the first decision, base currency. */
  readonly nav: number;
  /** Multiplier on all costs. */
  readonly costScale: number;
}

/**
 * Holds each decision from its close to the next month's, starting from cash. Trades are counted
 * against the weights that prices have moved to, and pay the expected cost of the execution model.
 */
export function monthlyPath(
  market: MarketData,
  decisions: readonly MonthlyDecision[],
  options: PathOptions,
): MonthlyPath {
  const closeAt: number[] = [];
  const gross: number[] = [];
  const net: number[] = [];
  const turnover: number[] = [];
  let held: Record<string, number> = {};
  let nav = options.nav;
  for (const { month, weights } of decisions) {
    const from = market.months[month] as MonthEnd;
    const to = market.months[month + 1];
    if (to === undefined) break;
    let traded = 0;
    let cost = 0;
    for (const asset of market.assets) {
      const trade = Math.abs((weights[asset] ?? 0) - (held[asset] ?? 0));
      if (trade === 0) continue;
      traded += trade;
      cost += trade * expectedCostFraction(market, month, asset, trade * nav) * options.costScale;
    }
    let grown = 0;
    const moved: Record<string, number> = {};
    for (const [asset, weight] of Object.entries(weights)) {
      if (weight === 0) continue;
      const value = weight * (priceOf(to, asset) / priceOf(from, asset));
      moved[asset] = value;
      grown += value - weight;
    }
    held = {};
    for (const [asset, value] of Object.entries(moved)) held[asset] = value / (1 + grown);
    const after = (1 - cost) * (1 + grown) - 1;
    nav *= 1 + after;
    closeAt.push(to.closeAt);
    gross.push(grown);
    net.push(after);
    turnover.push(traded);
  }
  return { closeAt, gross, net, turnover };
}
