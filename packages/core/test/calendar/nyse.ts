import type { SessionCalendar, SessionInterval } from '@plimsoll/core';
import { dayLabel, dayNumber, defineCalendar, weekday } from '@plimsoll/core/calendar';

// Regular sessions of the New York Stock Exchange by rule: NYSE Rule 7.2 and the exchange's notices.

const nth = (year: number, month: number, day: number, n: number): number => {
  const first = dayNumber(year, month, 1);
  return first + ((day - weekday(first) + 7) % 7) + 7 * (n - 1);
};

const lastMonday = (year: number, month: number): number => {
  const last = dayNumber(year, month + 1, 1) - 1;
  return last - ((weekday(last) + 6) % 7);
};

/** Easter Sunday (Meeus 1991, the anonymous Gregorian computus). */
const easter = (year: number): number => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayNumber(year, Math.floor(sum / 31), (sum % 31) + 1);
};

const observed = (number: number): number => {
  if (weekday(number) === 6) return number - 1;
  return weekday(number) === 0 ? number + 1 : number;
};

/** Closed by exception: terror attacks, two state funerals and a third, hurricane Sandy. */
export const specialClosings: readonly string[] = [
  '2001-09-11',
  '2001-09-12',
  '2001-09-13',
  '2001-09-14',
  '2004-06-11',
  '2007-01-02',
  '2012-10-29',
  '2012-10-30',
  '2018-12-05',
];

const holidays = (year: number): readonly number[] => {
  const newYear = dayNumber(year, 1, 1);
  return [
    // On a Saturday it is not observed: the year's books close on Friday.
    weekday(newYear) === 6 ? newYear : observed(newYear),
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    easter(year) - 2,
    lastMonday(year, 5),
    observed(dayNumber(year, 7, 4)),
    nth(year, 9, 1, 1),
    nth(year, 11, 4, 4),
    observed(dayNumber(year, 12, 25)),
  ];
};

/** Closings at 13:00: by rule, and the exceptions of 1999, 2003. */
const halfDays = (year: number): readonly number[] => {
  const half = [nth(year, 11, 4, 4) + 1];
  const christmasEve = dayNumber(year, 12, 24);
  if ([1, 2, 3, 4].includes(weekday(christmasEve))) half.push(christmasEve);
  const fourth = dayNumber(year, 7, 4);
  const before = weekday(fourth - 1);
  if ([1, 2, 4].includes(before) || (before === 3 && year >= 2013)) half.push(fourth - 1);
  if (before === 3 && year < 2013) half.push(fourth + 1);
  if (year === 1999) half.push(dayNumber(1999, 12, 31));
  if (year === 2003) half.push(dayNumber(2003, 12, 26));
  return half;
};

/** Hours New York is behind UTC: daylight saving by the acts of 1986 and 2005. */
const hoursBehind = (year: number, number: number): number => {
  const start = year >= 2007 ? nth(year, 3, 0, 2) : nth(year, 4, 0, 1);
  const end = year >= 2007 ? nth(year, 11, 0, 1) : nth(year, 11, 0, 1) - 7;
  return number >= start && number < end ? 4 : 5;
};

const hour = 3_600_000;

const sessionsOf = (year: number): SessionInterval[] => {
  const closed = new Set([...holidays(year).map(dayLabel), ...specialClosings]);
  const half = new Set(halfDays(year));
  const sessions: SessionInterval[] = [];
  for (let number = dayNumber(year, 1, 1); number < dayNumber(year + 1, 1, 1); number++) {
    const day = dayLabel(number);
    if (weekday(number) === 0 || weekday(number) === 6 || closed.has(day)) continue;
    const midnight = number * 24 * hour + hoursBehind(year, number) * hour;
    // The first anniversary of the attacks opened at noon.
    const openAt = midnight + (day === '2002-09-11' ? 12 : 9.5) * hour;
    const closeAt = midnight + (half.has(number) ? 13 : 16) * hour;
    sessions.push({ openAt, closeAt, kind: 'regular', day });
  }
  return sessions;
};

/** Regular sessions of the years given, both ends included. */
export const nyse = (fromYear: number, toYear: number): SessionCalendar =>
  defineCalendar({
    calendarId: 'nyse',
    intervals: Array.from({ length: toYear - fromYear + 1 }, (_, i) =>
      sessionsOf(fromYear + i),
    ).flat(),
  });
