import type { Bar } from '@plimsoll/core';
import { simulate, twoMarkets } from './synthetic.ts';

export const dayMs = 86_400_000;

/** A final daily bar. */
export function bar(day: number, close: number, more: Partial<Bar> = {}): Bar {
  return {
    instrumentId: 'SPX',
    openAt: day * dayMs,
    closeAt: (day + 1) * dayMs - 1,
    knownAt: (day + 1) * dayMs,
    open: close,
    high: close * 1.01,
    low: close * 0.99,
    close,
    volume: null,
    price: 'index',
    adjusted: false,
    session: 'regular',
    final: true,
    revision: 0,
    ...more,
  };
}

/** Bars whose returns and ranges come from the two simulated markets. */
export function simulatedBars(days: number, seed: number, instrumentId = 'SPX'): Bar[] {
  let close = 100;
  return simulate(twoMarkets, days, seed).rows.map(([r = 0, s = 0], day) => {
    const open = close;
    close *= Math.exp(r);
    const half = Math.exp(s) / 2;
    return bar(day, close, {
      instrumentId,
      open,
      high: Math.max(open, close) * (1 + half),
      low: Math.min(open, close) * (1 - half),
    });
  });
}
