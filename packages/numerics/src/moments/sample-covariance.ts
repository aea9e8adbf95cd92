import { checkInteger } from '@plimsoll/core';
import type { CovarianceEstimator } from './estimator.ts';
import { centredColumns, covarianceOfCentred, fillSymmetric } from './scatter.ts';
import { type EstimatorRules, startEstimator } from './start-estimator.ts';

/** Options of {@link sampleCovariance}. */
export interface SampleCovarianceOptions {
  /** Divisor is observations minus this: 1 unbiased, 0 maximum likelihood. @defaultValue 1 */
  readonly ddof?: 0 | 1;
}

/** Defaults of {@link sampleCovariance}. */
export const sampleCovarianceDefaults: Readonly<Required<SampleCovarianceOptions>> = { ddof: 1 };

/** Checks a ddof of 0 or 1. */
export function checkDdof(ddof: number): number {
  return checkInteger(ddof, 'numerics/bad-ddof', ['ddof'], { min: 0, max: 1 });
}

const rulesFor = (ddof: number): EstimatorRules<'mean' | 'scatter' | 'delta'> => ({
  needed: 2,
  ddof,
  sizes: (n) => ({ mean: n, scatter: n * n, delta: n }),
  add({ n, observations, arrays: { mean, scatter, delta } }, row) {
    const weight = (observations - 1) / observations;
    for (let i = 0; i < n; i++) {
      const d = (row[i] as number) - (mean[i] as number);
      delta[i] = d;
      mean[i] = (mean[i] as number) + d / observations;
      const scaled = weight * d;
      for (let j = 0; j <= i; j++) {
        scatter[i * n + j] = (scatter[i * n + j] as number) + scaled * (delta[j] as number);
      }
    }
  },
  read({ n, observations, arrays: { scatter } }, out) {
    fillSymmetric(scatter, n, observations - ddof, out);
    return {};
  },
});

/**
 * The sample covariance. Live it is Welford's recurrence, stable however long it runs, at n²/2
 * multiplications a row; over a table a register-tiled product of de-meaned columns.
 *
 * Needs two rows; with fewer rows than columns it is singular, and says nothing about it.
 *
 * @throws `numerics/bad-ddof`.
 */
export function sampleCovariance(options: SampleCovarianceOptions = {}): CovarianceEstimator {
  const { ddof } = { ...sampleCovarianceDefaults, ...options };
  checkDdof(ddof);
  const definition = { kind: 'sample-covariance', version: 1, params: { ddof } } as const;
  const rules = rulesFor(ddof);
  return {
    ...definition,
    estimates: 'covariance',
    start: (from) => startEstimator(definition, rules, from),
    batch({ rows, columns, values }, out) {
      if (rows < rules.needed) {
        return { status: 'warming', observations: rows, needed: rules.needed };
      }
      covarianceOfCentred(centredColumns(values, rows, columns), rows, columns, rows - ddof, out);
      return { status: 'ready', observations: rows, ddof, detail: {} };
    },
  };
}
