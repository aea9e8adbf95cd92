const DAY_MS = 86_400_000;

const isWeekday = (at: number): boolean => {
  const weekday = new Date(at).getUTCDay();
  return weekday !== 0 && weekday !== 6;
};

const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The next weekday after `day`; both `YYYY-MM-DD`. */
export function nextWeekday(day: string): string {
  let at = Date.parse(`${day}T00:00:00Z`) + DAY_MS;
  while (!isWeekday(at)) at += DAY_MS;
  return iso(at);
}

/** Whether no later weekday falls into the same month. */
export function isLastWeekday(day: string): boolean {
  return nextWeekday(day).slice(0, 7) !== day.slice(0, 7);
}

/** The last weekday of a month given as `YYYY-MM`. */
export function lastWeekday(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  let at = Date.UTC(year, number, 1) - DAY_MS;
  while (!isWeekday(at)) at -= DAY_MS;
  return iso(at);
}

/** The month after one given as `YYYY-MM`. */
export function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return iso(Date.UTC(year, number, 1)).slice(0, 7);
}
