import { describe, expect, test } from 'vitest';
import {
  assume,
  budget,
  type Constraint,
  cap,
  frontier,
  longOnly,
  maximumSharpe,
  minimumVariance,
  type Objective,
  type ProblemMoments,
  solve,
  utility,
} from '../../src/index.ts';
import bailey from '../golden/bailey-lopez-de-prado-2013.json' with { type: 'json' };
import indices from '../golden/portfolio-eustockmarkets.json' with { type: 'json' };
import stocks from '../golden/portfolio-stocks20.json' with { type: 'json' };
import { gap, names } from '../support/moments.ts';

const period = { label: 'year', periodsPerYear: 1 };

describe('Bailey and Lopez de Prado (2013)', () => {
  const symbols = names(bailey.mean.length);
  const { mean, covariance } = bailey;
  const moments: ProblemMoments = { symbols, mean, covariance, returns: 'simple', period };

  for (const { riskFreeRate, cap: most, riskTolerance, sharpe, weights } of bailey.maximumSharpe) {
    test(`maximum Sharpe, risk-free ${riskFreeRate}, cap ${most}`, () => {
      const constraints: Constraint[] = [budget(1), longOnly()];
      if (most !== null) constraints.push(cap(most));
      const objective = maximumSharpe({ riskFreeRate });
      const answer = assume(solve({ moments, objective, constraints }), 'optimal');
      expect(Math.abs(answer.objective.value - sharpe)).toBeLessThan(4e-15);
      expect(gap(answer.weights, weights)).toBeLessThan(1e-14);
      expect(answer.evidence.detail).toMatchObject({ proof: 'optimality' });
      const detail = answer.evidence.detail as { readonly riskTolerance: number };
      expect(Math.abs(detail.riskTolerance - riskTolerance)).toBeLessThan(1e-14);
    });
  }

  test('all corners of the frontier', () => {
    const traced = assume(frontier({ moments, constraints: [budget(1), longOnly()] }), 'traced');
    const expected = [...bailey.turningPoints].reverse();
    expect(traced.corners).toHaveLength(expected.length);
    expect(traced.bounded).toBe(true);
    expect(traced.verified).toBe(true);
    expect(traced.worstResidual).toBeLessThan(1e-13);
    expected.forEach((point, at) => {
      const corner = traced.corners[at];
      if (corner === undefined) throw new Error('missing');
      expect(gap(corner.weights, point.weights)).toBeLessThan(1e-13);
      expect(Math.abs(corner.expectedReturn - point.expectedReturn)).toBeLessThan(1e-13);
      expect(Math.abs(corner.volatility - point.volatility)).toBeLessThan(1e-13);
      const tolerance = 1e-13 * (1 + point.riskTolerance);
      expect(Math.abs(corner.riskTolerance - point.riskTolerance)).toBeLessThan(tolerance);
    });
  });
});

interface Golden {
  readonly assets: readonly string[];
  readonly mean: number[];
  readonly covariance: number[][];
  readonly params: { readonly ub: number; readonly rf: number };
  readonly solutions: Record<string, { weights: number[]; ret: number; vol: number }>;
  readonly frontier: readonly { target: number; vol: number; weights: number[] }[];
}

for (const [title, golden] of [
  ['twenty US stocks', stocks as unknown as Golden],
  ['four European indices', indices as unknown as Golden],
] as const) {
  describe(`golden portfolios of ${title}`, () => {
    const { assets: symbols, mean, covariance, params } = golden;
    const moments: ProblemMoments = { symbols, mean, covariance, returns: 'simple', period };
    const whole = [budget(1), longOnly()];
    const capped = [...whole, cap(params.ub)];
    const cases: Record<string, readonly [Objective, readonly Constraint[]]> = {
      min_variance_long_only: [minimumVariance(), whole],
      min_variance_ub: [minimumVariance(), capped],
      min_variance_unconstrained: [minimumVariance(), [budget(1)]],
      max_sharpe_long_only: [maximumSharpe({ riskFreeRate: params.rf }), whole],
      max_sharpe_ub: [maximumSharpe({ riskFreeRate: params.rf }), capped],
      max_utility_delta_1: [utility({ riskAversion: 1 }), whole],
      max_utility_delta_1_ub: [utility({ riskAversion: 1 }), capped],
      'max_utility_delta_2.5': [utility({ riskAversion: 2.5 }), whole],
      'max_utility_delta_2.5_ub': [utility({ riskAversion: 2.5 }), capped],
    };
    for (const [key, [objective, constraints]] of Object.entries(cases)) {
      test(key, () => {
        const answer = assume(solve({ moments, objective, constraints }), 'optimal');
        const expected = golden.solutions[key];
        if (expected === undefined) throw new Error(key);
        expect(gap(answer.weights, expected.weights)).toBeLessThan(1e-9);
        const variance = minimumVariance().value(Float64Array.from(Object.values(answer.weights)), {
          covariance: Float64Array.from(covariance.flat()),
        } as never);
        expect(Math.abs(Math.sqrt(variance) / expected.vol - 1)).toBeLessThan(1e-10);
      });
    }

    test('ten points of the frontier', () => {
      const traced = assume(frontier({ moments, constraints: whole }, { points: 10 }), 'traced');
      golden.frontier.forEach((expected, at) => {
        const point = traced.points[at];
        if (point === undefined) throw new Error('missing');
        expect(Math.abs(point.expectedReturn / expected.target - 1)).toBeLessThan(1e-10);
        expect(Math.abs(point.volatility / expected.vol - 1)).toBeLessThan(1e-10);
        expect(gap(point.weights, expected.weights)).toBeLessThan(1e-8);
      });
    });
  });
}
