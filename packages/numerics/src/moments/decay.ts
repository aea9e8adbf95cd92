import { checkNumber, checkOneOf, misuse } from '@plimsoll/core';

/**
 * How an exponentially weighted estimate starts. `first-observation`: the first row stands in for
 * the unknown past, with the weight of all of it (RiskMetrics). `normalised`: weights are scaled to
 * add up to one, so early estimates are plain weighted averages.
 */
export type DecaySeed = 'first-observation' | 'normalised';

/** Options of {@link ewmaCovariance} and {@link ewmaMean}; give at most one of the two rates. */
export interface DecayOptions {
  /** Weight of the past against the newest row, above 0 and below 1. @defaultValue 0.94 */
  readonly lambda?: number;
  /** Rows after which a weight has halved; `lambda = 2^(-1/halfLifeBars)`. */
  readonly halfLifeBars?: number;
  /** How the estimate starts. @defaultValue 'first-observation' */
  readonly seed?: DecaySeed;
}

/** Defaults of {@link ewmaCovariance} and {@link ewmaMean}: daily RiskMetrics (1996). */
export const decayDefaults: Readonly<{ lambda: number; seed: DecaySeed }> = {
  lambda: 0.94,
  seed: 'first-observation',
};

/** Checks the options and resolves the half-life. */
export function resolveDecay(options: DecayOptions): { lambda: number; seed: DecaySeed } {
  const { lambda, halfLifeBars, seed = decayDefaults.seed } = options;
  checkOneOf(seed, ['first-observation', 'normalised'], 'numerics/bad-seed', ['seed']);
  if (halfLifeBars === undefined) {
    const value = lambda ?? decayDefaults.lambda;
    checkNumber(value, 'numerics/bad-decay', ['lambda'], {
      min: 0,
      above: true,
      max: 1 - 2 ** -53,
    });
    return { lambda: value, seed };
  }
  if (lambda !== undefined) {
    misuse('numerics/bad-decay', ['lambda'], lambda, 'Give lambda or halfLifeBars, not both.');
  }
  checkNumber(halfLifeBars, 'numerics/bad-decay', ['halfLifeBars'], { min: 0, above: true });
  return { lambda: 2 ** (-1 / halfLifeBars), seed };
}

/** Weight of each of `rows` observations, oldest first, adding up to one. */
export function decayWeights(rows: number, lambda: number, seed: DecaySeed): Float64Array {
  const weights = new Float64Array(rows);
  const total = seed === 'normalised' ? 1 - lambda ** rows : 1;
  for (let i = 0; i < rows; i++) weights[i] = ((1 - lambda) * lambda ** (rows - 1 - i)) / total;
  if (seed === 'first-observation') weights[0] = lambda ** (rows - 1);
  return weights;
}

/** `(Σ w)² / Σ w²`: how many equally weighted rows would be as informative. */
export function effectiveObservations(rows: number, lambda: number, seed: DecaySeed): number {
  const square = lambda * lambda;
  const share = (1 - lambda) / (1 + lambda);
  if (seed === 'normalised') {
    return (1 - lambda ** rows) ** 2 / (share * (1 - square ** rows));
  }
  const first = square ** (rows - 1);
  return 1 / (first + share * (1 - first));
}
