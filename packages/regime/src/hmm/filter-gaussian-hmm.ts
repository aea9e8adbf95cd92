import { byLabel, fromGaussianHmm, type GaussianHmm } from './gaussian-hmm.ts';
import { createHmmFilter } from './hmm-filter.ts';
import { denseObservations, type Observations } from './observations.ts';

/** Causal probabilities of a whole series under one model. */
export interface FilteredStates<Label extends string = string> {
  /** Log-likelihood of the series. */
  readonly logLikelihood: number;
  /** Probability of each state at each bar given the data up to that bar. */
  readonly filtered: readonly Readonly<Record<Label, number>>[];
  /** Probability of each state at the bar *after* each bar, given the data up to that bar. */
  readonly predicted: readonly Readonly<Record<Label, number>>[];
}

/**
 * Filters a series under a given model, from its initial law. Each row uses data up to its own bar;
 * whether the *model* has seen later data is the caller's affair: parameters fitted on the whole
 * sample look ahead however the states are then inferred.
 *
 * @throws PlimsollError as {@link fitGaussianHmm} for data, `regime/bad-model` for the model,
 * `regime/bad-observation` for a value that no state can explain.
 */
export function filterGaussianHmm<Label extends string>(
  model: GaussianHmm<Label>,
  data: Observations,
): FilteredStates<Label> {
  const parameters = fromGaussianHmm(model);
  const { rows, values } = denseObservations(data, model.columns);
  const filter = createHmmFilter(parameters, parameters.initial);
  const filtered: Record<Label, number>[] = [];
  const predicted: Record<Label, number>[] = [];
  let logLikelihood = 0;
  for (let t = 0; t < rows; t += 1) {
    logLikelihood += filter.step(values, t * parameters.dimension);
    filtered.push(byLabel(model.labels, (k) => filter.probabilities[k] as number));
    predicted.push(byLabel(model.labels, (k) => filter.predicted[k] as number));
  }
  return { logLikelihood, filtered, predicted };
}
