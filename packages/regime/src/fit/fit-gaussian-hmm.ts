import { misuse } from '@plimsoll/core';
import { compileEmissions, createEmissions } from '../hmm/emissions.ts';
import { fromGaussianHmm, type GaussianHmm, toGaussianHmm } from '../hmm/gaussian-hmm.ts';
import { denseObservations, type Observations } from '../hmm/observations.ts';
import { createParameters, type HmmParameters } from '../hmm/parameters.ts';
import { canonicalOrder, reorder } from './canonical-order.ts';
import type { EmProblem } from './em-problem.ts';
import { logPrior } from './em-step.ts';
import {
  type GaussianHmmFitOptions,
  type ResolvedShape,
  resolveSearch,
  resolveShape,
} from './fit-options.ts';
import type { GaussianHmmFitOutcome, GaussianHmmFitReport } from './fit-outcome.ts';
import { type Ascent, sameOptimum } from './maximise.ts';
import { observationsNeeded } from './observations-needed.ts';
import { type SearchResult, search } from './search.ts';
import {
  pooledCovariance,
  type Standardisation,
  standardisationOf,
  standardise,
  toDataUnits,
  toStandardUnits,
} from './standardise.ts';

const minimumVarianceRatio = 1e-3;

/**
 * Fits a Gaussian hidden Markov model by expectation–maximisation from several seeded starting
 * points, in standardised units, so that the answer does not depend on the scale of the data. States
 * come in canonical order under stable names.
 *
 * Fitting looks at all the data given. To label history without look-ahead fit on the past only, as
 * {@link gaussianHmm} with {@link refitEvery} does.
 *
 * @param data - One row a bar, oldest first.
 * @returns `fitted` or `not-converged` with model and report; `degenerate`, `insufficient-data` or
 * `cancelled` otherwise. Never a model with NaN in it.
 * @throws PlimsollError on misuse: non-finite or ragged data, options out of range.
 *
 * @example
 * ```ts
 * const { model, bic } = assume(fitGaussianHmm(returns, { states: 2 }), 'fitted');
 * ```
 */
export function fitGaussianHmm<const Label extends string = string>(
  data: Observations,
  options: GaussianHmmFitOptions<Label>,
): GaussianHmmFitOutcome<Label> {
  const shape = resolveShape(options);
  const settings = resolveSearch(options);
  const observed = denseObservations(data, options.columns);
  const { rows, columns } = observed;
  const dimension = columns.length;
  const orderColumn = columnIndex(columns, shape.orderColumn);
  const warmModels = (options.warmStarts ?? []).map((model, index) =>
    warmStart(model, shape, columns, index),
  );
  const needed = observationsNeeded(shape.states, dimension);
  if (rows < needed) return { status: 'insufficient-data', observations: rows, needed };

  const units = standardisationOf(observed.values, rows, dimension);
  const constant = columns.find(
    (_, j) =>
      !((units.scale[j] as number) > Math.abs(units.centre[j] as number) * Number.EPSILON * rows),
  );
  if (constant !== undefined) {
    return {
      status: 'degenerate',
      reason: 'constant-column',
      column: constant,
      degenerateStarts: 0,
    };
  }
  const problem = createProblem(observed.values, rows, dimension, shape, units);
  const warmStarts = warmModels.map((parameters) => {
    const standard = createParameters(shape.states, dimension);
    toStandardUnits(parameters, standard, units);
    return standard;
  });
  const found = search(problem, settings, warmStarts, options);
  const best = found.best;
  const toModel = (run: Ascent): GaussianHmm<Label> => {
    const order = canonicalOrder(run.parameters, shape.order, orderColumn);
    const parameters = reorder(run.parameters, order);
    toDataUnits(parameters, units);
    return toGaussianHmm(parameters, shape.names, columns);
  };
  if (found.cancelled) {
    return { status: 'cancelled', model: best === null ? null : toModel(best) };
  }
  if (best === null) {
    return {
      status: 'degenerate',
      reason: 'every-start-collapsed',
      column: null,
      degenerateStarts: found.degenerateStarts,
    };
  }
  const report = reportOf(problem, units, found, best);
  const model = toModel(best);
  return best.reason !== 'limit'
    ? { status: 'fitted', model, reason: 'gain-below-tolerance', ...report }
    : { status: 'not-converged', model, reason: 'maximum-iterations', ...report };
}

function columnIndex(columns: readonly string[], name: string | null): number | null {
  if (name === null) return null;
  const index = columns.indexOf(name);
  if (index >= 0) return index;
  return misuse(
    'regime/unknown-column',
    ['orderColumn'],
    name,
    `Give one of ${columns.join(', ')}.`,
  );
}

function warmStart(
  model: GaussianHmm,
  shape: ResolvedShape<string>,
  columns: readonly string[],
  index: number,
): HmmParameters {
  const parameters = fromGaussianHmm(model);
  const fits =
    model.labels.length === shape.states &&
    model.columns.length === columns.length &&
    model.columns.every((column, j) => column === columns[j]);
  if (fits) return parameters;
  return misuse(
    'regime/warm-start-mismatch',
    ['warmStarts', index],
    model,
    `Give a model of ${shape.states} states on columns ${columns.join(', ')}.`,
  );
}

function createProblem(
  values: Float64Array,
  rows: number,
  dimension: number,
  shape: ResolvedShape<string>,
  units: Standardisation,
): EmProblem {
  const { states, transitionPrior } = shape;
  const standard = standardise(values, rows, units);
  const pseudoTransitions = new Float64Array(states * states);
  if (transitionPrior !== null && states > 1) {
    const { weightBars, expectedDurationBars } = transitionPrior;
    const leaving = weightBars / expectedDurationBars;
    pseudoTransitions.fill(leaving / (states - 1));
    for (let k = 0; k < states; k += 1) pseudoTransitions[k * (states + 1)] = weightBars - leaving;
  }
  return {
    values: standard,
    rows,
    dimension,
    states,
    diagonal: shape.covariance === 'diagonal',
    initialLaw: shape.initial,
    covarianceWeight: shape.covariancePriorBars ?? dimension + 2,
    pooled: pooledCovariance(standard, rows, dimension),
    pseudoTransitions,
    minimumOccupancy: dimension + 2,
    minimumVarianceRatio,
  };
}

function reportOf(
  problem: EmProblem,
  units: Standardisation,
  found: SearchResult,
  best: Ascent,
): GaussianHmmFitReport {
  const { rows, dimension: d, states, diagonal } = problem;
  const emissions = createEmissions(states, d);
  compileEmissions(best.parameters, emissions);
  let logScale = 0;
  for (const scale of units.scale) logScale += Math.log(scale);
  const logLikelihood =
    best.objective - logPrior(problem, best.parameters, emissions) - rows * logScale;
  const parameterCount =
    states * (states - 1) +
    states * d +
    states * (diagonal ? d : (d * (d + 1)) / 2) +
    (problem.initialLaw === 'free' ? states - 1 : 0);
  const distinct = found.optima.filter(
    (value, index) =>
      index === 0 || (found.optima[index - 1] as number) - value > sameOptimum * rows,
  );
  return {
    observations: rows,
    logLikelihood,
    objective: best.objective,
    initialLaw: problem.initialLaw,
    parameterCount,
    aic: 2 * parameterCount - 2 * logLikelihood,
    bic: Math.log(rows) * parameterCount - 2 * logLikelihood,
    iterations: best.iterations,
    gainPerObservation: best.gain,
    starts: found.starts,
    degenerateStarts: found.degenerateStarts,
    distinctOptima: distinct.length,
    optima: found.optima,
  };
}
