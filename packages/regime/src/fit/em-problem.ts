import { createEmissions, type Emissions } from '../hmm/emissions.ts';
import { createExpectations, type Expectations } from '../hmm/expectations.ts';
import { createLattice, type Lattice } from '../hmm/forward.ts';

/** How the law of the first state is estimated. */
export type InitialLaw = 'free' | 'stationary' | 'fixed';

/** One fit in standardised units: what stays the same over all starts. @internal */
export interface EmProblem {
  /** Row-major observations. */
  readonly values: Float64Array;
  /** Number of observations. */
  readonly rows: number;
  /** Number of columns. */
  readonly dimension: number;
  /** Number of states. */
  readonly states: number;
  /** Whether covariances are diagonal. */
  readonly diagonal: boolean;
  /** Treatment of the first state. */
  readonly initialLaw: InitialLaw;
  /** Pseudo-observations that pull each covariance towards the pooled one. */
  readonly covarianceWeight: number;
  /** Pooled covariance. */
  readonly pooled: Float64Array;
  /** Pseudo-transitions, from row to column. */
  readonly pseudoTransitions: Float64Array;
  /** Fewest expected observations a state may hold. */
  readonly minimumOccupancy: number;
  /** Smallest eigenvalue a covariance may have against the pooled one. */
  readonly minimumVarianceRatio: number;
}

/** Scratch of the EM iterations, shared by all starts. @internal */
export interface EmWorkspace {
  /** Forward recursion. */
  readonly lattice: Lattice;
  /** Statistics of the E-step. */
  readonly expectations: Expectations;
  /** Compiled densities. */
  readonly emissions: Emissions;
  /** One covariance block. */
  readonly block: Float64Array;
}

/** Scratch for `problem`. @internal */
export function createEmWorkspace(problem: EmProblem): EmWorkspace {
  const { rows, states, dimension } = problem;
  return {
    lattice: createLattice(rows, states),
    expectations: createExpectations(states, dimension),
    emissions: createEmissions(states, dimension),
    block: new Float64Array(dimension * dimension),
  };
}
