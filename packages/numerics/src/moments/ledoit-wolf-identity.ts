import type { CovarianceEstimator } from './estimator.ts';
import { shrinkToIdentity } from './identity-target.ts';
import { checkDdof } from './sample-covariance.ts';
import { centredColumns, covarianceOfCentred, fillSymmetric } from './scatter.ts';
import { type LedoitWolfOptions, ledoitWolfDefaults } from './shrinkage.ts';
import { type EstimatorRules, startEstimator } from './start-estimator.ts';

type Arrays = 'mean' | 'scatter' | 'delta' | 'product' | 'third' | 'fourth';

// Adding a row x to m rows moves the mean by u = (x - mean) / (m + 1). With a the rows about the
// old mean, the sums Σ aa', Σ |a|² a and Σ |a|⁴ about the new mean follow from |a - u|².
const rulesFor = (ddof: number): EstimatorRules<Arrays> => ({
  needed: 2,
  ddof,
  sizes: (n) => ({ mean: n, scatter: n * n, delta: n, product: n, third: n, fourth: 1 }),
  add({ n, observations, arrays: { mean, scatter, delta, product, third, fourth } }, row) {
    const m = observations - 1;
    let squared = 0;
    let alongThird = 0;
    for (let i = 0; i < n; i++) {
      const u = ((row[i] as number) - (mean[i] as number)) / observations;
      delta[i] = u;
      mean[i] = (mean[i] as number) + u;
      squared += u * u;
      alongThird += u * (third[i] as number);
    }
    let trace = 0;
    let quadratic = 0;
    for (let i = 0; i < n; i++) {
      trace += scatter[i * n + i] as number;
      let sum = 0;
      for (let j = 0; j < n; j++) sum += (scatter[i * n + j] as number) * (delta[j] as number);
      product[i] = sum;
      quadratic += sum * (delta[i] as number);
    }
    fourth[0] =
      (fourth[0] as number) -
      4 * alongThird +
      4 * quadratic +
      2 * squared * trace +
      m * (1 + m * m * m) * squared * squared;
    for (let i = 0; i < n; i++) {
      const u = delta[i] as number;
      third[i] =
        (third[i] as number) -
        u * trace -
        2 * (product[i] as number) +
        m * (m * m - 1) * squared * u;
      const scaled = m * observations * u;
      for (let j = 0; j < n; j++) {
        scatter[i * n + j] = (scatter[i * n + j] as number) + scaled * (delta[j] as number);
      }
    }
  },
  read({ n, observations, arrays: { scatter, fourth } }, out) {
    const divisor = observations - ddof;
    fillSymmetric(scatter, n, divisor, out);
    return shrinkToIdentity(out, n, divisor, (fourth[0] as number) / divisor);
  },
});

/**
 * Ledoit–Wolf shrinkage of the sample covariance towards the identity times the average variance
 * (Ledoit and Wolf, "A well-conditioned estimator for large-dimensional covariance matrices",
 * 2004). Positive definite even with fewer rows than columns. Live it carries the fourth-order
 * sums along, so that it equals the batch estimate at every row in O(n²).
 *
 * The reading's detail holds `shrinkage` and `averageVariance`.
 *
 * @throws `numerics/bad-ddof`.
 */
export function ledoitWolfIdentity(options: LedoitWolfOptions = {}): CovarianceEstimator {
  const { ddof } = { ...ledoitWolfDefaults, ...options };
  checkDdof(ddof);
  const definition = { kind: 'ledoit-wolf-identity', version: 1, params: { ddof } } as const;
  const rules = rulesFor(ddof);
  return {
    ...definition,
    estimates: 'covariance',
    start: (from) => startEstimator(definition, rules, from),
    batch({ rows, columns, values }, out) {
      const { needed } = rules;
      if (rows < needed) return { status: 'warming', observations: rows, needed };
      const centred = centredColumns(values, rows, columns);
      covarianceOfCentred(centred, rows, columns, rows - ddof, out);
      let fourth = 0;
      for (let i = 0; i < rows; i++) {
        let norm = 0;
        for (let j = 0; j < columns; j++) norm += (centred[j * rows + i] as number) ** 2;
        fourth += norm * norm;
      }
      const detail = shrinkToIdentity(out, columns, rows - ddof, fourth / (rows - ddof));
      return { status: 'ready', observations: rows, ddof, detail };
    },
  };
}
