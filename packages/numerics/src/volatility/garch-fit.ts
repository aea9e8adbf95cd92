import type { GarchParameters } from './garch-parameters.ts';
import type { GarchPresample } from './garch-presample.ts';

/** A constraint that holds with equality at the maximum. */
export type GarchBoundary = 'omega-zero' | 'alpha-zero' | 'beta-zero' | 'integrated';

/** What a maximum-likelihood fit of GARCH(1,1) found, finished or not. */
export interface GarchEstimate {
  /** Parameters, in the unit of the returns. */
  readonly parameters: GarchParameters;
  /** Gaussian log-likelihood there, constants included. */
  readonly logLikelihood: number;
  /** Returns used. */
  readonly observations: number;
  /** What stood in for the past; part of the model. */
  readonly presample: GarchPresample;
  /** Its value: squared residual and variance before the first return. */
  readonly presampleVariance: number;
  /** Variance expected for the return after the last. */
  readonly nextVariance: number;
  /** Constraints that bind; standard errors assume none. */
  readonly boundary: readonly GarchBoundary[];
  /** Largest gradient of the log-likelihood a return, in scale-free coordinates. */
  readonly scaledGradient: number;
  /** Iterations of the search. */
  readonly iterations: number;
  /** Passes over the data. */
  readonly evaluations: number;
}

/** Why no GARCH process was identified. */
export type GarchDegeneracy = 'constant-series' | 'no-volatility-clustering';

/** Answer of `fitGarch`. */
export type GarchOutcome =
  | (GarchEstimate & {
      /** The maximum was found. */
      readonly status: 'fitted';
    })
  | (GarchEstimate & {
      /** The search ended before the gradient was small; the best point is given. */
      readonly status: 'not-converged';
      /** How it ended. */
      readonly reason: 'iteration-limit' | 'stalled';
    })
  | (GarchEstimate & {
      /** `signal` was set; the best point so far is given. */
      readonly status: 'cancelled';
    })
  | {
      /** Nothing for a GARCH process to explain: beta has no effect and is not identified. */
      readonly status: 'degenerate';
      /** Why. */
      readonly reason: GarchDegeneracy;
      /** Returns used. */
      readonly observations: number;
      /** Mean of the returns. */
      readonly mean: number;
      /** Their constant variance, divisor n. */
      readonly variance: number;
    }
  | {
      /** Too few returns. */
      readonly status: 'insufficient-data';
      /** Returns given. */
      readonly observations: number;
      /** Returns needed. */
      readonly needed: number;
    };
