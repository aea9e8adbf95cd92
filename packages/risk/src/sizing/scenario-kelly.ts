import { checkNumber, misuse } from '@plimsoll/core';
import { dot, type MatrixInput, toRowMajor } from '@plimsoll/numerics/linear-algebra';
import { fractionOf, type KellyOptions, kellyDefaults } from './kelly.ts';
import { type DegenerateKelly, type SizedKelly, sizedKelly } from './multi-asset-kelly.ts';
import { checkSymbols, solveIndependent } from './portfolio.ts';

/** Outcomes for {@link scenarioKelly}. */
export interface KellyScenarios {
  /** Names, each once, in the order of the columns. */
  readonly symbols: readonly string[];
  /** A row a scenario, a column an asset: simple returns, in excess of what cash earns. */
  readonly returns: MatrixInput;
  /** Probability of each row, summing to 1. @defaultValue all the same */
  readonly probabilities?: readonly number[];
}

/** Some portfolio never loses and sometimes gains: growth has no maximum. */
export interface UnboundedKelly {
  /** More is always better. */
  readonly status: 'unbounded';
}

const probabilitiesOf = ({ probabilities }: KellyScenarios, rows: number): readonly number[] => {
  if (probabilities === undefined) return Array.from({ length: rows }, () => 1 / rows);
  const path = ['probabilities'];
  const sum = probabilities.reduce(
    (total, value, i) => total + checkNumber(value, 'risk/bad-option', [...path, i], { min: 0 }),
    0,
  );
  if (probabilities.length !== rows || Math.abs(sum - 1) > 1e-9) {
    misuse('risk/bad-option', path, probabilities, `Give ${rows} probabilities that sum to 1.`);
  }
  return probabilities;
};

/**
 * The exposures that maximise the mean of `ln(1 + w'R)` over scenarios, by Newton steps with backtracking, then
 * scaled by `fractionOfKelly`. Exact where the quadratic rule overstates: two independent even-money
 * bets at 60 % get 0.1923 each, not 0.2.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function scenarioKelly(
  scenarios: KellyScenarios,
  options: KellyOptions = kellyDefaults,
): SizedKelly | DegenerateKelly | UnboundedKelly {
  const { symbols } = scenarios;
  checkSymbols(symbols);
  const n = symbols.length;
  const { rows, columns, values } = toRowMajor(scenarios.returns, ['returns']);
  if (rows === 0 || columns !== n) {
    misuse('risk/bad-option', ['returns'], columns, `Give rows of ${n} returns.`);
  }
  const probabilities = probabilitiesOf(scenarios, rows);
  const c = fractionOf(options);
  const row = (i: number) => values.subarray(i * n, (i + 1) * n);
  const growthAt = (weights: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < rows; i += 1) {
      const p = probabilities[i] as number;
      if (p > 0) sum += p * Math.log1p(dot(row(i), weights));
    }
    return Number.isNaN(sum) ? Number.NEGATIVE_INFINITY : sum;
  };

  const weights = new Float64Array(n);
  // An attained maximum takes a few steps; on the way to an absent one wealth doubles every time.
  for (let pass = 0; pass < 200; pass += 1) {
    const gradient = new Float64Array(n);
    const hessian = new Float64Array(n * n);
    for (let i = 0; i < rows; i += 1) {
      const r = row(i);
      const wealth = 1 + dot(r, weights);
      const p = probabilities[i] as number;
      if (p === 0) continue;
      for (let j = 0; j < n; j += 1) {
        const scaled = (r[j] as number) / wealth;
        gradient[j] = (gradient[j] as number) + p * scaled;
        for (let k = 0; k < n; k += 1) {
          const at = j * n + k;
          hessian[at] = (hessian[at] as number) + (p * scaled * (r[k] as number)) / wealth;
        }
      }
    }
    const solved = solveIndependent(hessian, gradient);
    if ('pivot' in solved) {
      if (pass > 0) return { status: 'unbounded' };
      return { status: 'degenerate', symbol: symbols[solved.pivot] as string };
    }
    const decrement = Math.sqrt(Math.max(0, dot(gradient, solved.values)));
    const moved = (step: number) =>
      weights.map((weight, j) => weight + step * (solved.values[j] as number));
    const growth = growthAt(weights);
    // Out of the domain the growth is -∞, so halving also keeps every wealth above 0. Close to the
    // maximum the gain is below rounding and the full step is right.
    let step = 1;
    const required = decrement < 1e-6 ? Number.NEGATIVE_INFINITY : 0.25 * decrement * decrement;
    while (step > 1e-12 && !(growthAt(moved(step)) >= growth + step * required)) step *= 0.5;
    weights.set(moved(step));
    if (decrement < 1e-9) {
      const taken = weights.map((weight) => c * weight);
      return sizedKelly(symbols, taken, growthAt(taken));
    }
  }
  return { status: 'unbounded' };
}
