import { checkNumber, misuse } from '@plimsoll/core';

/** A closed trade: one round trip of a position. */
export interface Trade {
  /** Profit after all costs, money or multiples of the risk taken; one unit for the whole list. */
  readonly profit: number;
  /** When it was opened, Unix milliseconds. */
  readonly openedAt: number;
  /** When it was closed, Unix milliseconds, not before `openedAt`. */
  readonly closedAt: number;
  /** Cost of slippage already inside `profit`, in its unit; negative where fills were better. */
  readonly slippage?: number;
}

/** Checks the profits; throws `risk/bad-trade` naming the trade. */
export function profitsOf(trades: readonly Pick<Trade, 'profit'>[]): Float64Array {
  return Float64Array.from(trades, ({ profit }, i) =>
    checkNumber(profit, 'risk/bad-trade', [i, 'profit']),
  );
}

/** Checks the times; throws `risk/bad-trade` naming the trade. */
export function checkTimes(trades: readonly Pick<Trade, 'openedAt' | 'closedAt'>[]): void {
  const code = 'risk/bad-trade';
  trades.forEach(({ openedAt, closedAt }, i) => {
    checkNumber(openedAt, code, [i, 'openedAt']);
    checkNumber(closedAt, code, [i, 'closedAt']);
    if (closedAt < openedAt) {
      misuse(code, [i, 'closedAt'], closedAt, 'A trade closes when it opens, or later.');
    }
  });
}
