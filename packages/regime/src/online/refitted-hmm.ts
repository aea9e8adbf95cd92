import type { Snapshot } from '@plimsoll/core';
import { identityOf, plainJson, restoredState } from '../detector/identity-of.ts';
import { type LabelAge, nextAge, noLabel } from '../detector/label-age.ts';
import { readObservation } from '../detector/observation.ts';
import { fitGaussianHmm } from '../fit/fit-gaussian-hmm.ts';
import type { GaussianHmmShape } from '../fit/fit-options.ts';
import { fromGaussianHmm, type GaussianHmm } from '../hmm/gaussian-hmm.ts';
import { createHmmFilter, type HmmFilter, mostProbable } from '../hmm/hmm-filter.ts';
import { alignStates } from './align-states.ts';
import { createBarHistory } from './bar-history.ts';
import type { GaussianHmmDetector, LiveGaussianHmm } from './gaussian-hmm-detector.ts';
import { hmmReading } from './hmm-reading.ts';
import type { RefitPolicy } from './refit-every.ts';

/** What the refits of a live detector came to; each a reading's diagnostic of the same name. */
interface RefitCounts {
  /** Fits whose model took effect. */
  refits: number;
  /** Fits that gave no model. */
  failedRefits: number;
  /** Fits not taken because state identities were ambiguous. */
  ambiguousRefits: number;
  /** Fits taken although still climbing. */
  unconvergedRefits: number;
  /** Labels given earlier that the last refit would have given differently. */
  relabelledByLastRefit: number;
  /** The same, summed over all refits. */
  relabelledByRefits: number;
}

interface Running<Label extends string> {
  readonly model: GaussianHmm<Label>;
  readonly filter: HmmFilter;
}

interface RefittedHmmState<Label extends string> {
  readonly bars: number;
  readonly values: readonly number[];
  readonly labels: readonly number[];
  readonly age: LabelAge<Label>;
  readonly counts: RefitCounts;
  readonly model: GaussianHmm<Label> | null;
  readonly probabilities: readonly number[];
  readonly predicted: readonly number[];
}

/** Starts a filter that refits its model on its own past. @internal */
export function startRefittedHmm<Label extends string>(
  detector: GaussianHmmDetector<Label>,
  shape: GaussianHmmShape<Label>,
  policy: RefitPolicy,
  from: Snapshot | undefined,
): LiveGaussianHmm<Label> {
  const identity = identityOf(detector);
  const { labels, columns } = detector;
  const dimension = columns.length;
  const window = policy.window === 'expanding' ? Number.POSITIVE_INFINITY : policy.window;
  const history = createBarHistory(dimension, window);
  const observed = new Float64Array(dimension);
  let bars = 0;
  let age: LabelAge<Label> = noLabel;
  let running: Running<Label> | null = null;
  let counts: RefitCounts = {
    refits: 0,
    failedRefits: 0,
    ambiguousRefits: 0,
    unconvergedRefits: 0,
    relabelledByLastRefit: 0,
    relabelledByRefits: 0,
  };

  const run = (model: GaussianHmm<Label>): Running<Label> => {
    const parameters = fromGaussianHmm(model);
    return { model, filter: createHmmFilter(parameters, parameters.initial) };
  };

  const state = restoredState<RefittedHmmState<Label>>(from, identity);
  if (state !== null) {
    state.labels.forEach((label, t) => {
      history.push(Float64Array.from(state.values.slice(t * dimension, (t + 1) * dimension)));
      history.label(label);
    });
    bars = state.bars;
    age = state.age;
    counts = { ...state.counts };
    if (state.model !== null) {
      running = run(state.model);
      running.filter.probabilities.set(state.probabilities);
      running.filter.predicted.set(state.predicted);
    }
  }

  /**
   * Fits on the bars so far; on success the new filter has run over all of them. Returns the log
   * density of the newest bar under the model then in force.
   */
  const refit = (logLikelihood: number): number => {
    const before = running;
    const { rows } = history;
    const values = history.values();
    const outcome = fitGaussianHmm<Label>(
      { rows, columns: dimension, get: (t, j) => values[t * dimension + j] as number },
      {
        ...shape,
        starts: policy.starts,
        seed: policy.seed,
        warmStarts: before === null ? [] : [before.model],
      },
    );
    if (outcome.status !== 'fitted' && outcome.status !== 'not-converged') {
      counts.failedRefits += 1;
      return logLikelihood;
    }
    let model = outcome.model;
    if (before !== null && policy.align === 'bhattacharyya') {
      const aligned = alignStates(before.model, model);
      if (aligned.status !== 'aligned') {
        counts.ambiguousRefits += 1;
        return logLikelihood;
      }
      model = aligned.model;
    }
    const next = run(model);
    const given = history.labels();
    let changes = 0;
    let newest = logLikelihood;
    for (let t = 0; t < rows; t += 1) {
      newest = next.filter.step(values, t * dimension);
      const earlier = given[t] as number;
      if (earlier >= 0 && t < rows - 1 && mostProbable(next.filter.probabilities) !== earlier) {
        changes += 1;
      }
    }
    running = next;
    counts.refits += 1;
    if (outcome.status === 'not-converged') counts.unconvergedRefits += 1;
    counts.relabelledByLastRefit = changes;
    counts.relabelledByRefits += changes;
    return newest;
  };

  return {
    model: () => running?.model ?? null,
    update(input) {
      readObservation(input, columns, observed);
      let logLikelihood = running?.filter.step(observed, 0) ?? 0;
      history.push(observed);
      bars += 1;
      const due = bars - policy.minimumBars;
      if (due >= 0 && due % policy.everyBars === 0) logLikelihood = refit(logLikelihood);
      if (running === null) {
        const remaining = due < 0 ? -due : policy.everyBars - (due % policy.everyBars);
        return { status: 'warming', remainingBars: remaining };
      }
      const index = mostProbable(running.filter.probabilities);
      history.label(index);
      const held = nextAge(age, labels[index] as Label);
      age = held;
      return hmmReading(labels, running.filter, held, { logLikelihood, ...counts });
    },
    snapshot: () => ({
      ...identity,
      state: {
        bars,
        values: Array.from(history.values()),
        labels: Array.from(history.labels()),
        age: { label: age.label, ageBars: age.ageBars },
        counts: { ...counts },
        model: plainJson(running?.model ?? null),
        probabilities: Array.from(running?.filter.probabilities ?? []),
        predicted: Array.from(running?.filter.predicted ?? []),
      },
    }),
  };
}
