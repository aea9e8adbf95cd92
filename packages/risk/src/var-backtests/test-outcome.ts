import type { InsufficientData } from '../value-at-risk/var-outcome.ts';

/** A likelihood-ratio statistic with its asymptotic p-value. */
export interface LikelihoodRatio {
  /** `-2 ln` of the likelihood ratio, at least 0. */
  readonly statistic: number;
  /** Degrees of freedom of the chi-square distribution it tends to. */
  readonly degreesOfFreedom: number;
  /** Probability of a larger statistic if the model is right, from that distribution. */
  readonly pValue: number;
}

/** A test's answer: its figures, or that there were too few observations to say anything. */
export type TestOutcome<T> =
  | (T & {
      /** The figures stand. What they mean is for the reader: no verdict at a hidden level. */
      readonly status: 'tested';
    })
  | InsufficientData;
