// Before every test file. Property tests are reproducible: a fixed seed, so that a red run is about the change,
// and `PLIMSOLL_PROPERTY_SEED` to look elsewhere. `PLIMSOLL_PROPERTY_SCALE` multiplies the number of runs.
import fc from 'fast-check';

const scale = Number(process.env['PLIMSOLL_PROPERTY_SCALE'] ?? 1);
const seed = Number(process.env['PLIMSOLL_PROPERTY_SEED'] ?? 1876);

for (const [name, value] of Object.entries({ scale, seed })) {
  if (!Number.isFinite(value) || value < 0) {
    throw new Error(`PLIMSOLL_PROPERTY_${name.toUpperCase()} must be a number of at least 0.`);
  }
}

fc.configureGlobal({ numRuns: Math.max(1, Math.round(100 * scale)), seed });
