import { describe, expect, test } from 'vitest';
import { monthOfStamp } from '../../src/data/month-stamp.ts';
import { sessionOf } from '../../src/data/new-york-time.ts';
import { nextSession } from '../../src/data/next-session.ts';
import { vegaMarket } from '../../src/data/vega-market.ts';
import { isLastWeekday, lastWeekday, monthAfter, nextWeekday } from '../../src/data/weekdays.ts';
import { refusalOf } from '../support/refusal.ts';
import { syntheticMarket } from '../support/synthetic-market.ts';
import { inTimeZone } from '../support/time-zone.ts';

const stamp = (text: string) =>
  monthOfStamp(
    { path: 'x.csv', columns: ['date'], rows: [] },
    { line: 7, cells: { date: text } },
    'date',
  );

describe('month stamps', () => {
  test.each([
    ['Jan 1 2000', '2000-01'],
    ['Sep 1 2004', '2004-09'],
    ['Dec 1 2009', '2009-12'],
  ])('%s is %s', (text, month) => {
    expect(stamp(text)).toBe(month);
  });

  test.each(['Jan 2 2000', 'January 1 2000', '2000-01-01', 'Foo 1 2000', ''])(
    '%j is refused with its place',
    (text) => {
      const error = refusalOf(() => stamp(text));
      expect(error.code).toBe('pipeline/bad-date');
      expect(error.path).toEqual(['x.csv', 'line 7', 'column date']);
    },
  );

  test('the trap: in Tokyo, the engine reads "Jan 1 2000" as a moment of December', () => {
    const read = () => new Date('Jan 1 2000').toISOString().slice(0, 7);
    expect(inTimeZone('Asia/Tokyo', read)).toBe('1999-12');
    expect(inTimeZone('UTC', read)).toBe('2000-01');
  });

  test.each(['Asia/Tokyo', 'Pacific/Kiritimati', 'America/Los_Angeles'])(
    'so the data is the same on a machine in %s',
    (zone) => {
      const here = inTimeZone('UTC', vegaMarket);
      expect(inTimeZone(zone, vegaMarket)).toEqual(here);
    },
  );
});

describe('16:00 New York', () => {
  // Energy Policy Act of 2005: from 2007 on, second Sunday of March to first Sunday of November.
  test.each([
    ['2006-03-31', 21], // still winter time under the old rule
    ['2006-04-03', 20], // first Monday after 2 April
    ['2006-10-27', 20],
    ['2006-10-30', 21],
    ['2007-03-09', 21],
    ['2007-03-12', 20], // the new rule begins three weeks earlier
    ['2007-11-02', 20],
    ['2007-11-05', 21],
    ['2006-03-13', 21], // would be summer under the new rule
    ['2006-11-03', 21], // would be summer under the new rule
    ['2007-03-11', 20], // the Sunday itself, after its change at 02:00
    ['2007-11-04', 21],
  ])('%s closes at %i:00 UTC', (day, hour) => {
    const { openAt, closeAt } = sessionOf(day);
    expect(closeAt).toBe(Date.parse(`${day}T${hour}:00:00Z`));
    expect(closeAt - openAt).toBe(6.5 * 3_600_000);
  });
});

describe('weekdays', () => {
  test('the next weekday skips Saturday and Sunday, and a year', () => {
    expect(nextWeekday('2004-12-31')).toBe('2005-01-03');
    expect(nextWeekday('2005-01-03')).toBe('2005-01-04');
  });

  test('the last weekday of a month', () => {
    expect(lastWeekday('2004-02')).toBe('2004-02-27');
    expect(lastWeekday('2004-12')).toBe('2004-12-31');
    expect(isLastWeekday('2004-02-27')).toBe(true);
    expect(isLastWeekday('2004-02-26')).toBe(false);
  });

  test('the month after', () => {
    expect(monthAfter('2004-11')).toBe('2004-12');
    expect(monthAfter('2004-12')).toBe('2005-01');
  });
});

describe('the next session', () => {
  test('is the next of the data, over a holiday', () => {
    const market = syntheticMarket({ months: 1 });
    const days = ['2001-08-31', '2001-09-04'].map(sessionOf); // Labor Day between them
    expect(nextSession({ ...market, days }, '2001-08-31')).toEqual(sessionOf('2001-09-04'));
  });

  test('is the next weekday where the data knows month ends only, and at its end', () => {
    const market = syntheticMarket({ months: 3 });
    expect(nextSession(market, '2001-01-31')).toEqual(sessionOf('2001-02-01'));
    expect(nextSession(market, '2001-03-30')).toEqual(sessionOf('2001-04-02'));
  });
});
