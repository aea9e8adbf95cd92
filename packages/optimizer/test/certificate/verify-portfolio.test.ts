import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMultipliers } from '../../src/certificate/multipliers.ts';
import {
  assume,
  bounds,
  budget,
  type Constraint,
  cap,
  certificateTolerances,
  group,
  linear,
  longOnly,
  maximumSharpe,
  minimumVariance,
  type Objective,
  solve,
  utility,
  verifyPortfolio,
} from '../../src/index.ts';
import { errorCode } from '../support/error-code.ts';
import { factorMoments, names, uniform } from '../support/moments.ts';
import { runs } from '../support/runs.ts';

const seeds = fc.integer({ min: 1, max: 1e6 });
const sectors = (n: number) => ({
  sector: Object.fromEntries(names(n).map((name, i) => [name, ['x', 'y', 'z'][i % 3] as string])),
});
const limits = (): readonly Constraint[] => [
  budget(1),
  longOnly(),
  cap(0.3),
  group('sector', { max: { x: 0.4 }, min: { y: 0.2 } }),
];
const objectives = (scale: number, gain: number): readonly Objective[] => [
  minimumVariance(),
  utility({ riskAversion: (3 * gain) / scale }),
  maximumSharpe({ riskFreeRate: 0.0001 * gain }),
];

describe('right answers', () => {
  test('are confirmed at any scale, far inside the tolerances', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 4, max: 30 }),
        fc.integer({ min: -12, max: 12 }),
        fc.integer({ min: -12, max: 12 }),
        (seed, n, a, b) => {
          const [scale, gain] = [10 ** a, 10 ** b];
          const moments = factorMoments(n, seed, scale, gain);
          for (const objective of objectives(scale, gain)) {
            const problem = { moments, groups: sectors(n), objective, constraints: limits() };
            const outcome = assume(solve(problem), 'optimal');
            const { evidence, binding } = verifyPortfolio(problem, outcome);
            expect(evidence).toEqual(outcome.evidence);
            expect(binding).toEqual(outcome.binding);
            expect(verifyPortfolio(problem, outcome.weights).evidence.verified).toBe(true);
            const detail = evidence.detail;
            if (detail.proof !== 'optimality') throw new Error(detail.proof);
            expect(Math.max(detail.dual, detail.sign, detail.gap)).toBeLessThan(1e-12);
            expect(detail.primal).toBeLessThan(1e-14);
          }
        },
      ),
      runs(15),
    );
  });

  test('with more limits binding than weights are free', () => {
    const moments = factorMoments(4, 5);
    const constraints = [
      budget(1),
      bounds({ min: 0.25 }),
      cap(0.25),
      budget(1, { name: 'again' }),
      group('sector', { min: { x: 0.5 }, max: { x: 0.5 } }),
    ];
    const groups = { sector: { A0: 'x', A1: 'x', A2: 'y', A3: 'y' } };
    const problem = { moments, groups, objective: utility({ riskAversion: 2 }), constraints };
    const outcome = assume(solve(problem), 'optimal');
    expect(outcome.binding.length).toBeGreaterThan(8);
    expect(outcome.evidence.detail).toMatchObject({ proof: 'optimality' });
  });

  test('with limits that differ by less than the tolerance, the tighter one carries', () => {
    const n = 5;
    const looser = (coefficients: Record<string, number>, max: number, name: string): Constraint =>
      linear({ name, coefficients, max: max + 4e-10 });
    const constraints = [
      ...names(n).map((name) => looser({ [name]: 1 }, 0.25, `near ${name}`)),
      looser({ A0: 1, A1: 1, A2: 1 }, 0.4, 'near three'),
      linear({ name: 'three', coefficients: { A0: 1, A1: 1, A2: 1 }, max: 0.4 }),
      budget(0.9),
      longOnly(),
      cap(0.25),
    ];
    for (const objective of objectives(1, 1)) {
      const found = solve({ moments: factorMoments(n), objective, constraints });
      const { binding } = assume(found, 'optimal');
      for (const { limit, multiplier } of binding) {
        if (limit.startsWith('near')) expect(multiplier).toBe(0);
      }
    }
  });
});

describe('wrong answers', () => {
  test('planted wrong active sets are refused at every scale', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 4, max: 15 }),
        fc.constantFrom(1e-12, 1e-9, 1e-4, 1, 1e6, 1e12),
        (seed, n, scale) => {
          const moments = factorMoments(n, seed, scale);
          for (const objective of objectives(scale, 1)) {
            const base = { moments, groups: sectors(n), objective };
            const problem = { ...base, constraints: limits() };
            const right = assume(solve(problem), 'optimal');
            names(n).forEach((asset) => {
              const weight = right.weights[asset] as number;
              const held = weight > 1e-6 && weight < 0.3 - 1e-6;
              const multiplier =
                right.binding.find(({ limit }) => limit === `long-only:${asset}`)?.multiplier ?? 0;
              // The largest holding let go, or a worthless one taken in: optimal for another set.
              const value = held ? 0 : 0.01;
              if (!held && !(weight === 0 && multiplier > 1e-7 * scale)) return;
              const pinned = bounds({
                min: { [asset]: value },
                max: { [asset]: value },
                name: 'pin',
              });
              const wrong = solve({ ...base, constraints: [...limits(), pinned] });
              if (wrong.status !== 'optimal') return;
              const { evidence } = verifyPortfolio(problem, wrong.weights);
              expect(evidence.verified).toBe(false);
            });
          }
        },
      ),
      runs(6),
    );
  });

  test('any other portfolio within the limits is refused', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 4, max: 12 }), (seed, n) => {
        const moments = factorMoments(n, seed);
        const objective = minimumVariance();
        const constraints = [budget(1), longOnly()];
        const next = uniform(seed + 1);
        const raw = names(n).map(() => next());
        const total = raw.reduce((a, b) => a + b);
        const weights = Object.fromEntries(names(n).map((a, i) => [a, (raw[i] as number) / total]));
        const problem = { moments, objective, constraints };
        expect(verifyPortfolio(problem, weights).evidence.verified).toBe(false);
        const right = assume(solve(problem), 'optimal').weights;
        const off = { ...right, A0: (right['A0'] ?? 0) + 1e-9 };
        const { verified, detail } = verifyPortfolio(problem, off).evidence;
        expect(verified).toBe(false);
        if (detail.proof !== 'optimality') throw new Error(detail.proof);
        expect(detail.primal).toBeGreaterThan(certificateTolerances.primal);
      }),
      runs(30),
    );
  });

  test('an interior-point answer of six digits is refused with its residuals', () => {
    const moments = factorMoments(8, 3);
    const problem = { moments, objective: minimumVariance(), constraints: [budget(1), longOnly()] };
    const { weights } = assume(solve(problem), 'optimal');
    const soft = Object.fromEntries(
      Object.entries(weights).map(([name, w]) => [name, (w + 1e-6) / (1 + 8e-6)]),
    );
    const { verified, detail } = verifyPortfolio(problem, soft).evidence;
    expect(verified).toBe(false);
    if (detail.proof !== 'optimality') throw new Error(detail.proof);
    expect(detail.primal).toBeLessThan(1e-12);
    expect(Math.max(detail.dual, detail.sign)).toBeGreaterThan(1e-8);
  });

  test('maximum Sharpe at weights that lose is not verified', () => {
    const moments = factorMoments(4, 3);
    const objective = maximumSharpe({ riskFreeRate: 1 });
    const problem = { moments, objective, constraints: [budget(1), longOnly()] };
    expect(verifyPortfolio(problem, { A0: 1 }).evidence.verified).toBe(false);
    const claim = solve(problem);
    expect(verifyPortfolio(problem, claim).evidence.verified).toBe(true);
    const false_ = { ...assume(claim, 'no-positive-excess'), weights: { A0: 0.5, A1: 0.5 } };
    expect(verifyPortfolio(problem, false_).evidence.verified).toBe(false);
    const easy = { ...problem, objective: maximumSharpe({ riskFreeRate: 0 }) };
    expect(verifyPortfolio(easy, claim).evidence.verified).toBe(false);
  });

  test('an asset left at its limit although it would improve the objective shows as a wrong sign', () => {
    const moments = {
      ...factorMoments(2),
      mean: [0.01, 0.01],
      covariance: [
        [0.04, 0],
        [0, 0.04],
      ],
    };
    const problem = { moments, objective: utility({ riskAversion: 1 }), constraints: [longOnly()] };
    const { verified, detail } = verifyPortfolio(problem, { A0: 0.25 }).evidence;
    expect(verified).toBe(false);
    expect(detail).toMatchObject({ primal: 0, dual: 0, gap: 0 });
    if (detail.proof === 'optimality') expect(detail.sign).toBeGreaterThan(0.9);
    expect(verifyPortfolio(problem, { A0: 0.25, A1: 0.25 }).evidence.verified).toBe(true);
  });

  test('limits that cancel without contradiction are no conflict', () => {
    const moments = factorMoments(2);
    const problem = { moments, objective: minimumVariance(), constraints: [budget(1)] };
    const member = { limit: 'budget', bound: 1, unit: 'weight', weight: 1 };
    const conflict = [
      { ...member, side: 'min' as const },
      { ...member, side: 'max' as const },
    ];
    const claim = {
      status: 'infeasible' as const,
      conflict,
      relaxation: [],
      evidence: {} as never,
    };
    expect(verifyPortfolio(problem, claim).evidence.verified).toBe(false);
  });

  test('a false ray and a false conflict are refused', () => {
    const moments = factorMoments(3, 3);
    const constraints = [budget(1), longOnly()];
    const evidence = {} as never;
    for (const objective of objectives(1, 1)) {
      const problem = { moments, objective, constraints };
      const ray = { status: 'unbounded' as const, ray: { A0: 1 }, evidence };
      expect(verifyPortfolio(problem, ray).evidence.verified).toBe(false);
      const conflict = { status: 'infeasible' as const, conflict: [], relaxation: [], evidence };
      expect(verifyPortfolio(problem, conflict).evidence.verified).toBe(false);
    }
  });

  test('nothing to verify is misuse', () => {
    const moments = factorMoments(3, 3);
    const problem = { moments, objective: minimumVariance(), constraints: [budget(1)] };
    const codes = [
      () => verifyPortfolio(problem, { status: 'insufficient-data', observations: 1, needed: 2 }),
      () => verifyPortfolio(problem, { ZZ: 1 }),
      () => verifyPortfolio(problem, { A0: Number.NaN }),
      () =>
        verifyPortfolio(
          {
            data: { symbols: ['A'], closeAt: [], values: [], content: 'simple-returns' },
            objective: minimumVariance(),
            constraints: [],
          },
          { A: 1 },
        ),
    ].map(errorCode);
    expect(codes).toEqual([
      'optimizer/nothing-to-verify answer status',
      'optimizer/unknown-asset weights ZZ',
      'optimizer/bad-weight weights A0',
      'optimizer/nothing-to-verify problem data',
    ]);
  });
});

describe('findMultipliers', () => {
  const problem = {
    scale: Float64Array.of(1, 1, 1),
    rows: [Float64Array.of(1, 1, 1), Float64Array.of(1, 1, 0)],
    signs: [0, 1],
    own: Int8Array.of(0, 0, 1),
  };

  test('explains a gradient that can be explained', () => {
    const found = findMultipliers({ ...problem, gradient: Float64Array.of(3, 3, 4) });
    expect(Math.max(...found.residual.map(Math.abs))).toBeLessThan(1e-15);
    expect(found.own[2]).toBeGreaterThanOrEqual(0);
    expect(found.rows[1]).toBeGreaterThanOrEqual(0);
  });

  test('leaves the least residual where signs forbid the rest', () => {
    const found = findMultipliers({
      gradient: Float64Array.of(1, 3, 0),
      scale: Float64Array.of(1, 1, 1),
      rows: [Float64Array.of(1, 1, 0), Float64Array.of(1, -1, 0)],
      signs: [1, 1],
      own: Int8Array.of(0, 0, 0),
    });
    // (1, 3) = 2 (1, 1) - 1 (1, -1): the second may not be negative.
    expect(found.rows[0]).toBeCloseTo(2, 14);
    expect(found.rows[1]).toBe(0);
    expect(found.residual[0]).toBeCloseTo(-1, 14);
  });

  test('agrees with brute force over all subsets', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const next = uniform(seed);
        const whole = (): number => Math.round(4 * (next() - 0.5));
        const n = 4;
        const vector = (): Float64Array => Float64Array.from({ length: n }, whole);
        const rows = [vector(), vector(), vector()];
        const signs = rows.map(() => Math.round(2 * (next() - 0.5)) || 1);
        const own = Int8Array.from(
          { length: n },
          () => [0, 1, -1, 0, 2][Math.floor(5 * next())] ?? 0,
        );
        const gradient = vector();
        const scale = new Float64Array(n).fill(1);
        const found = findMultipliers({ gradient, scale, rows, signs, own });
        const size = (r: Float64Array): number => r.reduce((sum, value) => sum + value * value, 0);
        let best = Number.POSITIVE_INFINITY;
        const step = 0.5;
        // A coarse grid can only be worse than the exact minimum.
        for (let a = -3; a <= 3; a += step) {
          for (let b = -3; b <= 3; b += step) {
            for (let c = -3; c <= 3; c += step) {
              const y = [a, b, c];
              if (y.some((value, k) => value * (signs[k] as number) < 0)) continue;
              const residual = gradient.map((value, i) => {
                const left = rows.reduce(
                  (sum, row, k) => sum - (y[k] as number) * (row[i] as number),
                  value,
                );
                const sign = own[i] as number;
                if (sign === 2) return 0;
                return sign * left > 0 ? 0 : left;
              });
              best = Math.min(best, size(residual));
            }
          }
        }
        expect(size(found.residual)).toBeLessThanOrEqual(best + 1e-12);
        found.rows.forEach((value, k) => {
          expect(value * (signs[k] as number)).toBeGreaterThanOrEqual(-1e-13);
        });
      }),
      runs(40),
    );
  });
});
