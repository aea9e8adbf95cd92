import { checkInteger, type Random } from '@plimsoll/core';

/** How much is simulated. */
export interface SimulationOptions {
  /**
   * Bars until the loss is read; returns over them are added, which is right for log returns and
   * for profit and loss of constant positions. @defaultValue 1
   */
  readonly horizonBars?: number;
  /** Outcomes drawn. @defaultValue 10000 */
  readonly paths?: number;
  /** Seed of the random stream. @defaultValue 1 */
  readonly seed?: number;
}

/** Defaults of {@link SimulationOptions}. */
export const simulationDefaults: Readonly<Required<SimulationOptions>> = {
  horizonBars: 1,
  paths: 10_000,
  seed: 1,
};

/** Checks and completes the options. */
export function resolveSimulation(options: SimulationOptions): Required<SimulationOptions> {
  const horizonBars = options.horizonBars ?? simulationDefaults.horizonBars;
  const paths = options.paths ?? simulationDefaults.paths;
  const seed = options.seed ?? simulationDefaults.seed;
  checkInteger(horizonBars, 'risk/bad-option', ['horizonBars'], { min: 1 });
  checkInteger(paths, 'risk/bad-option', ['paths'], { min: 1, max: 1e7 });
  checkInteger(seed, 'risk/bad-option', ['seed']);
  return { horizonBars, paths, seed };
}

/** Uniform strictly between 0 and 1, for inverse distribution functions. */
export const openUniform = (random: Random): number =>
  // next() is a multiple of 2^-53 from 0; adding half a step alone would round up to 1.
  random.next() * (1 - 2 ** -52) + 2 ** -54;
