import { misuse } from '@plimsoll/core';
import type { MonthEnd } from './market-data.ts';
import { sessionOf } from './new-york-time.ts';
import type { PriceRow } from './price-rows.ts';
import { isLastWeekday, lastWeekday, monthAfter } from './weekdays.ts';

/** Whole months, and whether a partial one at the end was dropped. */
export interface MonthEnds {
  /** Ascending, without gaps. */
  readonly months: readonly MonthEnd[];
  /** Whether the last month had not ended. */
  readonly dropped: boolean;
}

const WEEK = 7;

const place = (path: string, row: PriceRow) => [path, `line ${row.line}`, 'column date'];

const monthOf = (row: PriceRow): string => row.day.slice(0, 7);

const monthEnd = (row: PriceRow, day: string): MonthEnd => ({
  month: monthOf(row),
  day,
  closeAt: sessionOf(day).closeAt,
  prices: row.prices,
});

/** A gap would pass the return of two months for that of one. */
const requireEveryMonth = (path: string, rows: readonly PriceRow[]): void => {
  rows.slice(1).forEach((row, index) => {
    const due = monthAfter(monthOf(rows[index] as PriceRow));
    if (monthOf(row) > due) {
      misuse('pipeline/missing-month', place(path, row), row.day, `Give a row for ${due}.`);
    }
  });
};

/**
 * The last row of each month. The last month is whole only if no later weekday falls into it, so a
 * file that ends before a holiday at the end of a month loses that month.
 */
export function monthEndsOfDaily(path: string, rows: readonly PriceRow[]): MonthEnds {
  const last = [...new Map(rows.map((row) => [monthOf(row), row])).values()];
  requireEveryMonth(path, last);
  const months = last.map((row) => monthEnd(row, row.day));
  const dropped = !isLastWeekday(months.at(-1)?.day ?? '');
  return { months: dropped ? months.slice(0, -1) : months, dropped };
}

const isInLastWeek = ({ day }: PriceRow): boolean =>
  new Date(Date.parse(`${day}T00:00:00Z`) + WEEK * 86_400_000).getUTCDate() <= WEEK;

/** A row a month; without `stamp` every row but a partial last one must fall at the month's end. */
export function monthEndsOfMonthly(
  path: string,
  rows: readonly PriceRow[],
  stamp: 'start' | 'end' | undefined,
): MonthEnds {
  const twice = rows.find(
    (row, index) => index > 0 && monthOf(row) === monthOf(rows[index - 1] as PriceRow),
  );
  if (twice !== undefined) {
    const remedy = 'Give daily rows, or one row a month.';
    misuse('pipeline/month-twice', place(path, twice), twice.day, remedy);
  }
  requireEveryMonth(path, rows);
  const late = stamp === 'start' ? rows.find(({ day }) => Number(day.slice(8)) > WEEK) : undefined;
  if (late !== undefined) {
    const remedy = '--stamp start means the first days of a month; this is a later one.';
    misuse('pipeline/not-month-start', place(path, late), late.day, remedy);
  }
  if (stamp === 'start') {
    return { months: rows.map((row) => monthEnd(row, lastWeekday(monthOf(row)))), dropped: false };
  }
  const body = rows.slice(0, -1);
  const elsewhere = (rows.length === 1 ? rows : body).find((row) => !isInLastWeek(row));
  if (stamp === undefined && elsewhere !== undefined) {
    misuse(
      'pipeline/ambiguous-stamp',
      place(path, elsewhere),
      elsewhere.day,
      'A monthly row that is not stamped at the end of its month: pass --stamp start if it holds the last close of that month, --stamp end if the price was known on that day.',
    );
  }
  const dropped = elsewhere === undefined && rows.some((row) => !isInLastWeek(row));
  const whole = dropped ? body : rows;
  return { months: whole.map((row) => monthEnd(row, row.day)), dropped };
}
