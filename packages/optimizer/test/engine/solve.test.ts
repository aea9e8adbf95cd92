import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import {
  assume,
  bounds,
  budget,
  type Constraint,
  type ConstraintForm,
  cap,
  group,
  linear,
  longOnly,
  maximumSharpe,
  minimumVariance,
  type Objective,
  type Problem,
  returnsOf,
  sampleCovariance,
  sampleMean,
  solve,
  tableFromRows,
  targetReturn,
  utility,
} from '../../src/index.ts';
import { errorCode } from '../support/error-code.ts';
import { factorMoments, gap, names, uniform } from '../support/moments.ts';
import { runs } from '../support/runs.ts';

const whole = [budget(1), longOnly()];

function priceTable(rows: number, columns: number, seed = 5) {
  const next = uniform(seed);
  const prices = names(columns).map(() => 100);
  return tableFromRows(
    Array.from({ length: rows }, (_, t) => {
      const common = 0.02 * (next() - 0.5);
      prices.forEach((price, i) => {
        prices[i] = price * (1 + common + 0.03 * (next() - 0.49));
      });
      return {
        closeAt: t + 1,
        ...Object.fromEntries(names(columns).map((s, i) => [s, prices[i]])),
      };
    }) as never,
    { content: 'prices' },
  );
}

describe('first contact', () => {
  const prices = priceTable(60, 4);
  const table = returnsOf(prices, { kind: 'simple' });

  test('five lines give certified weights by name', () => {
    const result = assume(
      solve({
        data: table,
        returns: 'simple',
        objective: minimumVariance(),
        constraints: [budget(1), longOnly(), cap(0.35)],
      }),
      'optimal',
    );
    expect(Object.keys(result.weights)).toEqual(['A0', 'A1', 'A2', 'A3']);
    const sum = Object.values(result.weights).reduce((a, b) => a + b);
    expect(Math.abs(sum - 1)).toBeLessThan(1e-15);
    expect(result.evidence).toMatchObject({ kind: 'kkt-certificate', verified: true });
    expect(result.evidence.detail.moments).toEqual({
      returns: 'simple',
      period: { label: 'row', periodsPerYear: null },
      ddof: expect.any(Number),
      observations: 59,
    });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  test('prices, a wrong kind and two sources are refused; too few rows are answered', () => {
    const objective = minimumVariance();
    const problem = { objective, constraints: whole };
    const codes = [
      () => solve({ ...problem, data: prices }),
      () => solve({ ...problem, data: table, returns: 'log' }),
      () => solve({ ...problem, data: table, moments: factorMoments(3) } as never),
      () => solve({ ...problem } as never),
    ].map((work) => errorCode(work).split(' ')[0]);
    expect(codes).toEqual([
      'numerics/prices-not-returns',
      'numerics/returns-mismatch',
      'optimizer/two-sources',
      'optimizer/no-moments',
    ]);
    const short = { ...table, closeAt: [1], values: [[0.1, 0, 0, 0]] };
    expect(solve({ ...problem, data: short })).toMatchObject({
      status: 'insufficient-data',
      observations: 1,
    });
  });

  test('estimators are named, and the period travels', () => {
    const period = { label: 'week', periodsPerYear: 52 };
    const base = {
      data: table,
      objective: utility({ riskAversion: 50 }),
      constraints: whole,
      period,
    };
    const shrunk = assume(solve(base), 'optimal');
    const estimators = { mean: sampleMean(), covariance: sampleCovariance() };
    const plain = assume(solve({ ...base, estimators }), 'optimal');
    expect(gap(plain.weights, shrunk.weights)).toBeGreaterThan(1e-6);
    expect(plain.evidence.configHash).not.toBe(shrunk.evidence.configHash);
    expect(plain.evidence.detail.moments).toMatchObject({ period, ddof: 1 });
  });
});

describe('invariance', () => {
  const objectives = (gain: number, scale: number): readonly Objective[] => [
    minimumVariance(),
    utility({ riskAversion: (4 * gain) / scale }),
    maximumSharpe({ riskFreeRate: 0.0001 * gain }),
    targetReturn({ atLeast: 0.0006 * gain }),
  ];
  const constraints = (n: number): readonly Constraint[] => [
    ...whole,
    cap(0.3),
    linear({ name: 'half', coefficients: { A0: 1, A1: 1, [`A${n - 1}`]: 1 }, max: 0.5 }),
  ];

  test('scaling covariance and means by 1e-12 to 1e12 changes neither status nor weights', () => {
    const n = 12;
    for (const scale of [1e-12, 1e-6, 1, 1e6, 1e12]) {
      for (const gain of [1e-12, 1, 1e12]) {
        objectives(gain, scale).forEach((objective, at) => {
          const moments = factorMoments(n, 3, scale, gain);
          const found = assume(
            solve({ moments, objective, constraints: constraints(n) }),
            'optimal',
          );
          const base = objectives(1, 1)[at] as Objective;
          const expected = assume(
            solve({ moments: factorMoments(n, 3), objective: base, constraints: constraints(n) }),
            'optimal',
          );
          expect(gap(found.weights, expected.weights)).toBeLessThan(1e-12);
          expect(found.binding.map(({ limit }) => limit)).toEqual(
            expected.binding.map(({ limit }) => limit),
          );
        });
      }
    }
  });

  test('the order of assets, a redundant limit and a looser cap change nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 5, max: 25 }), (seed, n) => {
        const moments = factorMoments(n, seed);
        for (const objective of objectives(1, 1).slice(0, 3)) {
          const base = solve({ moments, objective, constraints: constraints(n) });
          const expected = assume(base, 'optimal');
          const order = Array.from({ length: n }, (_, i) => (i * 7 + 3) % n);
          if (new Set(order).size === n) {
            const turned = {
              ...moments,
              symbols: order.map((i) => moments.symbols[i] as string),
              mean: order.map((i) => (moments.mean as readonly number[])[i] as number),
              covariance: order.map((i) =>
                order.map((j) => (moments.covariance as number[][])[i]?.[j] as number),
              ),
            };
            const again = solve({ moments: turned, objective, constraints: constraints(n) });
            expect(gap(assume(again, 'optimal').weights, expected.weights)).toBeLessThan(1e-11);
          }
          const more = [...constraints(n), cap(2, { name: 'loose' }), budget(1, { name: 'again' })];
          const redundant = assume(solve({ moments, objective, constraints: more }), 'optimal');
          expect(gap(redundant.weights, expected.weights)).toBeLessThan(1e-11);
        }
      }),
      runs(15),
    );
  });

  test('tightening never improves the objective, and the multiplier is its derivative', () => {
    const moments = factorMoments(10, 8);
    for (const objective of objectives(1, 1).slice(0, 3)) {
      const at = (most: number) =>
        assume(solve({ moments, objective, constraints: [...whole, cap(most)] }), 'optimal');
      const h = 1e-7;
      const [middle, low, high] = [at(0.16), at(0.16 - h), at(0.16 + h)];
      const better = objective.sense === 'minimise' ? -1 : 1;
      const improvement = (better * (high.objective.value - low.objective.value)) / (2 * h);
      expect(improvement).toBeGreaterThanOrEqual(0);
      const multipliers = middle.binding
        .filter(({ limit }) => limit.startsWith('cap:'))
        .reduce((sum, { multiplier }) => sum + (multiplier ?? 0), 0);
      expect(multipliers / improvement).toBeCloseTo(1, 5);
      const more = assume(
        solve({ moments, objective, constraints: [budget(1 + h), longOnly(), cap(0.16)] }),
        'optimal',
      );
      const less = assume(
        solve({ moments, objective, constraints: [budget(1 - h), longOnly(), cap(0.16)] }),
        'optimal',
      );
      const rise = (better * (more.objective.value - less.objective.value)) / (2 * h);
      const own = middle.binding.find(({ limit }) => limit === 'budget')?.multiplier ?? 0;
      expect(own / rise).toBeCloseTo(1, 5);
    }
  });
});

describe('covariances that are singular or worse', () => {
  const period = { label: 'day', periodsPerYear: null };
  const twin = {
    symbols: ['A', 'B', 'cash'],
    mean: [0.01, 0.01, 0.001],
    covariance: [
      [0.04, 0.04, 0],
      [0.04, 0.04, 0],
      [0, 0, 0],
    ],
    returns: 'simple' as const,
    period,
  };

  test('duplicates and cash are solved, and near chooses among equals', () => {
    const objective = utility({ riskAversion: 0.5 });
    const problem = { moments: twin, objective, constraints: whole };
    const any = assume(solve(problem), 'optimal');
    expect(any.weights['cash']).toBeCloseTo(0.55, 10);
    expect(any.evidence.detail.psd.status).toBe('semidefinite');
    const near = assume(solve(problem, { near: { A: 0.4, B: 0.05 } }), 'optimal');
    expect(near.weights['A']).toBeCloseTo(0.4, 6);
    expect(near.objective.value).toBeCloseTo(any.objective.value, 14);
  });

  test('no variance at all is still a problem', () => {
    const zero = { ...twin, covariance: twin.covariance.map((row) => row.map(() => 0)) };
    const problem = { moments: zero, objective: utility({ riskAversion: 1 }), constraints: whole };
    expect(assume(solve(problem), 'optimal').objective.value).toBeCloseTo(0.01, 15);
  });

  test('an indefinite one is rejected, repaired with its distance, or assumed away', () => {
    const moments = {
      ...twin,
      covariance: [
        [1, 0.9, -0.9],
        [0.9, 1, 0.9],
        [-0.9, 0.9, 1],
      ],
    };
    const problem = { moments, objective: minimumVariance(), constraints: whole };
    expect(errorCode(() => solve(problem))).toBe(
      'optimizer/indefinite-covariance moments covariance',
    );
    const repaired = assume(solve({ ...problem, psd: 'repair' }), 'optimal');
    expect(repaired.evidence.detail.psd.status).toBe('repaired');
    expect(repaired.evidence.detail.psd.distance).toBeGreaterThan(0.1);
    expect(solve({ ...problem, psd: 'assume' }).status).not.toBe('infeasible');
    expect(errorCode(() => solve({ ...problem, psd: 'ignore' as never }))).toBe(
      'optimizer/bad-psd-policy psd',
    );
  });

  test('an ml-matrix covariance and means by name are accepted', () => {
    const moments = {
      ...twin,
      covariance: new Matrix(twin.covariance),
      mean: { cash: 0.001, B: 0.01, A: 0.01 },
    };
    expect(
      solve({ moments, objective: utility({ riskAversion: 1 }), constraints: whole }).status,
    ).toBe('optimal');
  });
});

describe('outcomes', () => {
  const moments = factorMoments(6);

  test('unbounded without limits, with a verified ray', () => {
    const objective = utility({ riskAversion: 1 });
    const flat = {
      ...moments,
      covariance: (moments.covariance as number[][]).map((row, i) =>
        row.map((value, j) => (i === 0 || j === 0 ? 0 : value)),
      ),
    };
    const free = assume(solve({ moments: flat, objective, constraints: [] }), 'unbounded');
    expect(free.evidence).toMatchObject({ kind: 'ray-certificate', verified: true });
    expect(free.ray['A0']).toBe(1);
  });

  test('no positive excess, with the best there is', () => {
    const objective = maximumSharpe({ riskFreeRate: 0.01 });
    const answer = solve({ moments, objective, constraints: whole });
    const none = assume(answer, 'no-positive-excess');
    const best = Math.max(...(moments.mean as readonly number[]));
    expect(none.bestExcess).toBeCloseTo(best - 0.01, 15);
    expect(none.evidence.verified).toBe(true);
  });

  test('maximum Sharpe where the safest portfolio loses, and where only leverage helps', () => {
    const mean = [-0.001, -0.001, -0.001, -0.001, -0.001, 0.0005];
    const objective = maximumSharpe({ riskFreeRate: 0.0001 });
    const found = assume(
      solve({ moments: { ...moments, mean }, objective, constraints: whole }),
      'optimal',
    );
    expect(found.objective.value).toBeGreaterThan(0);
    const short = solve({ moments: { ...moments, mean }, objective, constraints: [budget(1)] });
    expect(['optimal', 'unbounded']).toContain(short.status);
    const arbitrage = {
      ...moments,
      covariance: (moments.covariance as number[][]).map((row, i) =>
        row.map((value, j) => (i === 0 || j === 0 ? 0 : value)),
      ),
    };
    const endless = solve({ moments: arbitrage, objective, constraints: whole });
    expect(assume(endless, 'unbounded').evidence.verified).toBe(true);
  });

  test('maximum Sharpe agrees with the best of many utilities', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 3, max: 15 }), (seed, n) => {
        const problem = { moments: factorMoments(n, seed), constraints: [...whole, cap(0.5)] };
        const objective = maximumSharpe({ riskFreeRate: 0.0002 });
        const best = assume(solve({ ...problem, objective }), 'optimal');
        for (const riskAversion of [0.5, 1, 2, 3, 5, 8, 13, 50]) {
          const other = assume(
            solve({ ...problem, objective: utility({ riskAversion }) }),
            'optimal',
          );
          const weights = Float64Array.from(Object.values(other.weights));
          const market = {
            mean: Float64Array.from(problem.moments.mean as number[]),
            covariance: Float64Array.from((problem.moments.covariance as number[][]).flat()),
          };
          const ratio = objective.value(weights, market as never);
          expect(ratio).toBeLessThanOrEqual(best.objective.value * (1 + 1e-12));
        }
      }),
      runs(15),
    );
  });

  test('cancelled and out of iterations', () => {
    const problem = { moments, objective: minimumVariance(), constraints: whole };
    expect(solve(problem, { signal: { aborted: true } })).toMatchObject({
      status: 'cancelled',
      evidence: { verified: false },
    });
    expect(
      solve(
        { ...problem, objective: maximumSharpe({ riskFreeRate: 0 }) },
        { signal: { aborted: true } },
      ).status,
    ).toBe('cancelled');
    expect(errorCode(() => solve(problem, { iterationLimit: 0 }))).toBe(
      'optimizer/bad-iteration-limit iterationLimit',
    );
  });
});

describe('what is refused, by name', () => {
  const moments = factorMoments(3);
  const objective = minimumVariance();
  const with_ = (...constraints: readonly Constraint[]): Problem => ({
    moments,
    objective,
    constraints,
    groups: { sector: { A0: 'x', A1: 'x', A2: 'y' }, part: { A0: 'x' } },
  });
  const form = (extra: Partial<ConstraintForm>): Constraint => ({
    kind: 'own',
    version: 1,
    params: {},
    name: 'own',
    forms: () => [
      {
        form: 'linear',
        limit: 'own',
        coefficients: {},
        min: 0,
        max: 1,
        unit: 'x',
        ...extra,
      } as never,
    ],
  });

  test.each([
    ['optimizer/unknown-asset', with_(linear({ name: 'x', coefficients: { ZZ: 1 }, max: 1 }))],
    ['optimizer/unknown-asset', with_(bounds({ max: { ZZ: 1 } }))],
    ['optimizer/unknown-dimension', with_(group('country', { max: { x: 1 } }))],
    ['optimizer/missing-group', with_(group('part', { max: { x: 1 } }))],
    ['optimizer/unknown-group', with_(group('sector', { max: { z: 1 } }))],
    ['optimizer/duplicate-limit', with_(cap(1), cap(2))],
    ['optimizer/unsupported-form', with_(form({ form: 'cardinality' }))],
    ['optimizer/bad-bound', with_(form({ max: Number.NaN } as never))],
    ['optimizer/bad-coefficient', with_(form({ coefficients: { A0: Number.NaN } }))],
    ['optimizer/bad-group', { ...with_(), groups: { sector: { A0: '' } } }],
    ['optimizer/no-assets', { ...with_(), moments: { ...moments, symbols: [] } }],
    ['numerics/bad-symbol', { ...with_(), moments: { ...moments, symbols: ['A', 'A', 'B'] } }],
    ['numerics/bad-mean', { ...with_(), moments: { ...moments, mean: [1, 2] } }],
    ['optimizer/bad-moments', { ...with_(), moments: { ...moments, returns: 'x' as never } }],
    ['optimizer/bad-moments', { ...with_(), moments: { ...moments, period: {} as never } }],
    ['optimizer/bad-moments', { ...with_(), moments: { ...moments, ddof: -1 } }],
    ['optimizer/bad-moments', { ...with_(), moments: { ...moments, observations: 0.5 } }],
    [
      'optimizer/bad-moments',
      { ...with_(), moments: { ...moments, period: { label: 'day', periodsPerYear: 0 } } },
    ],
  ] as const)('%s', (code, problem) => {
    expect(errorCode(() => solve(problem as Problem)).split(' ')[0]).toBe(code);
  });

  test('objectives without means, with bad terms, with a form to come', () => {
    const { mean: _, ...rest } = moments;
    const terms = (value: unknown): Objective => ({ ...objective, terms: () => value as never });
    const codes = [
      { moments: rest, objective: utility({ riskAversion: 1 }) },
      { moments, objective: terms({ form: 'smooth' }) },
      { moments, objective: terms({ form: 'quadratic', risk: -1, linear: [0, 0, 0] }) },
      { moments, objective: terms({ form: 'quadratic', risk: 1, linear: [0, 0] }) },
      {
        moments,
        objective: terms({ form: 'quadratic', risk: 1, linear: [0, 0, 0], ridge: [-1, 0, 0] }),
      },
      { moments, objective: terms({ form: 'ratio', gain: [0, 0, Number.NaN], hurdle: 0 }) },
      { moments, objective: terms({ form: 'ratio', gain: [0, 0, 0], hurdle: Number.NaN }) },
    ].map((problem) => errorCode(() => solve({ ...problem, constraints: whole })));
    expect(codes).toEqual([
      'optimizer/mean-required moments mean',
      'optimizer/unsupported-objective objective form',
      'optimizer/bad-objective objective risk',
      'optimizer/bad-objective objective linear',
      'optimizer/bad-objective objective ridge 0',
      'optimizer/bad-objective objective gain 2',
      'optimizer/bad-objective objective hurdle',
    ]);
    expect(solve({ moments: rest, objective, constraints: whole }).status).toBe('optimal');
  });

  test('numbers of constraints and objectives at construction', () => {
    const codes = [
      () => budget(Number.NaN),
      () => budget(1, { name: '' }),
      () => cap(Number.POSITIVE_INFINITY),
      () => bounds({ min: 0.5, max: 0.4 }),
      () => bounds({ min: 0.5, max: { A: 0.4 } }),
      () => bounds({ min: { A: Number.NaN } }),
      () => group('', {}),
      () => group('sector', { min: { x: Number.NaN } }),
      () => linear({ name: 'x', coefficients: { A: Number.NaN }, min: 0 }),
      () => linear({ name: 'x', coefficients: {} }),
      () => linear({ name: 'x', coefficients: {}, min: 2, max: 1 }),
      () => utility({ riskAversion: 0 }),
      () => maximumSharpe({ riskFreeRate: Number.NaN }),
      () => targetReturn({ atLeast: Number.NaN }),
    ].map(errorCode);
    expect(codes).toEqual([
      'optimizer/bad-budget total',
      'optimizer/bad-name name',
      'optimizer/bad-bound max',
      'optimizer/bounds-crossed min',
      'optimizer/bounds-crossed min A',
      'optimizer/bad-bound min A',
      'optimizer/bad-name dimension',
      'optimizer/bad-bound min x',
      'optimizer/bad-coefficient coefficients A',
      'optimizer/bad-bound min',
      'optimizer/bounds-crossed min',
      'optimizer/bad-risk-aversion riskAversion',
      'optimizer/bad-risk-free-rate riskFreeRate',
      'optimizer/bad-target-return atLeast',
    ]);
  });
});
