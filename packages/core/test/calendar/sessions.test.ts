import type { SessionCalendar } from '@plimsoll/core';
import {
  calendarMoments,
  defineCalendar,
  nextSession,
  previousSession,
  rollingDayAt,
  sessionAt,
  sessionsBetween,
  tradingDayAt,
  tradingDays,
  tradingMsBetween,
} from '@plimsoll/core/calendar';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/code-of.ts';
import { runs } from '../support/runs.ts';

const day = (index: number): string => `1970-01-0${index}`;
const [morning, afternoon, night] = [
  { openAt: 100, closeAt: 200, kind: 'regular', day: day(1) },
  { openAt: 250, closeAt: 300, kind: 'regular', day: day(1) },
  { openAt: 300, closeAt: 400, kind: 'post', day: day(2) },
] as const;
const calendar = defineCalendar({ calendarId: 'demo', intervals: [morning, afternoon, night] });

describe('look-ups', () => {
  test('find the session under way, the next and the last', () => {
    expect(sessionAt(calendar, 99)).toBeNull();
    expect(sessionAt(calendar, 100)).toEqual(morning);
    expect(sessionAt(calendar, 200)).toBeNull();
    expect(sessionAt(calendar, 300)).toEqual(night);
    expect(sessionAt(calendar, 400)).toBeNull();
    expect(nextSession(calendar, 0)).toEqual(morning);
    expect(nextSession(calendar, 100)).toEqual(morning);
    expect(nextSession(calendar, 101)).toEqual(afternoon);
    expect(nextSession(calendar, 301)).toBeNull();
    expect(nextSession(calendar, 401)).toBeNull();
    expect(previousSession(calendar, 199)).toBeNull();
    expect(previousSession(calendar, 200)).toEqual(morning);
    expect(previousSession(calendar, 1000)).toEqual(night);
    expect(tradingDays(calendar)).toEqual([day(1), day(2)]);
  });

  test('a night belongs to the day before', () => {
    expect(tradingDayAt(calendar, 99)).toBeNull();
    expect(tradingDayAt(calendar, 100)).toBe(day(1));
    expect(tradingDayAt(calendar, 220)).toBe(day(1));
    expect(tradingDayAt(calendar, 300)).toBe(day(2));
    expect(tradingDayAt(calendar, 9999)).toBe(day(2));
  });

  test('trading time leaves breaks out', () => {
    expect(sessionsBetween(calendar, 150, 260)).toEqual([morning, afternoon]);
    expect(sessionsBetween(calendar, 200, 250)).toEqual([]);
    expect(tradingMsBetween(calendar, 0, 1000)).toBe(250);
    expect(tradingMsBetween(calendar, 150, 260)).toBe(60);
    expect(tradingMsBetween(calendar, 200, 250)).toBe(0);
  });

  test('agree with a scan of all intervals', () => {
    const steps = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 9 })), { maxLength: 12 });
    fc.assert(
      fc.property(steps, fc.integer({ min: -3, max: 150 }), fc.nat(40), (list, at, length) => {
        let clock = 0;
        const intervals = list.map(([gap, open]) => {
          const openAt = clock + gap;
          clock = openAt + open;
          return { openAt, closeAt: clock, kind: 'regular', day: day(1) } as const;
        });
        const any = defineCalendar({ calendarId: 'any', intervals });
        expect(sessionAt(any, at)).toEqual(
          intervals.find((s) => s.openAt <= at && at < s.closeAt) ?? null,
        );
        expect(nextSession(any, at)).toEqual(intervals.find((s) => s.openAt >= at) ?? null);
        expect(previousSession(any, at)).toEqual(
          intervals.findLast((s) => s.closeAt <= at) ?? null,
        );
        let open = 0;
        for (let t = at; t < at + length; t++) if (sessionAt(any, t) !== null) open += 1;
        expect(tradingMsBetween(any, at, at + length)).toBe(open);
      }),
      runs(200),
    );
  });
});

describe('day rolls', () => {
  test('a day rolls with its first session; one closes before the next opens', () => {
    expect(calendarMoments(calendar).map(({ at, type }) => [at, type])).toEqual([
      [100, 'day.rolled'],
      [100, 'session.opened'],
      [200, 'session.closed'],
      [250, 'session.opened'],
      [300, 'session.closed'],
      [300, 'day.rolled'],
      [300, 'session.opened'],
      [400, 'session.closed'],
    ]);
    expect(calendarMoments(calendar)[5]?.payload).toEqual({
      calendarId: 'demo',
      day: day(2),
      previousDay: day(1),
    });
    expect(calendarMoments(calendar, day(1))[0]?.type).toBe('session.opened');
  });

  test('markets that never close roll at an offset from midnight UTC', () => {
    const hour = 3_600_000;
    expect(rollingDayAt(0)).toEqual({ day: '1970-01-01', startAt: 0, endAt: 24 * hour });
    expect(rollingDayAt(17 * hour, { rollOffsetMs: -7 * hour })).toEqual({
      day: '1970-01-02',
      startAt: 17 * hour,
      endAt: 41 * hour,
    });
    expect(rollingDayAt(17 * hour - 1, { rollOffsetMs: -7 * hour }).day).toBe('1970-01-01');
    expect(rollingDayAt(-1).day).toBe('1969-12-31');
    expect(codeOf(() => rollingDayAt(Number.NaN))).toBe('core/invalid-time at at');
    expect(codeOf(() => rollingDayAt(0, { rollOffsetMs: 24 * hour }))).toBe(
      'core/invalid-calendar at rollOffsetMs',
    );
  });
});

describe('defineCalendar', () => {
  test.each<[Partial<(typeof calendar.intervals)[0]>, string]>([
    [{ openAt: 199 }, 'intervals.1.openAt'],
    [{ openAt: Number.NaN }, 'intervals.1.openAt'],
    [{ closeAt: 250 }, 'intervals.1.closeAt'],
    [{ kind: 'lunch' as 'regular' }, 'intervals.1.kind'],
    [{ day: '1969-12-31' }, 'intervals.1.day'],
    [{ day: 'Monday' }, 'intervals.1.day'],
  ])('refuses %j', (change, path) => {
    const intervals = [morning, { ...afternoon, ...change }];
    expect(codeOf(() => defineCalendar({ calendarId: 'x', intervals }))).toBe(
      `core/invalid-calendar at ${path}`,
    );
  });

  test('refuses a calendar without name or list', () => {
    expect(codeOf(() => defineCalendar({ calendarId: '', intervals: [] }))).toBe(
      'core/invalid-calendar at calendarId',
    );
    expect(codeOf(() => defineCalendar({ calendarId: 'x' } as SessionCalendar))).toBe(
      'core/invalid-calendar at intervals',
    );
  });
});
