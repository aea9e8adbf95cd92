/** Number of runs of a property test, scaled by the environment: modest by default, more in CI. */
export const runs = (n: number): { readonly numRuns: number } => ({
  numRuns: Math.max(1, Math.round(n * Number(process.env['PLIMSOLL_PROPERTY_SCALE'] ?? 1))),
});
