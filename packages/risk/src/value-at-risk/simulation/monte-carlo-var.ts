import { createRandom } from '@plimsoll/core';
import type { ValueAtRiskMethod } from '@plimsoll/numerics/tails';
import { checkSeries, checkTail, fittedTail } from '../fitted-tail.ts';
import {
  checkMethod,
  empiricalTail,
  historicalVarDefaults,
  methodName,
} from '../historical-var.ts';
import type { VarModel } from '../var-model.ts';
import type { PathSource } from './path-source.ts';
import { resolveSimulation, type SimulationOptions } from './simulation-options.ts';

/** Options of {@link monteCarloVar}. */
export interface MonteCarloVarOptions extends SimulationOptions {
  /** Where returns come from: `normalPaths()`, `studentTPaths({…})`, `blockBootstrapPaths()`. */
  readonly source: PathSource;
  /** How value at risk is read off the outcomes. @defaultValue 7 */
  readonly method?: ValueAtRiskMethod;
}

/**
 * Monte Carlo value at risk: outcomes are drawn, then read like a historical sample. The same seed
 * gives the same number; another seed shows the sampling error. `tailObservations` counts drawn
 * outcomes.
 *
 * @throws PlimsollError `risk/bad-option`.
 *
 * @example
 * ```ts
 * const model = monteCarloVar({ source: blockBootstrapPaths({ blockLengthBars: 20 }), horizonBars: 10 });
 * ```
 */
export function monteCarloVar(options: MonteCarloVarOptions): VarModel {
  const { source } = options;
  const method = checkMethod(options.method ?? historicalVarDefaults.method);
  const simulation = resolveSimulation(options);
  const { horizonBars, paths, seed } = simulation;
  const { kind, version, params } = source;
  return {
    kind: 'monte-carlo-var',
    version: 1,
    params: { source: { kind, version, params }, method, ...simulation },
    estimate(returns, { tailProbability }) {
      checkTail(tailProbability);
      const series = checkSeries(returns);
      const random = createRandom(seed).fork('monte-carlo-var');
      const drawn = source.draw(series, { horizonBars, paths, random });
      if (drawn.status !== 'fitted') return drawn;
      return fittedTail(empiricalTail(drawn.outcomes, tailProbability, method), {
        tailProbability,
        observations: series.length,
        tailObservations: paths * tailProbability,
        convention: `Monte Carlo (${kind}), ${paths} paths of ${horizonBars} bars, seed ${seed}: ${methodName(method)}; shortfall by exact weights`,
        flags: ['simulated'],
      });
    },
  };
}
