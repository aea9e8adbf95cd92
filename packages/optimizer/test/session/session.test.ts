import { describe, expect, test } from 'vitest';
import {
  assume,
  budget,
  cap,
  createOptimizerSession,
  linear,
  longOnly,
  maximumSharpe,
  minimumVariance,
  solve,
} from '../../src/index.ts';
import { errorCode } from '../support/error-code.ts';
import { factorMoments, gap } from '../support/moments.ts';

const constraints = [
  budget(1),
  longOnly(),
  cap(0.2),
  linear({ name: 'pair', coefficients: { A0: 1, A1: 1 }, max: 0.15 }),
];

describe('createOptimizerSession', () => {
  test('each update equals a cold solve', () => {
    for (const objective of [minimumVariance(), maximumSharpe({ riskFreeRate: 0 })]) {
      const session = createOptimizerSession({
        moments: factorMoments(20),
        objective,
        constraints,
      });
      expect(session.latest()).toBeNull();
      session.update();
      for (let seed = 2; seed < 8; seed += 1) {
        const moments = factorMoments(20, seed);
        const { covariance, mean } = moments;
        const warm = assume(session.update({ covariance, ...(mean ? { mean } : {}) }), 'optimal');
        const cold = assume(solve({ moments, objective, constraints }), 'optimal');
        expect(gap(warm.weights, cold.weights)).toBeLessThan(1e-12);
        expect(session.latest()).toBe(warm);
      }
    }
  });

  test('a refused update leaves the session as it was', () => {
    const moments = factorMoments(6);
    const session = createOptimizerSession({ moments, objective: minimumVariance(), constraints });
    const first = session.update();
    const snapshot = session.snapshot();
    expect(errorCode(() => session.update({ covariance: [[Number.NaN]] }))).toMatch(/numerics\//);
    expect(session.latest()).toBe(first);
    expect(session.snapshot()).toEqual(snapshot);
    expect(session.update()).toEqual(first);
    expect(session.update({}, { signal: { aborted: true } }).status).toBe('cancelled');
    expect(session.snapshot()).toEqual(snapshot);
  });

  test('a snapshot starts another session where this one is; another problem is refused', () => {
    const problem = { moments: factorMoments(12), objective: minimumVariance(), constraints };
    const session = createOptimizerSession(problem);
    const first = session.update();
    const from = JSON.parse(JSON.stringify(session.snapshot()));
    expect(createOptimizerSession(problem, { from }).update()).toEqual(first);
    const other = { ...problem, constraints: [budget(1)] };
    expect(errorCode(() => createOptimizerSession(other, { from }))).toBe(
      'core/snapshot-mismatch from configHash',
    );
  });

  test('a change of the universe keeps what stays', () => {
    const large = factorMoments(12);
    const small = factorMoments(9);
    const session = createOptimizerSession({
      moments: large,
      objective: minimumVariance(),
      constraints,
    });
    session.update();
    const { symbols, covariance } = small;
    const mean = small.mean ?? [];
    const changed = assume(session.update({ symbols, covariance, mean }), 'optimal');
    const cold = solve({ moments: small, objective: minimumVariance(), constraints });
    expect(gap(changed.weights, assume(cold, 'optimal').weights)).toBeLessThan(1e-13);
  });
});
