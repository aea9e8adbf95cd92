import type { SessionCalendar, SessionInterval, SessionKind } from '../domain/session-calendar.ts';
import { checkName, checkNumber, checkOneOf } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';

const code = 'core/invalid-calendar';
const kinds: readonly SessionKind[] = [
  'regular',
  'pre',
  'post',
  'opening-auction',
  'closing-auction',
];

/**
 * Validates a calendar at the door and returns a copy: intervals ascend without overlap, and days
 * (`YYYY-MM-DD`) never go back.
 *
 * @throws PlimsollError `core/invalid-calendar` with the interval and field as path.
 *
 * @example
 * ```ts
 * defineCalendar({
 *   calendarId: 'demo',
 *   intervals: [{ openAt: 0, closeAt: 23_400_000, kind: 'regular', day: '1970-01-01' }],
 * });
 * ```
 */
export function defineCalendar(fields: SessionCalendar): SessionCalendar {
  checkName(fields.calendarId, code, ['calendarId']);
  if (!Array.isArray(fields.intervals)) {
    misuse(code, ['intervals'], fields.intervals, 'Give a list of intervals.');
  }
  let previous: SessionInterval | null = null;
  const intervals = fields.intervals.map((interval, i): SessionInterval => {
    const { openAt, closeAt, kind, day } = interval;
    const path = ['intervals', i] as const;
    const bounds = previous === null ? {} : { min: previous.closeAt };
    checkNumber(openAt, code, [...path, 'openAt'], bounds);
    checkNumber(closeAt, code, [...path, 'closeAt'], { min: openAt, above: true });
    checkOneOf(kind, kinds, code, [...path, 'kind']);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || (previous !== null && day < previous.day)) {
      misuse(code, [...path, 'day'], day, 'Give YYYY-MM-DD, not before the interval above.');
    }
    previous = { openAt, closeAt, kind, day };
    return previous;
  });
  return { calendarId: fields.calendarId, intervals };
}
