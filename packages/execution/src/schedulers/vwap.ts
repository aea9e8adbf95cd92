import { misuse } from '@plimsoll/core';
import type { MarketProfile } from '../market/market-profile.ts';
import { tradingTime } from '../market/trading-time.ts';
import type { VolumeCurve } from '../market/volume-curve.ts';
import type { ImpactModel } from '../models/impact-model.ts';
import { infeasible } from '../plan/infeasible.ts';
import { checkSlicing, type Slicing, tradingGrid } from '../plan/schedule-grid.ts';
import type { Scheduler } from '../plan/scheduler.ts';
import { impactParams } from './twap.ts';

/** Options of {@link vwap}. */
export interface VwapOptions extends Slicing {
  /** How volume spreads over a session. @defaultValue the market profile's own curve */
  readonly curve?: VolumeCurve;
  /** Model for the expected cost. @defaultValue none: no expectation is given */
  readonly impact?: ImpactModel;
}

/**
 * Expected market volume from a fixed start to `at`, in volume of one full session. Without
 * sessions the day of `tradingDayMs` starts at midnight UTC.
 */
const volumeClock = (market: MarketProfile, curve: VolumeCurve): ((at: number) => number) => {
  const { sessions, tradingDayMs } = market;
  if (sessions.length === 0) {
    return (at) => {
      const days = Math.floor(at / tradingDayMs);
      return days + curve.expected(at / tradingDayMs - days);
    };
  }
  const regular = sessions.filter((session) => session.kind === 'regular');
  const time = tradingTime(sessions);
  // Several intervals of one day (a lunch break) share that day's curve.
  const days = new Map<string, { openAt: number; closeAt: number }>();
  for (const { day, openAt, closeAt } of regular) {
    days.set(day, { openAt: days.get(day)?.openAt ?? openAt, closeAt });
  }
  return (at) => {
    let volume = 0;
    for (const { openAt, closeAt } of days.values()) {
      if (at <= openAt) break;
      const length = time.between(openAt, closeAt);
      const elapsed = time.between(openAt, Math.min(at, closeAt)) / length;
      volume += (length / tradingDayMs) * curve.expected(elapsed);
    }
    return volume;
  };
};

/**
 * Trades in step with the volume expected of the market, from a curve known beforehand. A short
 * session counts for the share of a full day that it trades.
 *
 * @throws PlimsollError `execution/bad-slicing`; when planning, `execution/no-volume-curve`.
 *
 * @example
 * ```ts
 * vwap({ slices: 13, curve: staticVolumeCurve({ weights: [9, 6, 5, 4, 4, 6, 12] }) });
 * ```
 */
export function vwap(options: VwapOptions): Scheduler {
  const slicing = checkSlicing(options);
  const impact = options.impact ?? null;
  const own = options.curve ?? null;
  const curveParams = own && { kind: own.kind, version: own.version, params: own.params };
  return {
    kind: 'vwap',
    version: 1,
    params: { ...slicing, curve: curveParams, impact: impactParams(impact) },
    impact,
    schedule(order, market) {
      const curve =
        own ??
        market.volumeCurve ??
        misuse(
          'execution/no-volume-curve',
          ['curve'],
          null,
          'Give vwap a curve, or the market profile a volumeCurve.',
        );
      const gridded = tradingGrid(order, market, slicing);
      if (gridded.status === 'infeasible') return gridded;
      const { grid } = gridded;
      const volumeBy = volumeClock(market, curve);
      const weights: number[] = [];
      let total = 0;
      for (let k = 0; k < grid.startAt.length; k++) {
        const volume = volumeBy(grid.endAt[k] as number) - volumeBy(grid.startAt[k] as number);
        weights.push(Math.max(0, volume));
        total += Math.max(0, volume);
      }
      if (total <= 0) {
        return infeasible(
          'execution/no-volume',
          'The volume curve expects no trading in the time of the order.',
          order.lots,
        );
      }
      return { status: 'scheduled', grid, weights, riskAversion: null };
    },
  };
}
