import { rowGram } from '../linear-algebra/products.ts';
import { type DecayOptions, decayWeights, effectiveObservations, resolveDecay } from './decay.ts';
import type { CovarianceEstimator, EstimatorReading, MeanEstimator } from './estimator.ts';
import { fillSymmetric } from './scatter.ts';
import { type EstimatorRules, startEstimator } from './start-estimator.ts';

/** Factors of the recurrence at row `observations`: past, new. */
const factors = (observations: number, lambda: number, seed: string): [number, number] => {
  if (observations === 1) return seed === 'normalised' ? [0, 1 - lambda] : [0, 1];
  return [lambda, 1 - lambda];
};

/** What the recurrence must be divided by. */
const divisor = (observations: number, lambda: number, seed: string): number =>
  seed === 'normalised' ? 1 - lambda ** observations : 1;

/**
 * Exponentially weighted covariance about zero: `V = λV + (1 - λ) r r'`. The mean is taken as zero,
 * as RiskMetrics (1996) does for daily data; de-mean the rows first where that is not wanted.
 *
 * @throws `numerics/bad-decay`, `numerics/bad-seed`.
 */
export function ewmaCovariance(options: DecayOptions = {}): CovarianceEstimator {
  const { lambda, seed } = resolveDecay(options);
  const definition = {
    kind: 'ewma-covariance',
    version: 1,
    params: { lambda, seed, mean: 'zero' },
  } as const;
  const rules: EstimatorRules<'v'> = {
    needed: 1,
    ddof: 0,
    sizes: (n) => ({ v: n * n }),
    add({ n, observations, arrays: { v } }, row) {
      const [past, fresh] = factors(observations, lambda, seed);
      for (let i = 0; i < n; i++) {
        const scaled = fresh * (row[i] as number);
        for (let j = 0; j <= i; j++) {
          v[i * n + j] = past * (v[i * n + j] as number) + scaled * (row[j] as number);
        }
      }
    },
    read({ n, observations, arrays: { v } }, out) {
      fillSymmetric(v, n, divisor(observations, lambda, seed), out);
      return { effectiveObservations: effectiveObservations(observations, lambda, seed) };
    },
  };
  return {
    ...definition,
    estimates: 'covariance',
    start: (from) => startEstimator(definition, rules, from),
    batch({ rows, columns, values }, out): EstimatorReading {
      if (rows < 1) return { status: 'warming', observations: 0, needed: 1 };
      const weights = decayWeights(rows, lambda, seed);
      const scaled = new Float64Array(rows * columns);
      for (let i = 0; i < rows; i++) {
        const root = Math.sqrt(weights[i] as number);
        for (let j = 0; j < columns; j++) {
          scaled[j * rows + i] = root * (values[i * columns + j] as number);
        }
      }
      rowGram(scaled, columns, rows, out);
      const detail = { effectiveObservations: effectiveObservations(rows, lambda, seed) };
      return { status: 'ready', observations: rows, ddof: 0, detail };
    },
  };
}

/**
 * Exponentially weighted mean, `m = λm + (1 - λ) r`.
 *
 * @throws `numerics/bad-decay`, `numerics/bad-seed`.
 */
export function ewmaMean(options: DecayOptions = {}): MeanEstimator {
  const { lambda, seed } = resolveDecay(options);
  const definition = { kind: 'ewma-mean', version: 1, params: { lambda, seed } } as const;
  const rules: EstimatorRules<'m'> = {
    needed: 1,
    ddof: 0,
    sizes: (n) => ({ m: n }),
    add({ n, observations, arrays: { m } }, row) {
      const [past, fresh] = factors(observations, lambda, seed);
      for (let j = 0; j < n; j++) m[j] = past * (m[j] as number) + fresh * (row[j] as number);
    },
    read({ n, observations, arrays: { m } }, out) {
      const total = divisor(observations, lambda, seed);
      for (let j = 0; j < n; j++) out[j] = (m[j] as number) / total;
      return { effectiveObservations: effectiveObservations(observations, lambda, seed) };
    },
  };
  return {
    ...definition,
    estimates: 'mean',
    start: (from) => startEstimator(definition, rules, from),
  };
}
