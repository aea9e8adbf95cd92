const formatter = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hour: '2-digit',
  hourCycle: 'h23',
});

/**
 * Unix ms of a wall-clock time in New York.
 * @param day - `YYYY-MM-DD`.
 * @param minutes - Minutes after midnight, e.g. 960 for 16:00.
 */
export function newYorkTime(day: string, minutes: number): number {
  const midnightUtc = Date.parse(`${day}T00:00:00Z`);
  // New York is 4 or 5 hours behind; noon tells which without touching the hour of the change.
  const noonThere = Number(formatter.format(midnightUtc + 17 * 3_600_000));
  const offsetHours = 17 - noonThere;
  return midnightUtc + offsetHours * 3_600_000 + minutes * 60_000;
}

/** Opening and closing time of a whole session on `day`. */
export function sessionOf(day: string): { day: string; openAt: number; closeAt: number } {
  return { day, openAt: newYorkTime(day, 570), closeAt: newYorkTime(day, 960) };
}
