import type { UnixMs } from './units.ts';

/** Kind of a calendar interval. */
export type SessionKind = 'regular' | 'pre' | 'post' | 'opening-auction' | 'closing-auction';

/** One stretch of trading time. */
export interface SessionInterval {
  /** Start, inclusive. */
  readonly openAt: UnixMs;
  /** End, exclusive. */
  readonly closeAt: UnixMs;
  /** What happens in it. */
  readonly kind: SessionKind;
  /** Trading day it belongs to, `YYYY-MM-DD` in the exchange's own reckoning. */
  readonly day: string;
}

/**
 * When an exchange trades: UTC intervals, ascending, not overlapping. Breaks are gaps, half days
 * are shorter intervals; no time zones, no `Date`.
 */
export interface SessionCalendar {
  /** Key used by instruments. */
  readonly calendarId: string;
  /** Intervals in ascending order. */
  readonly intervals: readonly SessionInterval[];
}
