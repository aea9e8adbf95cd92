import { checkInteger, createRandom, type Table } from '@plimsoll/core';
import { chiSquareQuantile } from '@plimsoll/numerics/distributions';
import { cholesky } from '@plimsoll/numerics/linear-algebra';
import { denseMoments, type MomentsInput } from '@plimsoll/numerics/moments';
import { checkDegrees } from '../student-t-tail.ts';
import { openUniform, simulationDefaults } from './simulation-options.ts';

/** Options of {@link simulateScenarios}. */
export interface SimulateScenariosOptions {
  /** Scenarios drawn. @defaultValue 10000 */
  readonly scenarios?: number;
  /**
   * Degrees of freedom of a multivariate t with this covariance, above 2; `null` for the normal
   * law. The t hits all assets at once: they share tails, which correlation alone does not give.
   * @defaultValue null
   */
  readonly degreesOfFreedom?: number | null;
  /** Seed of the stream `scenarios`. @defaultValue 1 */
  readonly seed?: number;
}

/** Answer of {@link simulateScenarios}. */
export type ScenarioOutcome =
  | {
      /** Scenarios were drawn. */
      readonly status: 'simulated';
      /** One row a scenario; `closeAt` counts them and is no time. */
      readonly scenarios: Table;
    }
  | {
      /** The covariance has no Cholesky factor: drop redundant assets or shrink it. */
      readonly status: 'not-positive-definite';
      /** First asset that is a combination of those before it. */
      readonly symbol: string;
    };

/**
 * Draws joint returns from given moments, for full revaluation or `historicalContributions`.
 *
 * @throws PlimsollError `risk/bad-option`, and the codes of `denseMoments`.
 */
export function simulateScenarios(
  moments: MomentsInput,
  options: SimulateScenariosOptions = {},
): ScenarioOutcome {
  const { scenarios = simulationDefaults.paths, degreesOfFreedom = null } = options;
  checkInteger(scenarios, 'risk/bad-option', ['scenarios'], { min: 1, max: 1e7 });
  const nu = degreesOfFreedom === null ? null : checkDegrees(degreesOfFreedom);
  const { symbols, n, mean, covariance } = denseMoments(moments);
  const factor = cholesky(covariance, n);
  if (factor.status !== 'factored') {
    return { status: 'not-positive-definite', symbol: symbols[factor.pivot] as string };
  }
  const random = createRandom(options.seed ?? simulationDefaults.seed).fork('scenarios');
  const z = new Float64Array(n);
  const row = (): Float64Array => {
    for (let i = 0; i < n; i++) z[i] = random.nextNormal();
    const mix =
      nu === null
        ? 1
        : Math.sqrt((nu - 2) / chiSquareQuantile(openUniform(random), { degreesOfFreedom: nu }));
    return Float64Array.from(mean, (mu, i) => {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += (factor.factor[i * n + j] as number) * (z[j] as number);
      return mu + mix * sum;
    });
  };
  return {
    status: 'simulated',
    scenarios: {
      symbols,
      closeAt: Array.from({ length: scenarios }, (_, t) => t),
      values: Array.from({ length: scenarios }, row),
    },
  };
}
