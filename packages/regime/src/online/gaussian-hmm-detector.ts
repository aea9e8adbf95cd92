import type { Snapshot } from '@plimsoll/core';
import type { Observation } from '../detector/observation.ts';
import type { LiveRegimeDetector, RegimeDetector } from '../detector/regime-detector.ts';
import type { GaussianHmm } from '../hmm/gaussian-hmm.ts';

/** A live Gaussian HMM: a detector that also shows the model it is running on. */
export interface LiveGaussianHmm<Label extends string = string>
  extends LiveRegimeDetector<Observation, Label> {
  /** The model in force, for `stateProbabilities` and the like; `null` before the first fit. */
  model(): GaussianHmm<Label> | null;
}

/** Definition of a Gaussian HMM detector. */
export interface GaussianHmmDetector<Label extends string = string>
  extends RegimeDetector<Observation, Label> {
  /** Columns it observes, in order. */
  readonly columns: readonly string[];
  /** Starts a live instance, or continues from a snapshot of the same definition. */
  start(from?: Snapshot): LiveGaussianHmm<Label>;
}
