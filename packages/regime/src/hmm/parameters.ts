/**
 * Parameters of a Gaussian hidden Markov model as kernels want them: flat, row-major, one block of
 * `dimension * dimension` a covariance.
 *
 * @internal
 */
export interface HmmParameters {
  /** Number of states. */
  readonly states: number;
  /** Number of columns observed. */
  readonly dimension: number;
  /** Law of the first state. */
  readonly initial: Float64Array;
  /** Row-stochastic transition matrix, from row to column. */
  readonly transition: Float64Array;
  /** Means, one row a state. */
  readonly means: Float64Array;
  /** Covariances, one block a state. */
  readonly covariances: Float64Array;
}

/** Zeroed parameters of a given size. @internal */
export function createParameters(states: number, dimension: number): HmmParameters {
  return {
    states,
    dimension,
    initial: new Float64Array(states),
    transition: new Float64Array(states * states),
    means: new Float64Array(states * dimension),
    covariances: new Float64Array(states * dimension * dimension),
  };
}

/** Copies every number of `from` into `to`. @internal */
export function copyParameters(from: HmmParameters, to: HmmParameters): void {
  to.initial.set(from.initial);
  to.transition.set(from.transition);
  to.means.set(from.means);
  to.covariances.set(from.covariances);
}
