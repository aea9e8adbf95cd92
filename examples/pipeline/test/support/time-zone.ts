/** Runs `act` as on a machine in another time zone, and puts the old one back. */
export const inTimeZone = <T>(zone: string, act: () => T): T => {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    return act();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
};
