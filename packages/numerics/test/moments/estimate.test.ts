import { assume } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import {
  annualise,
  type CovarianceEstimator,
  denseMoments,
  diagnosePsd,
  estimate,
  estimateDefaults,
  ewmaCovariance,
  ewmaMean,
  ledoitWolfIdentity,
  type MomentsInput,
  repairPsd,
  sampleCovariance,
} from '../../src/moments.ts';
import { errorCode } from '../support/error-code.ts';
import { matrixError, returnsTable, syntheticReturns } from '../support/return-tables.ts';

const table = returnsTable([
  [0.01, 0.02],
  [0.03, -0.02],
  [-0.01, 0.03],
]);

describe('estimate', () => {
  test('carries names, kind, period, ddof, observations and who made it', () => {
    const { moments } = assume(
      estimate(table, { covariance: sampleCovariance(), period: 'day', periodsPerYear: 252 }),
      'fitted',
    );
    expect(moments).toMatchObject({
      symbols: ['S0', 'S1'],
      returns: 'simple',
      period: { label: 'day', periodsPerYear: 252 },
      ddof: 1,
      observations: 3,
      estimators: {
        mean: { kind: 'sample-mean', params: {}, detail: {} },
        covariance: { kind: 'sample-covariance', params: { ddof: 1 }, detail: {} },
      },
    });
    expect(JSON.parse(JSON.stringify(moments))).toEqual(moments);
  });

  test('uses the named defaults when none is given', () => {
    const { moments } = assume(estimate(table), 'fitted');
    expect(moments.estimators.covariance.kind).toBe(estimateDefaults.covariance.kind);
    expect(moments.period).toEqual({ label: 'row', periodsPerYear: null });
    const yearly = annualise(assume(estimate(table, { periodsPerYear: 12 }), 'fitted').moments);
    expect(yearly.mean[0]).toBeCloseTo(0.12, 15);
    expect(yearly.period).toEqual({ label: 'year', periodsPerYear: 1 });
    expect(errorCode(() => annualise(moments))).toBe(
      'numerics/unknown-period period periodsPerYear',
    );
  });

  test('refuses prices, kinds that disagree and kinds nobody states', () => {
    const { content: _, ...bare } = table;
    expect(errorCode(() => estimate({ ...bare, content: 'prices' }))).toBe(
      'numerics/prices-not-returns content',
    );
    expect(errorCode(() => estimate(table, { returns: 'log' }))).toBe(
      'numerics/returns-mismatch returns',
    );
    expect(errorCode(() => estimate(bare))).toBe('numerics/unknown-returns returns');
    expect(errorCode(() => estimate(bare, { returns: 'percent' as 'log' }))).toBe(
      'numerics/bad-returns-kind returns',
    );
    expect(assume(estimate(bare, { returns: 'log' }), 'fitted').moments.returns).toBe('log');
    expect(errorCode(() => estimate(table, { period: '' }))).toBe('numerics/bad-period period');
    expect(errorCode(() => estimate(table, { periodsPerYear: 0 }))).toBe(
      'numerics/bad-period periodsPerYear',
    );
  });

  test('answers too few rows as a market fact', () => {
    for (const rows of [0, 1]) {
      const short = {
        symbols: ['S0', 'S1'],
        closeAt: table.closeAt.slice(0, rows),
        values: [[0.1, 0.2]].slice(0, rows),
      };
      for (const covariance of [sampleCovariance(), ledoitWolfIdentity(), undefined]) {
        const options = covariance === undefined ? {} : { covariance };
        expect(estimate(short, { returns: 'simple', ...options })).toEqual({
          status: 'insufficient-data',
          observations: rows,
          needed: 2,
        });
      }
    }
    const none = { symbols: ['A'], closeAt: [], values: [] };
    const options = { returns: 'simple', covariance: ewmaCovariance(), mean: ewmaMean() } as const;
    expect(estimate(none, options)).toEqual({
      status: 'insufficient-data',
      observations: 0,
      needed: 1,
    });
  });

  test('takes an estimator of the user, an object literal', () => {
    const diagonal: CovarianceEstimator = {
      kind: 'unit-variance',
      version: 1,
      params: {},
      estimates: 'covariance',
      start: () => {
        let n = 0;
        let observations = 0;
        return {
          update(row) {
            n = row.length;
            observations += 1;
            return { status: 'ready', observations };
          },
          read(out) {
            for (let i = 0; i < n; i++) out[i * n + i] = 1;
            return { status: 'ready', observations, ddof: 0, detail: {} };
          },
          snapshot: () => ({ kind: 'unit-variance', version: 1, configHash: '', state: null }),
        };
      },
    };
    const { moments } = assume(estimate(table, { covariance: diagonal }), 'fitted');
    expect(moments.covariance).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test('refuses decay options that contradict each other or say nothing', () => {
    expect(errorCode(() => ewmaCovariance({ lambda: 0.9, halfLifeBars: 5 }))).toBe(
      'numerics/bad-decay lambda',
    );
    expect(errorCode(() => ewmaCovariance({ lambda: 1 }))).toBe('numerics/bad-decay lambda');
    expect(errorCode(() => ewmaMean({ halfLifeBars: 0 }))).toBe('numerics/bad-decay halfLifeBars');
    expect(errorCode(() => ewmaMean({ seed: 'zero' as 'normalised' }))).toBe(
      'numerics/bad-seed seed',
    );
    expect(errorCode(() => sampleCovariance({ ddof: 2 as 1 }))).toBe('numerics/bad-ddof ddof');
  });
});

describe('denseMoments', () => {
  const input: MomentsInput = {
    symbols: ['A', 'B'],
    mean: [1, 2],
    covariance: [
      [4, 1],
      [1, 9],
    ],
  };

  test('accepts what estimate gives, means by name and matrix-like covariances', () => {
    const { moments } = assume(estimate(returnsTable(syntheticReturns(30, 4))), 'fitted');
    expect(denseMoments(moments).n).toBe(4);
    const dense = denseMoments({
      ...input,
      mean: { B: 2, A: 1 },
      covariance: { rows: 2, columns: 2, get: (i, j) => (i === j ? 1 : 0) },
    });
    expect([...dense.mean]).toEqual([1, 2]);
    expect([...dense.covariance]).toEqual([1, 0, 0, 1]);
  });

  test('averages rounding away and refuses real asymmetry by the names of the pair', () => {
    const tilt = (by: number) => ({
      ...input,
      covariance: [
        [4, 1 + by],
        [1, 9],
      ],
    });
    const { covariance } = denseMoments(tilt(1e-12));
    expect(covariance[1]).toBe(covariance[2]);
    expect(errorCode(() => denseMoments(tilt(1e-6)))).toBe('numerics/asymmetric covariance B A');
  });

  test.each<[string, Partial<MomentsInput>, string]>([
    ['a name twice', { symbols: ['A', 'A'] }, 'numerics/bad-symbol symbols 1'],
    ['a missing mean', { mean: { A: 1 } }, 'numerics/bad-mean mean B'],
    ['a surplus mean', { mean: [1, 2, 3] }, 'numerics/bad-mean mean'],
    ['a matrix of another size', { covariance: [[1]] }, 'numerics/not-rectangular covariance'],
    [
      'a negative variance',
      {
        covariance: [
          [1, 0],
          [0, -1],
        ],
      },
      'numerics/negative-variance covariance B',
    ],
  ])('refuses %s', (_, change, code) => {
    expect(errorCode(() => denseMoments({ ...input, ...change }))).toBe(code);
  });
});

describe('diagnosePsd and repairPsd', () => {
  // Eigenvalues 1 ± √2/… of Higham's (2002) example: 1 - √2, 1, 1 + √2.
  const higham = [
    [1, 1, 0],
    [1, 1, 1],
    [0, 1, 1],
  ];

  test('tell definite, singular and indefinite apart at any scale', () => {
    for (const scale of [1e-12, 1, 1e12]) {
      const times = (m: number[][]) => m.map((row) => row.map((v) => v * scale));
      expect(
        diagnosePsd(
          times([
            [2, 0],
            [0, 1],
          ]),
        ),
      ).toMatchObject({ status: 'definite', rank: 2 });
      expect(
        diagnosePsd(
          times([
            [1, 1],
            [1, 1],
          ]),
        ),
      ).toMatchObject({
        status: 'semidefinite',
        condition: null,
        rank: 1,
      });
      expect(diagnosePsd(times(higham)).status).toBe('indefinite');
    }
    expect(diagnosePsd(higham).smallest).toBeCloseTo(1 - Math.SQRT2, 14);
    expect(
      diagnosePsd([
        [4, 0],
        [0, 1],
      ]).condition,
    ).toBeCloseTo(4, 14);
  });

  test('the nearest matrix lifts the negative eigenvalue, and its distance is that eigenvalue', () => {
    const repair = repairPsd(higham);
    expect(repair).toMatchObject({ status: 'repaired', lifted: 1 });
    // The Frobenius norm of the change is |1 - √2|, that of the matrix √7.
    expect(repair.distance).toBeCloseTo((Math.SQRT2 - 1) / Math.sqrt(7), 13);
    expect(diagnosePsd(repair.matrix).status).toBe('semidefinite');
    // Entry (0, 2): 0 lifted by (√2 - 1)/4, the product of vector entries being 1/2 · 1/2.
    expect(repair.matrix[0]?.[2]).toBeCloseTo((Math.SQRT2 - 1) / 4, 14);
    expect(diagnosePsd(repairPsd(higham, { floor: 1e-3 }).matrix).condition).toBeCloseTo(1000, 6);
  });

  test('lift every eigenvalue that needs it, and count them', () => {
    // Diagonal in the basis (1, 1, 1, 1)/2, (1, 1, -1, -1)/2, (1, -1, 1, -1)/2, (1, -1, -1, 1)/2.
    const basis = [
      [0.5, 0.5, 0.5, 0.5],
      [0.5, 0.5, -0.5, -0.5],
      [0.5, -0.5, 0.5, -0.5],
      [0.5, -0.5, -0.5, 0.5],
    ];
    const compose = (values: number[]) =>
      [0, 1, 2, 3].map((i) =>
        [0, 1, 2, 3].map((j) =>
          basis.reduce((sum, v, k) => sum + (values[k] ?? 0) * (v[i] ?? 0) * (v[j] ?? 0), 0),
        ),
      );
    const repair = repairPsd(compose([4, -1, 2, -3]));
    expect(repair.lifted).toBe(2);
    expect(matrixError(repair.matrix, compose([4, 0, 2, 0]))).toBeLessThan(1e-14);
    expect(repair.distance).toBeCloseTo(Math.sqrt(10 / 30), 14);
  });

  test('treat zeros as singular, not as something to repair', () => {
    expect(diagnosePsd([[0]])).toMatchObject({ status: 'semidefinite', rank: 0, condition: null });
    expect(
      repairPsd([
        [1, 0],
        [0, 0],
      ]),
    ).toMatchObject({ status: 'unchanged', lifted: 0 });
    expect(errorCode(() => repairPsd([[0]]))).toBe('numerics/not-definite matrix');
  });

  test('leave a covariance as it is', () => {
    const matrix = [
      [2, 1],
      [1, 3],
    ];
    expect(repairPsd(matrix)).toEqual({ status: 'unchanged', matrix, distance: 0, lifted: 0 });
  });

  test('refuse what is not a symmetric matrix', () => {
    expect(errorCode(() => diagnosePsd([[1, 2]]))).toBe('numerics/not-square matrix');
    expect(
      errorCode(() =>
        diagnosePsd([
          [1, 2],
          [3, 1],
        ]),
      ),
    ).toBe('numerics/asymmetric matrix 1 0');
    expect(errorCode(() => repairPsd([[-1]]))).toBe('numerics/not-definite matrix');
    expect(errorCode(() => repairPsd([[1]], { floor: 2 }))).toBe('numerics/bad-floor floor');
    expect(errorCode(() => diagnosePsd([[1]], { tolerance: -1 }))).toBe(
      'numerics/bad-tolerance tolerance',
    );
  });
});
