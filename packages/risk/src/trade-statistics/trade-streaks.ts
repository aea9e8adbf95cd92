import { profitsOf, type Trade } from './trade.ts';

/** Runs of winners and losers. A trade of exactly 0 ends either. */
export interface TradeStreaks {
  /** Most winners in a row. */
  readonly longestWins: number;
  /** Most losers in a row. */
  readonly longestLosses: number;
  /** The run at the end of the list: positive for winners, negative for losers. */
  readonly current: number;
}

/**
 * Longest and current runs of winners and losers, in the order of the list; order it by `closedAt`.
 *
 * @throws PlimsollError `risk/bad-trade`.
 */
export function tradeStreaks(trades: readonly Pick<Trade, 'profit'>[]): TradeStreaks {
  let current = 0;
  let longestWins = 0;
  let longestLosses = 0;
  for (const profit of profitsOf(trades)) {
    if (profit > 0) current = Math.max(current, 0) + 1;
    else if (profit < 0) current = Math.min(current, 0) - 1;
    else current = 0;
    longestWins = Math.max(longestWins, current);
    longestLosses = Math.max(longestLosses, -current);
  }
  return { longestWins, longestLosses, current };
}
