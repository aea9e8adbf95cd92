const { PLIMSOLL_PROPERTY_SCALE = '1' } = process.env;

/** Options for `fc.assert`: modest by default, scaled up by `PLIMSOLL_PROPERTY_SCALE` in CI. */
export const runs = (n: number): { numRuns: number } => ({
  numRuns: Math.max(1, Math.round(n * Number(PLIMSOLL_PROPERTY_SCALE))),
});
