import { almgren2005Impact } from '@plimsoll/execution';
import type { MarketData, MonthEnd } from '../data/market-data.ts';
import { assumptions } from '../system/run-options.ts';

const impact = almgren2005Impact();

/** Sample standard deviation of the last monthly log returns, spread over a month's trading days. */
export function dailyVolatility(market: MarketData, month: number, asset: string): number {
  const logs: number[] = [];
  for (let m = Math.max(1, month - 35); m <= month; m++) {
    const [before, after] = [market.months[m - 1], market.months[m]];
    const [from, to] = [before?.prices[asset], after?.prices[asset]];
    if (from !== undefined && to !== undefined) logs.push(Math.log(to / from));
  }
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const squares = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (logs.length - 1) / assumptions.tradingDaysPerMonth);
}

/**
 * Expected cost of a trade worth `value`, as a share of it: half-spread, commission, and the impact
 * of Almgren et al. (2005) over one session: half of the permanent part plus the temporary part.
 */
export function expectedCostFraction(
  market: MarketData,
  month: number,
  asset: string,
  value: number,
): number {
  const price = (market.months[month] as MonthEnd).prices[asset] ?? Number.NaN;
  const quantity = value / price;
  const context = {
    arrivalPrice: price,
    dailyVolatility: dailyVolatility(market, month, asset),
    averageDailyVolume: assumptions.dailyVolumeNotional / price,
    sharesOutstanding: null,
  };
  const moved = impact.permanent(quantity, context) / 2 + impact.temporary(quantity, context);
  return (assumptions.halfSpreadBps + assumptions.commissionBps) / 10_000 + moved / price;
}
