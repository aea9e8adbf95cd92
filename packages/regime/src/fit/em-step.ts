import { choleskyInPlace } from '@plimsoll/numerics/linear-algebra';
import { compileEmissions, type Emissions, logDensities } from '../hmm/emissions.ts';
import { accumulate } from '../hmm/expectations.ts';
import { forward } from '../hmm/forward.ts';
import type { HmmParameters } from '../hmm/parameters.ts';
import type { EmProblem, EmWorkspace } from './em-problem.ts';
import { updateTransitions } from './transition-step.ts';

/**
 * One step of expectation–maximisation (Baum, Petrie, Soules and Weiss, 1970) from `from` to `to`,
 * with an inverse-Wishart prior on the covariances and a Dirichlet prior on the transitions.
 *
 * @returns the penalised log-likelihood of `from`; NaN when `from` or `to` is degenerate.
 * @internal
 */
export function emStep(
  problem: EmProblem,
  workspace: EmWorkspace,
  from: HmmParameters,
  to: HmmParameters,
): number {
  const { values, rows, dimension, states } = problem;
  const { lattice, expectations, emissions } = workspace;
  if (compileEmissions(from, emissions) >= 0) return Number.NaN;
  for (let t = 0; t < rows; t += 1) {
    logDensities(emissions, values, t * dimension, lattice.densities, t * states);
  }
  const logLikelihood = forward(lattice, from.initial, from.transition);
  const objective = logLikelihood + logPrior(problem, from, emissions);
  if (!Number.isFinite(objective)) return Number.NaN;
  accumulate(from, values, lattice, expectations);
  if (!updateEmissions(problem, workspace, from, to)) return Number.NaN;
  updateTransitions(problem, expectations, from, to);
  return objective;
}

/** Logarithm of the prior densities, without their constants. @internal */
export function logPrior(
  problem: EmProblem,
  parameters: HmmParameters,
  emissions: Emissions,
): number {
  const { states, dimension: d, covarianceWeight, pooled, pseudoTransitions } = problem;
  let sum = 0;
  for (let cell = 0; cell < states * states; cell += 1) {
    const weight = pseudoTransitions[cell] as number;
    if (weight > 0) sum += weight * Math.log(parameters.transition[cell] as number);
  }
  if (covarianceWeight === 0) return sum;
  for (let k = 0; k < states; k += 1) {
    // logNorms hold half the negative log determinant, up to a constant.
    sum += covarianceWeight * (emissions.logNorms[k] as number);
    for (let i = 0; i < d; i += 1) {
      const row = (k * d + i) * d;
      for (let a = 0; a <= i; a += 1) {
        for (let b = 0; b <= i; b += 1) {
          sum -=
            0.5 *
            covarianceWeight *
            (emissions.whitening[row + a] as number) *
            (emissions.whitening[row + b] as number) *
            (pooled[a * d + b] as number);
        }
      }
    }
  }
  return sum;
}

function updateEmissions(
  problem: EmProblem,
  workspace: EmWorkspace,
  from: HmmParameters,
  to: HmmParameters,
): boolean {
  const { states, dimension: d, covarianceWeight: weight, pooled, diagonal } = problem;
  const { occupancy, deviations, squares } = workspace.expectations;
  for (let k = 0; k < states; k += 1) {
    const count = occupancy[k] as number;
    if (!(count >= problem.minimumOccupancy)) return false;
    for (let i = 0; i < d; i += 1) {
      const row = k * d + i;
      const shift = (deviations[row] as number) / count;
      to.means[row] = (from.means[row] as number) + shift;
      for (let j = 0; j <= i; j += 1) {
        const other = k * d + j;
        const centred = (squares[row * d + j] as number) - shift * (deviations[other] as number);
        const value =
          diagonal && i !== j
            ? 0
            : (centred + weight * (pooled[i * d + j] as number)) / (count + weight);
        to.covariances[row * d + j] = value;
        to.covariances[other * d + i] = value;
      }
    }
    if (!isSound(problem, to, k, workspace.block)) return false;
  }
  return true;
}

/** Whether no direction of the covariance is tiny against the pooled covariance. */
function isSound(
  problem: EmProblem,
  parameters: HmmParameters,
  k: number,
  block: Float64Array,
): boolean {
  const { dimension: d, pooled, minimumVarianceRatio, diagonal } = problem;
  for (let i = 0; i < d; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const floor = diagonal && i !== j ? 0 : minimumVarianceRatio * (pooled[i * d + j] as number);
      block[i * d + j] = (parameters.covariances[(k * d + i) * d + j] as number) - floor;
    }
  }
  return choleskyInPlace(block, d) < 0;
}
