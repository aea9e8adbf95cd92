const leastPerState = 10;

/**
 * Fewest observations a fit accepts: ten a state, and no fewer than twice what a covariance of this
 * dimension needs to be estimated at all.
 */
export function observationsNeeded(states: number, dimension: number): number {
  return states * Math.max(leastPerState, 2 * (dimension + 2));
}
