import type { Snapshot } from '@plimsoll/core';
import { identityOf, restoredState } from '../detector/identity-of.ts';
import { type LabelAge, nextAge, noLabel } from '../detector/label-age.ts';
import { readObservation } from '../detector/observation.ts';
import { fromGaussianHmm, type GaussianHmm } from '../hmm/gaussian-hmm.ts';
import { createHmmFilter, mostProbable } from '../hmm/hmm-filter.ts';
import { stationaryLaw } from '../hmm/stationary-law.ts';
import type { GaussianHmmDetector, LiveGaussianHmm } from './gaussian-hmm-detector.ts';
import { hmmReading } from './hmm-reading.ts';

interface FixedHmmState<Label extends string> {
  readonly probabilities: readonly number[];
  readonly predicted: readonly number[];
  readonly age: LabelAge<Label>;
}

/** Starts a filter on a model that does not change. @internal */
export function startFixedHmm<Label extends string>(
  detector: GaussianHmmDetector<Label>,
  model: GaussianHmm<Label>,
  begin: 'stationary' | 'initial',
  from: Snapshot | undefined,
): LiveGaussianHmm<Label> {
  const identity = identityOf(detector);
  const parameters = fromGaussianHmm(model);
  const law =
    begin === 'initial'
      ? parameters.initial
      : stationaryLaw(parameters.transition, parameters.states);
  const filter = createHmmFilter(parameters, law);
  let age: LabelAge<Label> = noLabel;
  const state = restoredState<FixedHmmState<Label>>(from, identity);
  if (state !== null) {
    filter.probabilities.set(state.probabilities);
    filter.predicted.set(state.predicted);
    age = state.age;
  }
  const observed = new Float64Array(parameters.dimension);
  return {
    model: () => model,
    update(input) {
      readObservation(input, model.columns, observed);
      const logLikelihood = filter.step(observed, 0);
      const label = model.labels[mostProbable(filter.probabilities)] as Label;
      const held = nextAge(age, label);
      age = held;
      return hmmReading(model.labels, filter, held, { logLikelihood });
    },
    snapshot: () => ({
      ...identity,
      state: {
        probabilities: Array.from(filter.probabilities),
        predicted: Array.from(filter.predicted),
        age: { label: age.label, ageBars: age.ageBars },
      },
    }),
  };
}
