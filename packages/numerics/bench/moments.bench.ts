import { Matrix, covariance as peerCovariance } from 'ml-matrix';
import { bench, describe } from 'vitest';
import {
  ledoitWolfConstantCorrelation,
  ledoitWolfIdentity,
  sampleCovariance,
} from '../src/moments.ts';
import { denseTable } from '../src/table/dense-table.ts';
import { returnsTable, syntheticReturns } from '../test/support/return-tables.ts';

// T = 2N rows (252 at N = 50), as in notes/peers.md; same data for all.
for (const n of [50, 200, 500]) {
  const rows = syntheticReturns(Math.max(252, 2 * n), n);
  const data = denseTable(returnsTable(rows));
  const out = new Float64Array(n * n);
  const matrix = new Matrix(rows);

  describe(`covariance of ${rows.length} rows by ${n} columns`, () => {
    bench('sampleCovariance', () => {
      sampleCovariance().batch?.(data, out);
    });
    bench('ledoitWolfIdentity', () => {
      ledoitWolfIdentity().batch?.(data, out);
    });
    bench('ledoitWolfConstantCorrelation', () => {
      ledoitWolfConstantCorrelation().batch?.(data, out);
    });
    bench('ml-matrix covariance', () => {
      peerCovariance(matrix);
    });
  });

  describe(`one streaming row at ${n} columns`, () => {
    const row = Float64Array.from(rows[0] as number[]);
    for (const [name, estimator] of [
      ['sampleCovariance', sampleCovariance()],
      ['ledoitWolfIdentity', ledoitWolfIdentity()],
      ['ledoitWolfConstantCorrelation', ledoitWolfConstantCorrelation()],
    ] as const) {
      const live = estimator.start();
      bench(name, () => {
        live.update(row);
      });
    }
  });
}
