import { checkNumber, type Measure, misuse } from '@plimsoll/core';
import { sampleQuantile } from '@plimsoll/numerics/tails';
import { absent, present } from '../measures/measure-of.ts';
import { checkTimes, type Trade } from './trade.ts';

/** What these measures read of a trade. */
export type TradeTimes = Pick<Trade, 'openedAt' | 'closedAt'>;

/** Answer of {@link holdingPeriod}, milliseconds. */
export interface HoldingPeriod {
  /** Mean time from opening to closing. */
  readonly meanMs: Measure;
  /** Median of it. */
  readonly medianMs: Measure;
  /** Longest. */
  readonly longestMs: Measure;
}

/**
 * How long trades are held.
 *
 * @throws PlimsollError `risk/bad-trade`.
 */
export function holdingPeriod(trades: readonly TradeTimes[]): HoldingPeriod {
  checkTimes(trades);
  const text = 'elapsed time, closed markets included';
  if (trades.length === 0) {
    const none = absent('no-observations', text);
    return { meanMs: none, medianMs: none, longestMs: none };
  }
  const held = trades.map(({ openedAt, closedAt }) => closedAt - openedAt);
  return {
    meanMs: present(held.reduce((sum, x) => sum + x, 0) / held.length, text),
    medianMs: present(sampleQuantile(held, { probability: 0.5 }), text),
    longestMs: present(
      held.reduce((longest, x) => Math.max(longest, x), 0),
      text,
    ),
  };
}

/** The window of {@link marketExposure}, Unix milliseconds. */
export interface ExposureWindow {
  /** Start. */
  readonly fromAt: number;
  /** End, after the start. */
  readonly untilAt: number;
}

/**
 * Exposure: share of the window in which at least one trade was open. Trades that overlap count
 * once, and only their part inside the window.
 *
 * @throws PlimsollError `risk/bad-trade`, `risk/bad-window`.
 */
export function marketExposure(
  trades: readonly TradeTimes[],
  { fromAt, untilAt }: ExposureWindow,
): Measure {
  checkTimes(trades);
  checkNumber(fromAt, 'risk/bad-window', ['fromAt']);
  checkNumber(untilAt, 'risk/bad-window', ['untilAt']);
  if (untilAt <= fromAt) misuse('risk/bad-window', ['untilAt'], untilAt, 'End after the start.');
  let open = 0;
  let coveredUntil = fromAt;
  for (const { openedAt, closedAt } of [...trades].sort((a, b) => a.openedAt - b.openedAt)) {
    const start = Math.max(openedAt, coveredUntil);
    const end = Math.min(closedAt, untilAt);
    if (end <= start) continue;
    open += end - start;
    coveredUntil = end;
  }
  return present(open / (untilAt - fromAt), 'share of elapsed time with a trade open');
}
