import { assume } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CovarianceEstimator,
  diagnosePsd,
  estimate,
  ewmaCovariance,
  ledoitWolfConstantCorrelation,
  ledoitWolfIdentity,
  sampleCovariance,
} from '../../src/moments.ts';
import { matrixError, returnsTable, syntheticReturns } from '../support/return-tables.ts';
import { runs } from '../support/runs.ts';

const cell = fc.integer({ min: -1000, max: 1000 }).map((k) => k / 8192);
const block = fc
  .tuple(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 7 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

const estimators: [string, CovarianceEstimator][] = [
  ['sample covariance', sampleCovariance()],
  ['EWMA', ewmaCovariance({ lambda: 0.9 })],
  ['EWMA normalised', ewmaCovariance({ lambda: 0.9, seed: 'normalised' })],
  ['Ledoit–Wolf identity', ledoitWolfIdentity()],
  ['Ledoit–Wolf constant correlation', ledoitWolfConstantCorrelation({ ddof: 1 })],
];

const covarianceOf = (rows: number[][], covariance: CovarianceEstimator): number[][] =>
  assume(estimate(returnsTable(rows), { covariance }), 'fitted').moments.covariance.map((row) => [
    ...row,
  ]);

const close = (a: number[][], b: number[][], tolerance: number): void => {
  if (b.flat().every((value) => value === 0)) expect(a.flat().every((v) => v < 1e-18)).toBe(true);
  else expect(matrixError(a, b)).toBeLessThan(tolerance);
};

describe.each(estimators)('%s', (_, estimator) => {
  test('streams to the batch estimate, is symmetric and positive semidefinite', () => {
    fc.assert(
      fc.property(block, (rows) => {
        const batch = covarianceOf(rows, estimator);
        const { batch: _fast, ...live } = estimator;
        close(covarianceOf(rows, live), batch, 1e-9);
        batch.forEach((row, i) => {
          row.forEach((value, j) => {
            expect(value).toBe(batch[j]?.[i]);
          });
        });
        if (batch.some((row) => row.some((v) => v !== 0))) {
          expect(diagnosePsd(batch).status).not.toBe('indefinite');
        }
      }),
      runs(40),
    );
  });

  test('follows a permutation of the columns', () => {
    fc.assert(
      fc.property(block, (rows) => {
        const reversed = rows.map((row) => [...row].reverse());
        const want = covarianceOf(rows, estimator)
          .map((row) => row.reverse())
          .reverse();
        close(covarianceOf(reversed, estimator), want, 1e-11);
      }),
      runs(30),
    );
  });

  test('scales with the square of a common factor', () => {
    fc.assert(
      fc.property(block, fc.constantFrom(2 ** -20, 0.25, 4), (rows, factor) => {
        const scaled = rows.map((row) => row.map((v) => v * factor));
        const table = { ...returnsTable(scaled), content: 'log-returns' as const };
        const { moments } = assume(estimate(table, { covariance: estimator }), 'fitted');
        const want = covarianceOf(rows, estimator).map((row) => row.map((v) => v * factor ** 2));
        expect(moments.covariance).toEqual(want);
      }),
      runs(30),
    );
  });
});

describe('Ledoit–Wolf', () => {
  test('is definite with fewer rows than columns', () => {
    const rows = syntheticReturns(8, 12);
    expect(diagnosePsd(covarianceOf(rows, sampleCovariance())).rank).toBe(7);
    for (const estimator of [ledoitWolfIdentity(), ledoitWolfConstantCorrelation()]) {
      expect(diagnosePsd(covarianceOf(rows, estimator)).status).toBe('definite');
    }
  });

  test('leaves a cash column without variance alone and finite', () => {
    const rows = Array.from({ length: 20 }, (_, i) => [Math.sin(i), Math.cos(3 * i), 0]);
    for (const fast of [true, false]) {
      const { batch: _, ...live } = ledoitWolfConstantCorrelation();
      const matrix = covarianceOf(rows, fast ? ledoitWolfConstantCorrelation() : live);
      expect(matrix[2]).toEqual([0, 0, 0]);
      expect(matrix.flat().every(Number.isFinite)).toBe(true);
    }
  });

  test('does not shrink what already is its target', () => {
    const rows = [
      [0.5, 0.5],
      [-0.5, 0.5],
      [0.5, -0.5],
      [-0.5, -0.5],
    ];
    expect(covarianceOf(rows, ledoitWolfIdentity())).toEqual([
      [0.25, 0],
      [0, 0.25],
    ]);
    const { moments } = assume(
      estimate(returnsTable([[0.1], [0.2], [0.4]]), { covariance: ledoitWolfIdentity() }),
      'fitted',
    );
    expect(moments.estimators.covariance.detail).toMatchObject({ shrinkage: 0 });
  });
});

describe('streaming is stable', () => {
  test('a large offset costs no accuracy beyond its own rounding', () => {
    const rows = Array.from({ length: 400 }, (_, i) => [
      1e4 + Math.sin(i * 1.3),
      1e4 + Math.cos(i * 0.7),
    ]);
    for (const estimator of [
      sampleCovariance(),
      ledoitWolfIdentity(),
      ledoitWolfConstantCorrelation(),
    ]) {
      const { batch: _, ...live } = estimator;
      close(covarianceOf(rows, live), covarianceOf(rows, estimator), 1e-10);
    }
  });
});
