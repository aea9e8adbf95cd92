import type { MeanEstimator } from './estimator.ts';
import { type EstimatorRules, startEstimator } from './start-estimator.ts';

const rules: EstimatorRules<'mean'> = {
  needed: 1,
  ddof: 0,
  sizes: (n) => ({ mean: n }),
  add({ n, observations, arrays: { mean } }, row) {
    for (let j = 0; j < n; j++) {
      mean[j] = (mean[j] as number) + ((row[j] as number) - (mean[j] as number)) / observations;
    }
  },
  read({ arrays: { mean } }, out) {
    out.set(mean);
    return {};
  },
};

/** The arithmetic mean of every column, updated in one pass (Welford 1962). */
export function sampleMean(): MeanEstimator {
  const definition = { kind: 'sample-mean', version: 1, params: {} } as const;
  return {
    ...definition,
    estimates: 'mean',
    start: (from) => startEstimator(definition, rules, from),
    batch({ rows, columns, values }, out) {
      if (rows < 1) return { status: 'warming', observations: 0, needed: 1 };
      columnMeans(values, rows, columns, out);
      return { status: 'ready', observations: rows, ddof: 0, detail: {} };
    },
  };
}

/** Mean of each column of a row-major block, in two passes so that rounding does not pile up. */
export function columnMeans(
  values: Float64Array,
  rows: number,
  columns: number,
  out: Float64Array,
): void {
  for (let j = 0; j < columns; j++) {
    let sum = 0;
    for (let k = j; k < rows * columns; k += columns) sum += values[k] as number;
    const first = sum / rows;
    let rest = 0;
    for (let k = j; k < rows * columns; k += columns) rest += (values[k] as number) - first;
    out[j] = first + rest / rows;
  }
}
