import { createRandom } from '@plimsoll/core';
import { expect, test } from 'vitest';
import { createEmWorkspace, type EmProblem } from '../../src/fit/em-problem.ts';
import { ascend } from '../../src/fit/maximise.ts';
import { pooledCovariance, standardisationOf, standardise } from '../../src/fit/standardise.ts';
import { startingPoint } from '../../src/fit/starts.ts';
import macro from '../golden/us-macro.json' with { type: 'json' };

const raw = Float64Array.from(macro.gnpGrowth);
const rows = raw.length;
const values = standardise(raw, rows, standardisationOf(raw, rows, 1));
const problem: EmProblem = {
  values,
  rows,
  dimension: 1,
  states: 3,
  diagonal: false,
  initialLaw: 'free',
  covarianceWeight: 0,
  pooled: pooledCovariance(values, rows, 1),
  pseudoTransitions: new Float64Array(9),
  minimumOccupancy: 3,
  minimumVarianceRatio: 1e-3,
};

test('more passes never end lower: an extrapolation counts only when it climbs', () => {
  const workspace = createEmWorkspace(problem);
  for (let start = 0; start < 10; start += 1) {
    const from = startingPoint(problem, start, createRandom(start + 1).fork('start'));
    let last = Number.NEGATIVE_INFINITY;
    for (let iterations = 1; iterations <= 60; iterations += 1) {
      const run = ascend(problem, workspace, from, {
        iterations,
        tolerance: 0,
        accelerate: true,
        known: null,
        spent: 0,
      });
      if (run.reason === 'degenerate') break;
      expect(run.objective).toBeGreaterThanOrEqual(last - 1e-9);
      last = run.objective;
    }
  }
});

test('a run that settles at a known maximum stops there', () => {
  const workspace = createEmWorkspace(problem);
  const from = startingPoint(problem, 1, createRandom(1).fork('start'));
  const limits = { iterations: 2000, tolerance: 1e-12, accelerate: true, spent: 7 };
  const whole = ascend(problem, workspace, from, { ...limits, known: null });
  expect(whole.reason).toBe('converged');
  const known = ascend(problem, workspace, from, { ...limits, known: whole.objective });
  expect(known.reason).toBe('arrived');
  expect(known.iterations).toBeLessThan(whole.iterations);
  expect(known.iterations).toBeGreaterThan(7);
  const elsewhere = ascend(problem, workspace, from, { ...limits, known: whole.objective + 1 });
  expect(elsewhere.reason).toBe('converged');
});
