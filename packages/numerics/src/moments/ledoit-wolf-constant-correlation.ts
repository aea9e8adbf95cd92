import { type FourthMoments, shrinkToConstantCorrelation } from './constant-correlation-target.ts';
import type { CovarianceEstimator } from './estimator.ts';
import { checkDdof } from './sample-covariance.ts';
import { centredColumns, covarianceOfCentred, fillSymmetric } from './scatter.ts';
import { type LedoitWolfOptions, ledoitWolfDefaults } from './shrinkage.ts';
import { type EstimatorRules, startEstimator } from './start-estimator.ts';

type Arrays = 'mean' | 'delta' | 'm11' | 'm21' | 'm22' | 'm31';

// Co-moments M_pq[i, j] = Σ_t a_i^p a_j^q about the running mean (Pébay 2008), one row at a time:
// u is the shift of the mean, m the number of rows before this one.
const rulesFor = (ddof: number): EstimatorRules<Arrays> => ({
  needed: 2,
  ddof,
  sizes: (n) => ({ mean: n, delta: n, m11: n * n, m21: n * n, m22: n * n, m31: n * n }),
  add({ n, observations, arrays: { mean, delta, m11, m21, m22, m31 } }, row) {
    const m = observations - 1;
    const third = m * (m * m - 1);
    const fourth = m * (1 + m * m * m);
    for (let i = 0; i < n; i++) {
      const u = ((row[i] as number) - (mean[i] as number)) / observations;
      delta[i] = u;
      mean[i] = (mean[i] as number) + u;
    }
    // Fourth before third before second order: each needs the lower ones of the rows before.
    for (let i = 0; i < n; i++) {
      const u = delta[i] as number;
      const own = m11[i * n + i] as number;
      const ownThird = m21[i * n + i] as number;
      for (let j = 0; j < n; j++) {
        const ij = i * n + j;
        const v = delta[j] as number;
        const both = m11[ij] as number;
        m31[ij] =
          (m31[ij] as number) -
          v * ownThird -
          3 * u * (m21[ij] as number) +
          3 * u * v * own +
          3 * u * u * both +
          fourth * u * u * u * v;
        m22[ij] =
          (m22[ij] as number) -
          2 * v * (m21[ij] as number) -
          2 * u * (m21[j * n + i] as number) +
          v * v * own +
          u * u * (m11[j * n + j] as number) +
          4 * u * v * both +
          fourth * u * u * v * v;
      }
    }
    for (let i = 0; i < n; i++) {
      const u = delta[i] as number;
      const own = m11[i * n + i] as number;
      for (let j = 0; j < n; j++) {
        const v = delta[j] as number;
        m21[i * n + j] =
          (m21[i * n + j] as number) -
          v * own -
          2 * u * (m11[i * n + j] as number) +
          third * u * u * v;
      }
    }
    for (let i = 0; i < n; i++) {
      const scaled = m * observations * (delta[i] as number);
      for (let j = 0; j < n; j++) {
        m11[i * n + j] = (m11[i * n + j] as number) + scaled * (delta[j] as number);
      }
    }
  },
  read({ n, observations, arrays: { m11, m22, m31 } }, out) {
    const divisor = observations - ddof;
    fillSymmetric(m11, n, divisor, out);
    let squares = 0;
    let ownFourths = 0;
    let weightedCubes = 0;
    for (let i = 0; i < n; i++) {
      const variance = out[i * n + i] as number;
      ownFourths += m22[i * n + i] as number;
      for (let j = 0; j < n; j++) {
        squares += m22[i * n + j] as number;
        if (variance > 0) {
          const ratio = Math.sqrt((out[j * n + j] as number) / variance);
          weightedCubes += ratio * (m31[i * n + j] as number);
        }
      }
    }
    return shrinkToConstantCorrelation(out, n, divisor, {
      squares: squares / divisor,
      ownFourths: ownFourths / divisor,
      weightedCubes: weightedCubes / divisor,
    });
  },
});

/** The same sums from all rows at once: row sums make the double sums over columns O(T n). */
function batchMoments(
  centred: Float64Array,
  rows: number,
  covariance: Float64Array,
  n: number,
  divisor: number,
): FourthMoments {
  const squareSums = new Float64Array(rows);
  const cubeSums = new Float64Array(rows);
  const rootSums = new Float64Array(rows);
  let ownFourths = 0;
  for (let i = 0; i < n; i++) {
    const root = Math.sqrt(covariance[i * n + i] as number);
    const inverse = root > 0 ? 1 / root : 0;
    for (let t = 0; t < rows; t++) {
      const x = centred[i * rows + t] as number;
      const square = x * x;
      squareSums[t] = (squareSums[t] as number) + square;
      cubeSums[t] = (cubeSums[t] as number) + square * x * inverse;
      rootSums[t] = (rootSums[t] as number) + x * root;
      ownFourths += square * square;
    }
  }
  let squares = 0;
  let weightedCubes = 0;
  for (let t = 0; t < rows; t++) {
    squares += (squareSums[t] as number) ** 2;
    weightedCubes += (cubeSums[t] as number) * (rootSums[t] as number);
  }
  return {
    squares: squares / divisor,
    ownFourths: ownFourths / divisor,
    weightedCubes: weightedCubes / divisor,
  };
}

/**
 * Ledoit–Wolf shrinkage of the sample covariance towards its own variances under one average
 * correlation (Ledoit and Wolf, "Honey, I shrunk the sample covariance matrix", 2003). Every
 * moment has the divisor observations minus `ddof`; PyPortfolioOpt mixes two divisors and differs
 * in the fourth digit of the shrinkage. A column without variance keeps zeros.
 *
 * Live it carries co-moments up to the fourth order, four n² arrays, and equals the batch estimate
 * at every row. The reading's detail holds `shrinkage` and `averageCorrelation`.
 *
 * @throws `numerics/bad-ddof`.
 */
export function ledoitWolfConstantCorrelation(
  options: LedoitWolfOptions = {},
): CovarianceEstimator {
  const { ddof } = { ...ledoitWolfDefaults, ...options };
  checkDdof(ddof);
  const definition = {
    kind: 'ledoit-wolf-constant-correlation',
    version: 1,
    params: { ddof },
  } as const;
  const rules = rulesFor(ddof);
  return {
    ...definition,
    estimates: 'covariance',
    start: (from) => startEstimator(definition, rules, from),
    batch({ rows, columns, values }, out) {
      const { needed } = rules;
      if (rows < needed) return { status: 'warming', observations: rows, needed };
      const divisor = rows - ddof;
      const centred = centredColumns(values, rows, columns);
      covarianceOfCentred(centred, rows, columns, divisor, out);
      const moments = batchMoments(centred, rows, out, columns, divisor);
      const detail = shrinkToConstantCorrelation(out, columns, divisor, moments);
      return { status: 'ready', observations: rows, ddof, detail };
    },
  };
}
