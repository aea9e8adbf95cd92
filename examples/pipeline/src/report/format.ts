/** `3 February 2003` from Unix ms, UTC. */
export function longDate(at: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at);
}

/** `2003-02-03` from Unix ms, UTC. */
export function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** `1,234,567`. */
export function whole(value: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }).format(value);
}

/** `12.3` millions. */
export function millions(value: number): string {
  return new Intl.NumberFormat('en-US', {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(value / 1e6);
}
