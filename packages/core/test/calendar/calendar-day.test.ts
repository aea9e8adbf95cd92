import { dayLabel, dayNumber, weekday } from '@plimsoll/core/calendar';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../support/runs.ts';

test('day numbers, labels and weekdays agree with the language runtime', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (number) => {
      const date = new Date(number * 86_400_000);
      const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
      expect(dayNumber(year, month, day)).toBe(number);
      expect(weekday(number)).toBe(date.getUTCDay());
      if (year >= 0 && year <= 9999) expect(dayLabel(number)).toBe(date.toISOString().slice(0, 10));
    }),
    runs(500),
  );
  expect(dayLabel(dayNumber(2000, 2, 29))).toBe('2000-02-29');
  expect(dayNumber(1970, 1, 1)).toBe(0);
});
