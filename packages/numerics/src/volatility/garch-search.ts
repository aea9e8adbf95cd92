import type { WorkOptions } from '@plimsoll/core';
import { type BfgsOutcome, minimiseBfgs } from '../roots/minimise-bfgs.ts';
import { descentByCoordinates, fromCoordinates, toCoordinates } from './garch-coordinates.ts';
import type { GarchBoundary, GarchEstimate, GarchOutcome } from './garch-fit.ts';
import { garchLikelihood } from './garch-likelihood.ts';
import type { GarchParameters } from './garch-parameters.ts';
import { blankPresample, type GarchPresample, presampleRule } from './garch-presample.ts';
import { inOriginalUnit, type StandardisedSeries } from './standardised-series.ts';

interface SearchOptions extends WorkOptions {
  readonly presample: GarchPresample;
  readonly maxIterations: number;
  readonly start: GarchParameters | undefined;
}

// Weights of markets from calm to violent; the mean is 0 and the variance 1 after standardising.
const grid: readonly GarchParameters[] = [
  [0.05, 0.9],
  [0.1, 0.85],
  [0.15, 0.75],
  [0.1, 0.5],
  [0.3, 0.6],
  [0.03, 0.96],
].map(([alpha = 0, beta = 0]) => ({ mu: 0, omega: 1 - alpha - beta, alpha, beta }));

// The start may lie on the boundary, where coordinates are infinite.
const inside = ({ mu, omega, alpha, beta }: GarchParameters): GarchParameters => {
  const [a, b] = [Math.max(alpha, 0.02), Math.max(beta, 0.02)];
  const shrink = Math.min(1, 0.99 / (a + b));
  return { mu, omega, alpha: a * shrink, beta: b * shrink };
};

const boundaryOf = ({ omega, alpha, beta }: GarchParameters): readonly GarchBoundary[] => [
  ...(omega < 1e-10 ? (['omega-zero'] as const) : []),
  ...(alpha < 1e-6 ? (['alpha-zero'] as const) : []),
  ...(beta < 1e-6 ? (['beta-zero'] as const) : []),
  ...(1 - alpha - beta < 1e-7 ? (['integrated'] as const) : []),
];

/** Maximises the likelihood of a standardised series and reports in the original's unit. */
export function searchGarch(
  standardised: StandardisedSeries,
  { presample, maxIterations, start, ...work }: SearchOptions,
): Exclude<GarchOutcome, { readonly status: 'degenerate' | 'insufficient-data' }> {
  const { series, scale } = standardised;
  const observations = series.length;
  const rule = presampleRule(presample, series);
  const before = blankPresample();
  const natural = new Float64Array(4);
  let passes = 0;
  const likelihood = (parameters: GarchParameters): number => {
    passes += 1;
    rule(parameters, before);
    return garchLikelihood(series, parameters, before, natural);
  };
  const objective = (x: Float64Array, gradient: Float64Array): number => {
    const parameters = fromCoordinates(x);
    const value = likelihood(parameters);
    descentByCoordinates(parameters, natural, gradient);
    for (let i = 0; i < 4; i++) gradient[i] = (gradient[i] as number) / observations;
    return -value / observations;
  };
  const maximise = (from: GarchParameters): BfgsOutcome =>
    minimiseBfgs(objective, {
      ...work,
      start: toCoordinates(from),
      gradientTolerance: 1e-9,
      maxIterations,
    });

  const starts =
    start === undefined
      ? grid
          .map((from) => ({ from, at: likelihood(from) }))
          .sort((a, b) => b.at - a.at)
          .map(({ from }) => from)
      : [inside(start)];
  const parametersOf = ({ x }: BfgsOutcome): GarchParameters => fromCoordinates(x);
  const sound = (found: BfgsOutcome): boolean =>
    found.status === 'converged' && boundaryOf(parametersOf(found)).length === 0;
  const heightOf = ({ value }: BfgsOutcome): number => value ?? Number.POSITIVE_INFINITY;

  let best: BfgsOutcome | undefined;
  let iterations = 0;
  for (const from of starts) {
    const found = maximise(from);
    iterations += found.iterations;
    const gain = best === undefined ? Number.POSITIVE_INFINITY : heightOf(best) - heightOf(found);
    if (gain > 0) best = found;
    // A boundary or a stall may be the fault of the start: another start that ends no higher tells.
    if (found.status === 'cancelled' || sound(found) || gain < 1e-9) break;
  }

  const found = best as BfgsOutcome;
  const parameters = parametersOf(found);
  const logLikelihood = likelihood(parameters) - observations * Math.log(scale);
  const { mu, omega, alpha, beta } = parameters;
  let next = omega + (alpha + beta) * before.value;
  for (const x of series) next = omega + alpha * (x - mu) ** 2 + beta * next;
  const estimate: GarchEstimate = {
    parameters: inOriginalUnit(parameters, standardised),
    logLikelihood,
    observations,
    presample,
    presampleVariance: scale * scale * before.value,
    nextVariance: scale * scale * next,
    boundary: boundaryOf(parameters),
    scaledGradient: found.scaledGradient ?? Number.MAX_VALUE,
    iterations,
    evaluations: passes,
  };
  if (found.status === 'cancelled') return { status: 'cancelled', ...estimate };
  // Rounding of the likelihood can stop the search where nothing is left to gain.
  if (found.status === 'converged' || estimate.scaledGradient <= 1e-7) {
    return { status: 'fitted', ...estimate };
  }
  const reason = found.status === 'iteration-limit' ? 'iteration-limit' : 'stalled';
  return { status: 'not-converged', reason, ...estimate };
}
