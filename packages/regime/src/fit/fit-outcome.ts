import type { GaussianHmm } from '../hmm/gaussian-hmm.ts';
import type { InitialLaw } from './em-problem.ts';

/** What a fit says of itself; log-likelihoods are in the units of the data, natural logarithms. */
export interface GaussianHmmFitReport {
  /** Number of observations. */
  readonly observations: number;
  /** Log-likelihood of the data. */
  readonly logLikelihood: number;
  /** Log-likelihood plus log prior densities up to constants, in standardised units: what was maximised. */
  readonly objective: number;
  /** Treatment of the first state; log-likelihoods compare only within one treatment. */
  readonly initialLaw: InitialLaw;
  /** Number of free parameters, the first law included when it is free. */
  readonly parameterCount: number;
  /** Akaike's criterion. */
  readonly aic: number;
  /** Schwarz's criterion. */
  readonly bic: number;
  /** Passes over the data in the winning run. */
  readonly iterations: number;
  /** Gain of the objective per observation by the last EM step of the winning run. */
  readonly gainPerObservation: number;
  /** Starting points tried, warm starts included. */
  readonly starts: number;
  /** Starts given up: a state held too few observations, or its covariance collapsed. */
  readonly degenerateStarts: number;
  /** Different local maxima among the runs taken to convergence. */
  readonly distinctOptima: number;
  /** Objectives of the runs taken to convergence, best first. */
  readonly optima: readonly number[];
}

/** Answer of {@link fitGaussianHmm}. */
export type GaussianHmmFitOutcome<Label extends string = string> =
  | (GaussianHmmFitReport & {
      /** The best run converged. */
      readonly status: 'fitted';
      /** The fitted model. */
      readonly model: GaussianHmm<Label>;
      /** The gain fell below the tolerance. */
      readonly reason: 'gain-below-tolerance';
    })
  | (GaussianHmmFitReport & {
      /** The best run was still climbing at its last iteration. */
      readonly status: 'not-converged';
      /** The best model so far; usable, and better ones are near. */
      readonly model: GaussianHmm<Label>;
      /** The limit of iterations was reached. */
      readonly reason: 'maximum-iterations';
    })
  | {
      /** No model describes these data with this many states. */
      readonly status: 'degenerate';
      /** A column is constant, or every start collapsed. */
      readonly reason: 'constant-column' | 'every-start-collapsed';
      /** The constant column, or `null`. */
      readonly column: string | null;
      /** Starts given up. */
      readonly degenerateStarts: number;
    }
  | {
      /** Fewer observations than the states need. */
      readonly status: 'insufficient-data';
      /** Observations given. */
      readonly observations: number;
      /** Observations needed. */
      readonly needed: number;
    }
  | {
      /** The caller aborted. */
      readonly status: 'cancelled';
      /** The best model so far, or `null` when no start was through. */
      readonly model: GaussianHmm<Label> | null;
    };
