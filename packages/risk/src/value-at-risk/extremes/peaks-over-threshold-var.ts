import { checkInteger, checkNumber, misuse } from '@plimsoll/core';
import { sampleQuantile } from '@plimsoll/numerics/tails';
import type { VolatilityFilter } from '../filtered/volatility-filter.ts';
import { checkSeries, checkTail, fittedTail } from '../fitted-tail.ts';
import type { VarModel } from '../var-model.ts';
import { fitGeneralisedPareto } from './fit-generalised-pareto.ts';
import { generalisedParetoTail } from './generalised-pareto-tail.ts';

/** Options of {@link peaksOverThresholdVar}; give at most one of the two thresholds. */
export interface PeaksOverThresholdOptions {
  /** Share of losses under the threshold, a quantile of type 7. @defaultValue 0.9 */
  readonly thresholdProbability?: number;
  /** The threshold itself, a loss: in the unit of the returns, of standardised ones with a filter. */
  readonly threshold?: number;
  /** Fewest losses over the threshold, at least 10. @defaultValue 50 */
  readonly minExceedances?: number;
  /**
   * Fit standardised residuals instead, and put tomorrow's volatility back: conditional extremes
   * (McNeil and Frey 2000), e.g. `garchFilter()`. @defaultValue unconditional
   */
  readonly filter?: VolatilityFilter;
}

/** Defaults of {@link peaksOverThresholdVar}. */
export const peaksOverThresholdDefaults: Readonly<{
  thresholdProbability: number;
  minExceedances: number;
}> = { thresholdProbability: 0.9, minExceedances: 50 };

/**
 * Extreme value theory, peaks over threshold: losses strictly over the threshold follow a
 * generalised Pareto distribution, which is extrapolated into the tail. For tails of 1 % and less;
 * a tail larger than the share over the threshold is answered `tail-beyond-threshold`.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function peaksOverThresholdVar(options: PeaksOverThresholdOptions = {}): VarModel {
  const { thresholdProbability, minExceedances } = { ...peaksOverThresholdDefaults, ...options };
  const { threshold: fixed, filter } = options;
  checkNumber(thresholdProbability, 'risk/bad-option', ['thresholdProbability'], {
    min: 0,
    max: 1 - 1e-9,
  });
  checkInteger(minExceedances, 'risk/bad-option', ['minExceedances'], { min: 10 });
  if (fixed !== undefined) {
    checkNumber(fixed, 'risk/bad-option', ['threshold']);
    if (options.thresholdProbability !== undefined) {
      misuse('risk/bad-option', ['threshold'], fixed, 'Give one of the two thresholds.');
    }
  }
  const above =
    fixed === undefined ? `the ${thresholdProbability} quantile of type 7` : String(fixed);
  const how = filter === undefined ? '' : ` of residuals (${filter.kind})`;
  return {
    kind: 'peaks-over-threshold-var',
    version: 1,
    params: {
      ...(fixed === undefined ? { thresholdProbability } : { threshold: fixed }),
      minExceedances,
      ...(filter === undefined
        ? {}
        : { filter: { kind: filter.kind, version: filter.version, params: filter.params } }),
    },
    estimate(returns, { tailProbability }) {
      checkTail(tailProbability);
      const series = checkSeries(returns);
      const observations = series.length;
      const filtered = filter?.filter(series);
      if (filtered !== undefined && filtered.status !== 'fitted') return filtered;
      const losses = (filtered?.standardised ?? series).map((value) => -value);
      if (observations === 0) {
        return { status: 'insufficient-data', observations, needed: minExceedances };
      }
      const threshold = fixed ?? sampleQuantile(losses, { probability: thresholdProbability });
      const excesses = losses.filter((loss) => loss > threshold).map((loss) => loss - threshold);
      const exceedances = excesses.length;
      if (exceedances < minExceedances) {
        const share = fixed === undefined ? 1 - thresholdProbability : exceedances / observations;
        const needed = Math.ceil(minExceedances / Math.max(share, 1 / observations) - 1e-9);
        return { status: 'insufficient-data', observations, needed };
      }
      if (tailProbability > exceedances / observations) {
        return { status: 'degenerate', reason: 'tail-beyond-threshold', observations };
      }
      const fit = fitGeneralisedPareto(excesses);
      if (fit.status !== 'fitted') {
        return { status: 'degenerate', reason: 'likelihood-at-boundary', observations };
      }
      const { shape, scale } = fit;
      const tail = { shape, scale, threshold, observations, exceedances, tailProbability };
      const { valueAtRisk, expectedShortfall } = generalisedParetoTail(tail);
      if (expectedShortfall === null) {
        return { status: 'degenerate', reason: 'infinite-mean', observations };
      }
      const location = -(filtered?.mean ?? 0);
      const spread = Math.sqrt(filtered?.nextVariance ?? 1);
      return fittedTail(
        {
          valueAtRisk: location + spread * valueAtRisk,
          expectedShortfall: location + spread * expectedShortfall,
        },
        {
          tailProbability,
          observations,
          convention: `peaks over ${above}${how}: generalised Pareto, maximum likelihood, ${exceedances} exceedances`,
          // The fit rests on all exceedances, not on the few beyond value at risk.
          tailObservations: exceedances,
        },
      );
    },
  };
}
