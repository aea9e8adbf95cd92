import { type BindingLimit, misuse } from '@plimsoll/core';
import type { SolveOutcome } from '../engine/outcome.ts';
import type { QuadraticTerms, RatioTerms } from '../objectives/objective.ts';
import type { Problem } from '../problem/problem.ts';
import { type ReadProblem, readProblem, weightVector } from '../problem/read-problem.ts';
import type { KktDetail, PortfolioDetail, PortfolioEvidence } from './evidence.ts';
import { verifyConflict } from './verify-conflict.ts';
import { verifyOptimality } from './verify-optimality.ts';
import { verifyRay, verifyRiskless } from './verify-ray.ts';

/** Weights by asset name; assets not named have zero. */
export type WeightsByName = Readonly<Record<string, number>>;

/** What the verifier found. */
export interface Verification {
  /** Certificate, verified or not. */
  readonly evidence: PortfolioEvidence;
  /** Limits that hold with equality at the weights, with the verifier's own multipliers. */
  readonly binding: readonly BindingLimit[];
}

const kinds = {
  optimality: 'kkt-certificate',
  conflict: 'farkas-certificate',
  ray: 'ray-certificate',
} as const;

function evidenceOf(
  read: ReadProblem,
  verified: boolean,
  detail: Omit<PortfolioDetail, 'moments' | 'psd'>,
): PortfolioEvidence {
  const whole = { ...detail, moments: read.market.units, psd: read.psd } as PortfolioDetail;
  return {
    kind: kinds[whole.proof],
    version: 1,
    verified,
    configHash: read.configHash,
    detail: whole,
  };
}

/** Terms that the maximiser of a ratio also minimises, with the factor from them to the ratio. */
function utilityOfRatio(
  { gain, hurdle }: RatioTerms,
  { covariance }: ReadProblem['market'],
  weights: Float64Array,
): { readonly terms: QuadraticTerms; readonly tolerance: number; readonly unit: number } | null {
  const n = weights.length;
  let variance = 0;
  let excess = -hurdle;
  for (let i = 0; i < n; i += 1) {
    const weight = weights[i] as number;
    excess += (gain[i] as number) * weight;
    let row = 0;
    for (let j = 0; j < n; j += 1)
      row += (covariance[i * n + j] as number) * (weights[j] as number);
    variance += weight * row;
  }
  if (!(excess > 0 && variance > 0)) return null;
  const tolerance = variance / excess;
  return {
    terms: { form: 'quadratic', risk: 1, linear: Float64Array.from(gain, (g) => -tolerance * g) },
    tolerance,
    unit: excess / (variance * Math.sqrt(variance)),
  };
}

/** Verifies weights on a problem already read. @internal */
export function verifyWeights(read: ReadProblem, weights: Float64Array): Verification {
  let { terms } = read;
  let unit = 1;
  let riskTolerance: number | null = null;
  let possible = true;
  if (terms.form === 'ratio') {
    const utility = utilityOfRatio(terms, read.market, weights);
    possible = utility !== null;
    riskTolerance = utility?.tolerance ?? null;
    unit = utility?.unit ?? 1;
    terms = utility?.terms ?? {
      form: 'quadratic',
      risk: 0,
      linear: Float64Array.from(terms.gain, (g) => -g),
    };
  }
  const check = verifyOptimality(read, terms, weights, unit);
  const detail: Omit<KktDetail, 'moments' | 'psd'> = { ...check.detail, riskTolerance };
  return {
    evidence: evidenceOf(read, possible && check.verified, detail),
    binding: check.binding,
  };
}

/** Verifies that no weights gain more than these: the claim behind `no-positive-excess`. @internal */
export function verifyBestGain(read: ReadProblem, weights: Float64Array): Verification {
  const { terms } = read;
  const gain = terms.form === 'ratio' ? terms.gain : terms.linear;
  const linear: QuadraticTerms = {
    form: 'quadratic',
    risk: 0,
    linear: Float64Array.from(gain, (g) => -g),
  };
  const check = verifyOptimality(read, linear, weights, 1);
  const detail: Omit<KktDetail, 'moments' | 'psd'> = { ...check.detail, riskTolerance: null };
  let excess = terms.form === 'ratio' ? -terms.hurdle : 0;
  weights.forEach((weight, i) => {
    excess += weight * (gain[i] as number);
  });
  // The sum may be rounding above zero; the caller's claim allows as much.
  const none = excess <= 1e-12 * Math.max(Math.abs(excess), ...Array.from(gain, Math.abs));
  return { evidence: evidenceOf(read, check.verified && none, detail), binding: check.binding };
}

/** Verifies a claim of infeasibility or of an endless direction. @internal */
export function verifyClaim(
  read: ReadProblem,
  claim:
    | Pick<Extract<SolveOutcome, { readonly status: 'infeasible' }>, 'status' | 'conflict'>
    | Pick<Extract<SolveOutcome, { readonly status: 'unbounded' }>, 'status' | 'ray'>,
): PortfolioEvidence {
  if (claim.status === 'infeasible') {
    const n = read.market.symbols.length;
    const check = verifyConflict(claim.conflict, read.limits, n);
    return evidenceOf(read, check.verified, check.detail);
  }
  const ray = weightVector(claim.ray, read.market.symbols);
  const { terms } = read;
  if (terms.form === 'quadratic') {
    const check = verifyRay(read, terms, ray);
    return evidenceOf(read, check.verified, check.detail);
  }
  const riskless = verifyRiskless(read, terms, ray);
  if (riskless.verified) return evidenceOf(read, true, riskless.detail);
  // Else the ratio rises along a direction whose gain alone is what counts.
  const gain: QuadraticTerms = {
    form: 'quadratic',
    risk: 0,
    linear: Float64Array.from(terms.gain, (value) => -value),
  };
  const check = verifyRay(read, gain, ray);
  return evidenceOf(read, check.verified, check.detail);
}

const isOutcome = (answer: WeightsByName | SolveOutcome): answer is SolveOutcome =>
  typeof (answer as Partial<SolveOutcome>).status === 'string';

/**
 * Judges an answer to a problem from the user's own data, sharing no code with the engine: it computes
 * the gradient, finds multipliers with the right signs by non-negative least squares, and measures
 * every condition in its own scale. Weights may come from any solver.
 *
 * @param problem - The problem as it was solved.
 * @param answer - Weights by name, or a whole outcome of `solve`, whose claim is then checked:
 * optimality, contradiction or endless direction.
 * @returns Evidence with `verified`, and the binding limits the verifier sees.
 * @throws PlimsollError `optimizer/nothing-to-verify` for data too short to estimate moments.
 *
 * @example
 * ```ts
 * const { evidence } = verifyPortfolio(problem, { AAPL: 0.6, TLT: 0.4 });
 * evidence.verified; // false, and evidence.detail says by how much
 * ```
 */
export function verifyPortfolio(
  problem: Problem,
  answer: WeightsByName | SolveOutcome,
): Verification {
  const read = readProblem(problem);
  if (read.status !== 'read') {
    return misuse(
      'optimizer/nothing-to-verify',
      ['problem', 'data'],
      read.observations,
      `The moments need ${read.needed} rows.`,
    );
  }
  if (!isOutcome(answer)) return verifyWeights(read, weightVector(answer, read.market.symbols));
  switch (answer.status) {
    case 'infeasible':
    case 'unbounded':
      return { evidence: verifyClaim(read, answer), binding: [] };
    case 'no-positive-excess':
      return verifyBestGain(read, weightVector(answer.weights, read.market.symbols));
    case 'insufficient-data':
      return misuse(
        'optimizer/nothing-to-verify',
        ['answer', 'status'],
        answer.status,
        'There are no weights.',
      );
    default:
      return verifyWeights(read, weightVector(answer.weights, read.market.symbols));
  }
}
