import type { TradingDay } from './market-data.ts';

const formatter = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hour: '2-digit',
  hourCycle: 'h23',
});

const HOUR_MS = 3_600_000;

/** Opening and closing time of a whole session, 09:30 to 16:00 New York, on `YYYY-MM-DD`. */
export function sessionOf(day: string): TradingDay {
  const midnightUtc = Date.parse(`${day}T00:00:00Z`);
  // New York is 4 or 5 hours behind; noon tells which without touching the hour of the change.
  const noonThere = Number(formatter.format(midnightUtc + 17 * HOUR_MS));
  const midnight = midnightUtc + (17 - noonThere) * HOUR_MS;
  return { day, openAt: midnight + 9.5 * HOUR_MS, closeAt: midnight + 16 * HOUR_MS };
}
