import { checkName, checkNumber, checkOneOf, misuse, type Table } from '@plimsoll/core';
import { type DenseTable, denseTable } from '../table/dense-table.ts';
import type { ReturnsKind } from '../table/returns-of.ts';
import type {
  CovarianceEstimator,
  EstimatorReading,
  MeanEstimator,
  MomentEstimator,
} from './estimator.ts';
import { ledoitWolfConstantCorrelation } from './ledoit-wolf-constant-correlation.ts';
import type { EstimatorRecord, Moments } from './moments.ts';
import { sampleMean } from './sample-mean.ts';

/** Options of {@link estimate}. */
export interface EstimateOptions {
  /** Estimator of the mean. @defaultValue sampleMean() */
  readonly mean?: MeanEstimator;
  /** Estimator of the covariance. @defaultValue ledoitWolfConstantCorrelation() */
  readonly covariance?: CovarianceEstimator;
  /** Kind of the returns; must agree with what the table records, and may be left to it. */
  readonly returns?: ReturnsKind;
  /** Name of a period for people. @defaultValue 'row' */
  readonly period?: string;
  /** Periods in a year, needed by {@link annualise}. @defaultValue null */
  readonly periodsPerYear?: number | null;
}

/** The estimators that are used when none is named. */
export const estimateDefaults: Readonly<{
  mean: MeanEstimator;
  covariance: CovarianceEstimator;
  period: string;
  periodsPerYear: null;
}> = {
  mean: sampleMean(),
  covariance: ledoitWolfConstantCorrelation(),
  period: 'row',
  periodsPerYear: null,
};

/** The table sufficed. */
export interface FittedMoments {
  /** There is an estimate. */
  readonly status: 'fitted';
  /** The estimate. */
  readonly moments: Moments;
}

/** The table has too few rows for an estimator. */
export interface InsufficientMoments {
  /** There is no estimate. */
  readonly status: 'insufficient-data';
  /** Rows in the table. */
  readonly observations: number;
  /** Rows needed. */
  readonly needed: number;
}

/** Answer of {@link estimate}. */
export type EstimateOutcome = FittedMoments | InsufficientMoments;

/**
 * Resolves the kind of returns from what the caller states and what the table records.
 *
 * @throws `numerics/prices-not-returns`, `numerics/returns-mismatch`, `numerics/unknown-returns`.
 */
export function returnsKindOf(table: Pick<Table, 'content'>, stated?: ReturnsKind): ReturnsKind {
  const { content } = table;
  if (stated !== undefined) {
    checkOneOf(stated, ['simple', 'log'], 'numerics/bad-returns-kind', ['returns']);
  }
  if (content === 'prices') {
    misuse('numerics/prices-not-returns', ['content'], content, 'Take returnsOf(table) first.');
  }
  const recorded = content === undefined ? undefined : content === 'log-returns' ? 'log' : 'simple';
  if (stated !== undefined && recorded !== undefined && stated !== recorded) {
    misuse(
      'numerics/returns-mismatch',
      ['returns'],
      stated,
      `The table holds ${recorded} returns.`,
    );
  }
  return (
    stated ??
    recorded ??
    misuse('numerics/unknown-returns', ['returns'], undefined, 'Say whether simple or log.')
  );
}

/** Runs one estimator over a table: its fast path if it has one, else the fold of its live form. */
export function runEstimator(
  estimator: MomentEstimator<'mean' | 'covariance'>,
  data: DenseTable,
  out: Float64Array,
): EstimatorReading {
  if (estimator.batch !== undefined) return estimator.batch(data, out);
  const live = estimator.start();
  for (let i = 0; i < data.rows; i++) {
    live.update(data.values.subarray(i * data.columns, (i + 1) * data.columns));
  }
  return live.read(out);
}

/**
 * Moments of a table of returns, a row a period.
 *
 * @throws `numerics/prices-not-returns`, `numerics/returns-mismatch`, `numerics/unknown-returns`,
 * `numerics/bad-period`, and what {@link denseTable} throws; NaN is refused by symbol and row.
 *
 * @example
 * ```ts
 * const { moments } = assume(
 *   estimate(returnsOf(prices), { covariance: sampleCovariance(), periodsPerYear: 252 }),
 *   'fitted',
 * );
 * ```
 */
export function estimate(table: Table, options: EstimateOptions = {}): EstimateOutcome {
  const { mean, covariance, period, periodsPerYear } = { ...estimateDefaults, ...options };
  const returns = returnsKindOf(table, options.returns);
  checkName(period, 'numerics/bad-period', ['period']);
  if (periodsPerYear !== null) {
    checkNumber(periodsPerYear, 'numerics/bad-period', ['periodsPerYear'], { min: 0, above: true });
  }
  const data = denseTable(table);
  const n = data.columns;
  const means = new Float64Array(n);
  const matrix = new Float64Array(n * n);
  const first = runEstimator(mean, data, means);
  const second = runEstimator(covariance, data, matrix);
  if (first.status === 'warming' || second.status === 'warming') {
    const needed = Math.max(
      first.status === 'warming' ? first.needed : 0,
      second.status === 'warming' ? second.needed : 0,
    );
    return { status: 'insufficient-data', observations: data.rows, needed };
  }
  const record = (
    { kind, params }: MeanEstimator | CovarianceEstimator,
    detail: EstimatorRecord['detail'],
  ): EstimatorRecord => ({ kind, params, detail });
  return {
    status: 'fitted',
    moments: {
      symbols: data.symbols,
      mean: Array.from(means),
      covariance: data.symbols.map((_, i) => Array.from(matrix.subarray(i * n, (i + 1) * n))),
      returns,
      period: { label: period, periodsPerYear },
      ddof: second.ddof,
      observations: data.rows,
      estimators: {
        mean: record(mean, first.detail),
        covariance: record(covariance, second.detail),
      },
    },
  };
}
