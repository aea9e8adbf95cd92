/** Property-test effort: modest by default, raised in CI through PLIMSOLL_PROPERTY_SCALE. */
export const runs = (n: number): { numRuns: number } => ({
  numRuns: Math.max(1, Math.round(n * Number(process.env['PLIMSOLL_PROPERTY_SCALE'] ?? 1))),
});
