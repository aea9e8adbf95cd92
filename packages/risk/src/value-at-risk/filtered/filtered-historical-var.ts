import { createRandom } from '@plimsoll/core';
import type { ValueAtRiskMethod } from '@plimsoll/numerics/tails';
import { checkSeries, checkTail, fittedTail } from '../fitted-tail.ts';
import {
  checkMethod,
  empiricalTail,
  historicalVarDefaults,
  methodName,
} from '../historical-var.ts';
import { resolveSimulation, type SimulationOptions } from '../simulation/simulation-options.ts';
import type { VarModel } from '../var-model.ts';
import { ewmaFilter } from './ewma-filter.ts';
import type { FilteredReturns, VolatilityFilter } from './volatility-filter.ts';

/** Options of {@link filteredHistoricalVar}; `paths` and `seed` matter beyond one bar only. */
export interface FilteredHistoricalVarOptions extends SimulationOptions {
  /** How volatility is taken out. @defaultValue `ewmaFilter()` */
  readonly filter?: VolatilityFilter;
  /** How value at risk is read off the rescaled sample. @defaultValue 7 */
  readonly method?: ValueAtRiskMethod;
}

/** Redraws residuals and feeds each through the variance recursion. */
function simulate(
  { standardised, mean, nextVariance, step }: FilteredReturns,
  { horizonBars, paths, seed }: Required<SimulationOptions>,
): Float64Array {
  const random = createRandom(seed).fork('filtered-historical');
  return Float64Array.from({ length: paths }, () => {
    let variance = nextVariance;
    let total = 0;
    for (let bar = 0; bar < horizonBars; bar++) {
      const z = standardised[random.nextInteger(standardised.length)] as number;
      const residual = z * Math.sqrt(variance);
      total += mean + residual;
      variance = step(variance, residual);
    }
    return total;
  });
}

/**
 * Filtered historical simulation (Barone-Adesi, Giannopoulos and Vosper 1999): past returns are
 * divided by the volatility expected at their time and multiplied by the one expected now. One bar
 * ahead that is exact, no drawing; further ahead residuals are redrawn through the recursion.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function filteredHistoricalVar(options: FilteredHistoricalVarOptions = {}): VarModel {
  const { filter = ewmaFilter() } = options;
  const method = checkMethod(options.method ?? historicalVarDefaults.method);
  const simulation = resolveSimulation(options);
  const { horizonBars } = simulation;
  const { kind, version, params } = filter;
  return {
    kind: 'filtered-historical-var',
    version: 1,
    params: { filter: { kind, version, params }, method, ...simulation },
    estimate(returns, { tailProbability }) {
      checkTail(tailProbability);
      const series = checkSeries(returns);
      const filtered = filter.filter(series);
      if (filtered.status !== 'fitted') return filtered;
      const { standardised, mean, nextVariance } = filtered;
      const scale = Math.sqrt(nextVariance);
      const drawn = horizonBars > 1;
      const outcomes = drawn
        ? simulate(filtered, simulation)
        : standardised.map((z) => mean + scale * z);
      return fittedTail(empiricalTail(outcomes, tailProbability, method), {
        tailProbability,
        observations: series.length,
        convention: `filtered historical (${kind}), ${horizonBars} bars: ${methodName(method)}; shortfall by exact weights`,
        flags: drawn ? ['simulated'] : [],
      });
    },
  };
}
