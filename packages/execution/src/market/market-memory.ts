import {
  type Bar,
  type FeeModel,
  type Instrument,
  instrumentAt,
  type MarketQuote,
  misuse,
  type SessionCalendar,
  type SessionInterval,
  type Snapshot,
  type UnixMs,
} from '@plimsoll/core';
import type { SpreadModel } from '../models/spread.ts';
import type { MarketProfile } from './market-profile.ts';
import type { LiveMarketProfiler, MarketProfiler } from './market-profiler.ts';
import { type TradingTime, tradingTime } from './trading-time.ts';
import type { VolumeCurve } from './volume-curve.ts';

/** What turns market events into profiles; shared by executor and simulated venue. */
export interface MarketSources {
  /** Where volatility and volume come from. */
  readonly profiler: MarketProfiler;
  /** Spread at a price. */
  readonly spread: SpreadModel;
  /** What the venue charges. @defaultValue null, nothing */
  readonly fees?: FeeModel | null;
  /** Curve of volume over a session. @defaultValue null, none */
  readonly volumeCurve?: VolumeCurve | null;
  /** Sessions by calendar of the instruments. @defaultValue none: trading never stops */
  readonly calendars?: readonly SessionCalendar[];
}

/** The calendar id of instruments that trade around the clock. */
export const alwaysOpen = 'always';

const longestDay = (calendar: SessionCalendar): number => {
  const days = new Map<string, number>();
  for (const { kind, day, openAt, closeAt } of calendar.intervals) {
    if (kind === 'regular') days.set(day, (days.get(day) ?? 0) + closeAt - openAt);
  }
  return Math.max(1, ...days.values());
};

/** Intervals that overlap [start, end); calendars are long, so the first is found by halving. */
const sessionsWithin = (
  intervals: readonly SessionInterval[],
  start: UnixMs,
  end: UnixMs,
): readonly SessionInterval[] => {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle] as SessionInterval).closeAt <= start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < intervals.length && (intervals[last] as SessionInterval).openAt < end) last++;
  return intervals.slice(low, last);
};

/** State of a {@link MarketMemory} as JSON. */
export interface MarketMemoryState {
  /** Definitions seen, in order. */
  readonly instruments: readonly Instrument[];
  /** Last price by instrument with its time. */
  readonly prices: readonly (readonly [string, number, UnixMs])[];
  /** Profilers by instrument. */
  readonly profilers: readonly (readonly [string, Snapshot])[];
}

/** What is known of the market at a moment. */
export interface MarketMemory {
  /** Takes in a definition. */
  define(instrument: Instrument): void;
  /** Takes in a bar. */
  bar(bar: Bar): void;
  /** Takes in a quote; one-sided quotes carry no price. */
  quote(quote: MarketQuote): void;
  /** Definition in force, or `null`. */
  instrument(instrumentId: string, at: UnixMs): Instrument | null;
  /** Last price and its time, or `null`. */
  price(instrumentId: string): { readonly price: number; readonly at: UnixMs } | null;
  /** Trading time of an instrument, or `null` when its calendar is unknown. */
  time(instrument: Instrument): TradingTime | null;
  /**
   * The profile at the last price, or at `fallbackPrice` before the first.
   * @throws PlimsollError `execution/profile-warming`, `execution/unknown-calendar`.
   */
  profile(instrument: Instrument, fallbackPrice: number, from: UnixMs, to: UnixMs): MarketProfile;
  /** State as JSON. */
  state(): MarketMemoryState;
}

/** Makes a memory of the market, empty or continued. */
export function createMarketMemory(
  sources: MarketSources,
  from: MarketMemoryState | null,
): MarketMemory {
  const calendars = new Map(
    (sources.calendars ?? []).map((calendar) => [
      calendar.calendarId,
      { calendar, time: tradingTime(calendar.intervals), dayMs: longestDay(calendar) },
    ]),
  );
  calendars.set(alwaysOpen, {
    calendar: { calendarId: alwaysOpen, intervals: [] },
    time: tradingTime([]),
    dayMs: 86_400_000,
  });
  const instruments = new Map<string, Instrument[]>();
  const define = (instrument: Instrument): void => {
    const { instrumentId } = instrument;
    const known = instruments.get(instrumentId);
    if (known === undefined) instruments.set(instrumentId, [instrument]);
    else known.push(instrument);
  };
  for (const instrument of from?.instruments ?? []) define(instrument);
  const prices = new Map<string, { readonly price: number; readonly at: UnixMs }>(
    (from?.prices ?? []).map(([id, price, at]) => [id, { price, at }]),
  );
  const profilers = new Map<string, LiveMarketProfiler>(
    (from?.profilers ?? []).map(([id, snapshot]) => [id, sources.profiler.start(snapshot)]),
  );

  const profilerOf = (instrumentId: string): LiveMarketProfiler => {
    let live = profilers.get(instrumentId);
    if (live === undefined) {
      live = sources.profiler.start();
      profilers.set(instrumentId, live);
    }
    return live;
  };

  return {
    define,
    bar(bar) {
      profilerOf(bar.instrumentId).update(bar);
      prices.set(bar.instrumentId, { price: bar.close, at: bar.closeAt });
    },
    quote({ instrumentId, bid, ask, occurredAt }) {
      if (bid === null || ask === null) return;
      prices.set(instrumentId, { price: (bid + ask) / 2, at: occurredAt });
    },
    instrument: (instrumentId, at) =>
      instrumentAt(instruments.get(instrumentId) ?? [], instrumentId, at),
    price: (instrumentId) => prices.get(instrumentId) ?? null,
    time: (instrument) => calendars.get(instrument.calendarId)?.time ?? null,
    profile(instrument, fallbackPrice, start, end) {
      const { instrumentId } = instrument;
      const reading = profilerOf(instrumentId).read();
      if (reading.status === 'warming') {
        return misuse('execution/profile-warming', ['instrumentId'], instrumentId, reading.reason);
      }
      const { calendar, dayMs } =
        calendars.get(instrument.calendarId) ??
        misuse(
          'execution/unknown-calendar',
          ['calendarId'],
          instrument.calendarId,
          `Put the calendar of ${instrumentId} into calendars.`,
        );
      const arrivalPrice = prices.get(instrumentId)?.price ?? fallbackPrice;
      const { dailyVolatility, dailyVolume, sharesOutstanding } = reading;
      return {
        instrument,
        arrivalPrice,
        dailyVolatility,
        averageDailyVolume:
          'quantity' in dailyVolume
            ? dailyVolume.quantity
            : dailyVolume.notional / (arrivalPrice * instrument.multiplier),
        sharesOutstanding,
        halfSpread: sources.spread.halfSpread(arrivalPrice),
        sessions: sessionsWithin(calendar.intervals, start, end),
        tradingDayMs: dayMs,
        fees: sources.fees ?? null,
        volumeCurve: sources.volumeCurve ?? null,
      };
    },
    state: () => ({
      instruments: [...instruments.values()].flat(),
      prices: [...prices].map(([id, { price, at }]) => [id, price, at] as const),
      profilers: [...profilers].map(([id, live]) => [id, live.snapshot()] as const),
    }),
  };
}
