import { describe, expect, test } from 'vitest';
import {
  type CovarianceEstimator,
  ewmaCovariance,
  ewmaMean,
  type LiveEstimator,
  ledoitWolfConstantCorrelation,
  ledoitWolfIdentity,
  type MomentEstimator,
  sampleCovariance,
  sampleMean,
} from '../../src/moments.ts';
import { covarianceEstimatorContract } from '../../src/testing.ts';
import { syntheticReturns } from '../support/return-tables.ts';

const rows = syntheticReturns(40, 5);

describe.each<[string, () => MomentEstimator<'mean' | 'covariance'>]>([
  ['sampleMean', sampleMean],
  ['ewmaMean', () => ewmaMean({ halfLifeBars: 20 })],
  ['ewmaMean normalised', () => ewmaMean({ seed: 'normalised' })],
  ['sampleCovariance', sampleCovariance],
  ['sampleCovariance, ddof 0', () => sampleCovariance({ ddof: 0 })],
  ['ewmaCovariance', ewmaCovariance],
  ['ewmaCovariance normalised', () => ewmaCovariance({ seed: 'normalised' })],
  ['ledoitWolfIdentity', ledoitWolfIdentity],
  ['ledoitWolfConstantCorrelation', ledoitWolfConstantCorrelation],
])('%s keeps the contract', (_, make) => {
  for (const check of covarianceEstimatorContract(make, { rows })) test(check.name, check.run);
});

describe('the contract catches', () => {
  const good = sampleCovariance();
  const live = (change: (live: LiveEstimator) => Partial<LiveEstimator>): CovarianceEstimator => ({
    ...good,
    start: (from) => {
      const inner = good.start(from);
      return { ...inner, ...change(inner) };
    },
  });
  const failures = (make: () => CovarianceEstimator): string[] =>
    covarianceEstimatorContract(make, { rows })
      .filter((check) => {
        try {
          check.run();
          return false;
        } catch {
          return true;
        }
      })
      .map((check) => check.name);

  test.each<[string, () => CovarianceEstimator, string]>([
    [
      'a batch of another divisor',
      () => ({ ...good, batch: sampleCovariance({ ddof: 0 }).batch as never }),
      'batch agrees with the fold of update',
    ],
    [
      'params that change',
      (() => {
        let count = 0;
        return () => ({ ...good, params: { count: count++ } });
      })(),
      'the definition is plain data and the same each time',
    ],
    [
      'an estimate that is not symmetric',
      () =>
        live((inner) => ({
          read: (out) => {
            const reading = inner.read(out);
            if (reading.status === 'ready') out[1] = (out[1] as number) * 1.5;
            return reading;
          },
        })),
      'a covariance is symmetric to the last bit and positive semidefinite',
    ],
    [
      'a negative variance',
      () =>
        live((inner) => ({
          read: (out) => {
            const reading = inner.read(out);
            if (reading.status === 'ready') out[0] = -(out[0] as number);
            return reading;
          },
        })),
      'a covariance is symmetric to the last bit and positive semidefinite',
    ],
    [
      'a read that writes while warming',
      () =>
        live((inner) => ({
          read: (out) => {
            out[0] = 0;
            return inner.read(out);
          },
        })),
      'warms up without writing, then stays ready',
    ],
    [
      'a bad row that is swallowed',
      () =>
        live((inner) => ({
          update: (row) => inner.update(row.length === 5 ? row : (rows[0] as number[])),
        })),
      'a bad row is refused and changes nothing',
    ],
    [
      'a snapshot that is not looked at',
      () => ({ ...good, start: () => good.start() }),
      'a snapshot survives JSON and continues bit for bit',
    ],
    [
      'weights by column',
      () =>
        live((inner) => ({
          update: (row) => inner.update(Array.from(row, (v, j) => v * (j + 1))),
        })),
      'the order of the columns does not matter',
    ],
    [
      'a constant added',
      () =>
        live((inner) => ({
          read: (out) => {
            const reading = inner.read(out);
            if (reading.status === 'ready') for (let i = 0; i < 5; i++) out[6 * i] = 1;
            return reading;
          },
        })),
      'scaling the returns scales the estimate',
    ],
    [
      'rows counted twice',
      () =>
        live((inner) => ({
          update: (row) => {
            const { status, observations } = inner.update(row);
            return { status, observations: 2 * observations };
          },
        })),
      'warms up without writing, then stays ready',
    ],
    [
      'update and read that disagree',
      () =>
        live((inner) => ({
          update: (row) => ({ ...inner.update(row), status: 'warming' }),
        })),
      'warms up without writing, then stays ready',
    ],
    [
      'NaN written as an estimate',
      () =>
        live((inner) => ({
          read: (out) => {
            const reading = inner.read(out);
            if (reading.status === 'ready') out[0] = Number.NaN;
            return reading;
          },
        })),
      'warms up without writing, then stays ready',
    ],
    [
      'a batch that is never ready',
      () => ({
        ...good,
        batch: ({ rows: observations }) => ({ status: 'warming', observations, needed: 99 }),
      }),
      'batch agrees with the fold of update',
    ],
    [
      'state outside the live instance',
      () => {
        const shared = good.start();
        return { ...good, start: () => shared };
      },
      'reading changes nothing, and live instances share nothing',
    ],
  ])('%s', (_, make, name) => {
    expect(failures(make)).toContain(name);
  });
});
