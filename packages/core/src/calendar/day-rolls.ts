import type { SessionCalendar } from '../domain/session-calendar.ts';
import type { UnixMs } from '../domain/units.ts';
import { checkNumber } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';
import type { DayRolled, SessionMoved } from '../events/calendar-events.ts';
import { dayLabel } from './calendar-day.ts';

/** One calendar event with its time. */
export type CalendarMoment =
  | { readonly at: UnixMs; readonly type: 'day.rolled'; readonly payload: DayRolled }
  | {
      readonly at: UnixMs;
      readonly type: 'session.opened' | 'session.closed';
      readonly payload: SessionMoved;
    };

/**
 * What a calendar has to say, in order of time: a day rolls when its first interval opens, before
 * `session.opened`; at one instant a session closes before the next opens. Publish them from timers
 * or feed them to a simulation.
 *
 * @param previousDay - The day before the first of the calendar, if it is known. @defaultValue null
 */
export function calendarMoments(
  calendar: SessionCalendar,
  previousDay: string | null = null,
): readonly CalendarMoment[] {
  const { calendarId } = calendar;
  const moments: CalendarMoment[] = [];
  let current = previousDay;
  for (const { openAt, closeAt, kind, day } of calendar.intervals) {
    if (day !== current) {
      const payload = { calendarId, day, previousDay: current };
      moments.push({ at: openAt, type: 'day.rolled', payload });
      current = day;
    }
    const payload = { calendarId, day, kind, openAt, closeAt };
    moments.push({ at: openAt, type: 'session.opened', payload });
    moments.push({ at: closeAt, type: 'session.closed', payload });
  }
  return moments;
}

/**
 * The trading day a time belongs to: that of the last interval that has opened, so a night belongs to
 * the day before. `null` before the first interval.
 */
export function tradingDayAt(calendar: SessionCalendar, at: UnixMs): string | null {
  const { intervals } = calendar;
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((intervals[middle]?.openAt ?? at) <= at) low = middle + 1;
    else high = middle;
  }
  return intervals[low - 1]?.day ?? null;
}

/** Where the day of a market that never closes begins. */
export interface RollingDay {
  /** Start of the day after 00:00 UTC, ms; may be negative (−7 h: 17:00 UTC the day before). */
  readonly rollOffsetMs: number;
}

/** Values for {@link rollingDayAt}: midnight UTC. */
export const rollingDayDefaults: {
  /** @defaultValue 0 */
  readonly rollOffsetMs: number;
} = { rollOffsetMs: 0 };

const dayMs = 86_400_000;

/** A day of a market that never closes, with its bounds. */
export interface DayBounds {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Start, inclusive. */
  readonly startAt: UnixMs;
  /** End, exclusive: when the next day rolls. */
  readonly endAt: UnixMs;
}

/**
 * The day of a market that never closes (crypto, fx) at a time. A `rollOffsetMs` of −7 hours starts
 * the day named 2 January at 17:00 UTC on 1 January.
 *
 * @throws PlimsollError `core/invalid-time`, `core/invalid-calendar` when the offset is a day or more.
 */
export function rollingDayAt(at: UnixMs, options: RollingDay = rollingDayDefaults): DayBounds {
  const { rollOffsetMs } = options;
  checkNumber(at, 'core/invalid-time', ['at']);
  if (!(Math.abs(rollOffsetMs) < dayMs)) {
    misuse('core/invalid-calendar', ['rollOffsetMs'], rollOffsetMs, 'Give less than a day.');
  }
  const number = Math.floor((at - rollOffsetMs) / dayMs);
  const startAt = number * dayMs + rollOffsetMs;
  return { day: dayLabel(number), startAt, endAt: startAt + dayMs };
}
