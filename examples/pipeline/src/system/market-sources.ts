import {
  almgren2005Impact,
  almgrenChriss,
  type ImpactModel,
  linearisedImpact,
  type MarketSources,
  proportionalFee,
  proportionalSpread,
  type Scheduler,
  trailingProfile,
} from '@plimsoll/execution';
import type { MarketData, TradingDay } from '../data/market-data.ts';
import { nextSession } from '../data/next-session.ts';
import { calendarOf } from './instruments.ts';
import { assumptions, type RunOptions } from './run-options.ts';

/** Share of daily volume at which the linear model of the scheduler agrees with the nonlinear one. */
const LINEARISED_AT = 0.05;

/** The impact model of venue and expected costs, its coefficients scaled for the cost study. */
export function impactOf(costScale: number): ImpactModel {
  const { permanent, temporary } = almgren2005Impact().params as {
    readonly permanent: number;
    readonly temporary: number;
  };
  return almgren2005Impact({
    permanent: permanent * costScale,
    // A temporary part of exactly zero is refused: then no schedule would be better than another.
    temporary: Math.max(temporary * costScale, 1e-12),
  });
}

/** The session in which each month end's decision is traded, by the close that decides. */
export function sessionsAfter(market: MarketData): ReadonlyMap<number, TradingDay> {
  return new Map(market.months.map((month) => [month.closeAt, nextSession(market, month.day)]));
}

/**
 * What executor and venue know of the market: the same model on both sides.
 *
 * @param sessions - Sessions to trade in besides the data's own days.
 */
export function marketSources(
  market: MarketData,
  options: RunOptions,
  sessions: readonly TradingDay[],
): MarketSources {
  return {
    profiler: trailingProfile({
      lookbackBars: options.windowMonths,
      tradingDaysPerBar: assumptions.tradingDaysPerMonth,
      dailyVolume: { notional: assumptions.dailyVolumeNotional },
    }),
    spread: proportionalSpread({ halfSpreadBps: assumptions.halfSpreadBps * options.costScale }),
    fees: proportionalFee({ bps: assumptions.commissionBps * options.costScale }),
    calendars: [calendarOf(market, sessions)],
  };
}

/**
 * Almgren–Chriss over one session, moderately eager. The closed form needs a linear model, so the
 * timing comes from the linearised one; the expected cost is computed with the venue's own model, so
 * that realised and predicted shortfall can be compared.
 */
export function schedulerOf(options: RunOptions): Scheduler {
  const impact = impactOf(options.costScale);
  return almgrenChriss({
    slices: assumptions.slices,
    urgency: 0.5,
    impact: linearisedImpact({ impact, participation: LINEARISED_AT }),
    costs: impact,
  });
}
