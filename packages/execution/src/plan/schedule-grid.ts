import { checkInteger, checkNumber, misuse, type UnixMs } from '@plimsoll/core';
import type { MarketProfile } from '../market/market-profile.ts';
import { tradingTime } from '../market/trading-time.ts';
import { infeasible } from './infeasible.ts';
import type { Infeasible, PlanOrder } from './scheduler.ts';

/** Consecutive slices of trading time; slice k may act in [startAt, endAt). */
export interface ScheduleGrid {
  /** Start of each slice, ascending. */
  readonly startAt: readonly UnixMs[];
  /** End of each slice; nights and breaks lie between an end and the next start. */
  readonly endAt: readonly UnixMs[];
  /** Trading time of each slice, days. */
  readonly durationDays: readonly number[];
}

/** How fine a grid is: a number of equal slices, or the length of one. Give exactly one. */
export interface Slicing {
  /** Number of slices of equal trading time. */
  readonly slices?: number;
  /** Trading time of a slice, ms; rounded so that a whole number of them fills the order's time. */
  readonly intervalMs?: number;
}

/** A grid, or why there is none. */
export type GridOutcome = { readonly status: 'gridded'; readonly grid: ScheduleGrid } | Infeasible;

/** Most slices a grid may have. */
export const largestGrid: number = 1_000_000;

/**
 * Checks that exactly one of `slices` and `intervalMs` is given and returns it alone.
 *
 * @throws PlimsollError `execution/bad-slicing`.
 */
export function checkSlicing(slicing: Slicing): { slices: number } | { intervalMs: number } {
  const { slices, intervalMs } = slicing;
  const code = 'execution/bad-slicing';
  if ((slices === undefined) === (intervalMs === undefined)) {
    misuse(code, [], slicing, 'Give either slices or intervalMs, not both.');
  }
  if (slices !== undefined) {
    return { slices: checkInteger(slices, code, ['slices'], { min: 1, max: largestGrid }) };
  }
  return { intervalMs: checkNumber(intervalMs, code, ['intervalMs'], { min: 0, above: true }) };
}

/**
 * Cuts the trading time between an order's start and end into equal slices. Nights, breaks and
 * half days follow from the sessions of the market profile.
 *
 * @throws PlimsollError `execution/bad-slicing`, `execution/bad-sessions`.
 */
export function tradingGrid(
  order: PlanOrder,
  market: MarketProfile,
  slicing: Slicing,
): GridOutcome {
  const wanted = checkSlicing(slicing);
  const time = tradingTime(market.sessions);
  const total = order.endAt > order.startAt ? time.between(order.startAt, order.endAt) : 0;
  if (total <= 0) {
    return infeasible(
      'execution/no-trading-time',
      'There is no trading time between the start and the end of the order.',
      order.lots,
    );
  }
  const count =
    'slices' in wanted
      ? wanted.slices
      : Math.min(largestGrid, Math.max(1, Math.round(total / wanted.intervalMs)));
  const { startAt, endAt } = time.cut(order.startAt, total, count);
  const durationDays = new Array<number>(count).fill(total / count / market.tradingDayMs);
  return { status: 'gridded', grid: { startAt, endAt, durationDays } };
}
