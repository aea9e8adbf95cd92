import { createRandom } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEmWorkspace, type EmProblem, type InitialLaw } from '../../src/fit/em-problem.ts';
import { emStep } from '../../src/fit/em-step.ts';
import { pooledCovariance } from '../../src/fit/standardise.ts';
import { startingPoint, startKind } from '../../src/fit/starts.ts';
import { fromGaussianHmm, toGaussianHmm } from '../../src/hmm/gaussian-hmm.ts';
import { createParameters } from '../../src/hmm/parameters.ts';
import { density } from '../support/brute-force.ts';
import { randomModel } from '../support/random-model.ts';
import { runs } from '../support/runs.ts';
import { simulate } from '../support/synthetic.ts';

function problemOf(
  rows: readonly (readonly number[])[],
  states: number,
  more: Partial<EmProblem> = {},
): EmProblem {
  const dimension = rows[0]?.length as number;
  const values = Float64Array.from(rows.flat());
  return {
    values,
    rows: rows.length,
    dimension,
    states,
    diagonal: false,
    initialLaw: 'free',
    covarianceWeight: 0,
    pooled: pooledCovariance(values, rows.length, dimension),
    pseudoTransitions: new Float64Array(states * states),
    minimumOccupancy: 0,
    minimumVarianceRatio: 0,
    ...more,
  };
}

/** Every path with its posterior probability, and the log-likelihood. */
function posterior(model: ReturnType<typeof randomModel>, rows: readonly (readonly number[])[]) {
  let paths: { path: string[]; weight: number }[] = [{ path: [], weight: 1 }];
  rows.forEach((row, t) => {
    paths = paths.flatMap(({ path, weight }) =>
      model.labels.map((label) => {
        const from = path[t - 1];
        const chance = from === undefined ? model.initial[label] : model.transition[from]?.[label];
        const { mean, covariance } = model.emissions[label] ?? { mean: [], covariance: [] };
        return {
          path: [...path, label],
          weight: weight * (chance as number) * density(row, mean, covariance),
        };
      }),
    );
  });
  const total = paths.reduce((sum, { weight }) => sum + weight, 0);
  return {
    logLikelihood: Math.log(total),
    paths: paths.map(({ path, weight }) => ({ path, weight: weight / total })),
  };
}

describe('one EM step', () => {
  test('is the maximiser of the expected complete-data likelihood, by enumeration', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        (seed, states, dimension) => {
          const model = randomModel(states, dimension, seed);
          const rows = simulate(model, 7, seed).rows;
          const problem = problemOf(rows, states);
          const to = createParameters(states, dimension);
          const objective = emStep(problem, createEmWorkspace(problem), fromGaussianHmm(model), to);
          const { logLikelihood, paths } = posterior(model, rows);
          // Too little data in a state leaves a covariance that cannot be factored: skip those.
          if (Number.isNaN(objective)) return;
          expect(objective).toBeCloseTo(logLikelihood, 9);
          const next = toGaussianHmm(to, model.labels, model.columns);
          for (const from of model.labels) {
            let count = 0;
            const sums = Array.from({ length: dimension }, () => 0);
            const moves = Object.fromEntries(model.labels.map((label) => [label, 0]));
            for (const { path, weight } of paths) {
              path.forEach((label, t) => {
                if (label !== from) return;
                count += weight;
                sums.forEach((_, j) => {
                  sums[j] = (sums[j] as number) + weight * (rows[t]?.[j] as number);
                });
                const after = path[t + 1];
                if (after !== undefined) moves[after] = (moves[after] as number) + weight;
              });
            }
            const left = Object.values(moves).reduce((sum, value) => sum + value, 0);
            for (const into of model.labels) {
              expect(next.transition[from]?.[into]).toBeCloseTo((moves[into] as number) / left, 9);
            }
            sums.forEach((sum, j) => {
              expect(next.emissions[from]?.mean[j]).toBeCloseTo(sum / count, 8);
            });
            const mean = sums.map((sum) => sum / count);
            for (let i = 0; i < dimension; i += 1) {
              for (let j = 0; j < dimension; j += 1) {
                let product = 0;
                for (const { path, weight } of paths) {
                  path.forEach((label, t) => {
                    if (label !== from) return;
                    const r = (rows[t]?.[i] as number) - (mean[i] as number);
                    const s = (rows[t]?.[j] as number) - (mean[j] as number);
                    product += weight * r * s;
                  });
                }
                const found = next.emissions[from]?.covariance[i]?.[j];
                expect(found).toBeCloseTo(product / count, 7);
              }
            }
            const start = paths.reduce(
              (sum, { path, weight }) => sum + (path[0] === from ? weight : 0),
              0,
            );
            expect(next.initial[from]).toBeCloseTo(start, 9);
          }
        },
      ),
      runs(15),
    );
  });

  test.each(['free', 'stationary', 'fixed'] as const)(
    'never lowers the penalised likelihood, initial law %s',
    (initialLaw: InitialLaw) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 5000 }),
          fc.integer({ min: 0, max: 9 }),
          fc.boolean(),
          (seed, start, diagonal) => {
            const rows = simulate(randomModel(3, 2, seed), 60, seed).rows;
            const problem = problemOf(rows, 3, {
              initialLaw,
              diagonal,
              covarianceWeight: 4,
              pseudoTransitions: new Float64Array(9).fill(0.1),
            });
            const workspace = createEmWorkspace(problem);
            let from = startingPoint(problem, start, createRandom(seed).fork('start'));
            let to = createParameters(3, 2);
            let last = Number.NEGATIVE_INFINITY;
            // The first law of a stationary problem is the stationary law from the second step on.
            for (let step = 0; step < 12; step += 1) {
              const objective = emStep(problem, workspace, from, to);
              if (Number.isNaN(objective)) return;
              if (step > 1) expect(objective).toBeGreaterThan(last - 1e-9 * Math.abs(last));
              last = objective;
              [from, to] = [to, from];
            }
          },
        ),
        runs(20),
      );
    },
  );
});

test('ten starts are of seven kinds; later ones are random', () => {
  const kinds = Array.from({ length: 10 }, (_, index) => startKind(index));
  expect(new Set(kinds).size).toBe(7);
  expect([10, 11, 12].map(startKind)).toEqual(['random-points', 'k-means', 'random-segments']);
});
