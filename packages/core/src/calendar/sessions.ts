import type { SessionCalendar, SessionInterval } from '../domain/session-calendar.ts';
import type { UnixMs } from '../domain/units.ts';

/** Index of the first interval that closes after `at`; the number of intervals if none does. */
const firstClosingAfter = ({ intervals }: SessionCalendar, at: UnixMs): number => {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((intervals[middle] as SessionInterval).closeAt > at) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The interval under way at a time (`openAt ≤ at < closeAt`), or `null`. */
export function sessionAt(calendar: SessionCalendar, at: UnixMs): SessionInterval | null {
  const candidate = calendar.intervals[firstClosingAfter(calendar, at)];
  return candidate !== undefined && candidate.openAt <= at ? candidate : null;
}

/** The first interval with `openAt ≥ at`, or `null` beyond the end of the calendar. */
export function nextSession(calendar: SessionCalendar, at: UnixMs): SessionInterval | null {
  const { intervals } = calendar;
  const index = firstClosingAfter(calendar, at);
  const candidate = intervals[index];
  if (candidate === undefined) return null;
  return candidate.openAt >= at ? candidate : (intervals[index + 1] ?? null);
}

/** The last interval with `closeAt ≤ at`, or `null` before the first. */
export function previousSession(calendar: SessionCalendar, at: UnixMs): SessionInterval | null {
  return calendar.intervals[firstClosingAfter(calendar, at) - 1] ?? null;
}

/** Intervals that share time with `[from, to)`, in order; not clipped. */
export function sessionsBetween(
  calendar: SessionCalendar,
  from: UnixMs,
  to: UnixMs,
): readonly SessionInterval[] {
  const found: SessionInterval[] = [];
  for (let i = firstClosingAfter(calendar, from); i < calendar.intervals.length; i++) {
    const interval = calendar.intervals[i] as SessionInterval;
    if (interval.openAt >= to) break;
    found.push(interval);
  }
  return found;
}

/** Milliseconds of trading time within `[from, to)`, breaks and nights left out. */
export function tradingMsBetween(calendar: SessionCalendar, from: UnixMs, to: UnixMs): number {
  let total = 0;
  for (const { openAt, closeAt } of sessionsBetween(calendar, from, to)) {
    total += Math.min(closeAt, to) - Math.max(openAt, from);
  }
  return total;
}

/** Trading days of the calendar, each once, in order. */
export function tradingDays(calendar: SessionCalendar): readonly string[] {
  return [...new Set(calendar.intervals.map(({ day }) => day))];
}
