/** Number of property runs, scaled by the environment: modest locally, full in CI. */
export const runs = (n: number): { numRuns: number } => ({
  numRuns: Math.max(1, Math.round(n * Number(process.env['PLIMSOLL_PROPERTY_SCALE'] ?? 1))),
});
