import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterGaussianHmm, smoothWithLookahead, viterbiWithLookahead } from '../../src/index.ts';
import { enumerate } from '../support/brute-force.ts';
import { randomModel } from '../support/random-model.ts';
import { runs } from '../support/runs.ts';
import { simulate } from '../support/synthetic.ts';

const cases = fc.record({
  states: fc.integer({ min: 1, max: 3 }),
  dimension: fc.integer({ min: 1, max: 4 }),
  rows: fc.integer({ min: 1, max: 5 }),
  seed: fc.integer({ min: 1, max: 10_000 }),
});

describe('against the sum over all paths', () => {
  test('likelihood, filtered and predicted laws', () => {
    fc.assert(
      fc.property(cases, ({ states, dimension, rows, seed }) => {
        const model = randomModel(states, dimension, seed);
        const data = simulate(model, rows, seed).rows;
        const truth = enumerate(model, data);
        const found = filterGaussianHmm(model, data);
        expect(found.logLikelihood).toBeCloseTo(Math.log(truth.likelihood), 10);
        found.filtered.forEach((law, t) => {
          for (const label of model.labels) {
            expect(law[label]).toBeCloseTo(truth.filtered[t]?.[label] as number, 11);
            const ahead = model.labels.reduce(
              (sum, from) => sum + (law[from] ?? 0) * (model.transition[from]?.[label] ?? 0),
              0,
            );
            expect(found.predicted[t]?.[label]).toBeCloseTo(ahead, 12);
          }
        });
      }),
      runs(40),
    );
  });

  test('smoothed laws and the most probable path, which look ahead', () => {
    fc.assert(
      fc.property(cases, ({ states, dimension, rows, seed }) => {
        const model = randomModel(states, dimension, seed);
        const data = simulate(model, rows, seed).rows;
        const truth = enumerate(model, data);
        const smoothed = smoothWithLookahead(model, data);
        smoothed.values.forEach((law, t) => {
          for (const label of model.labels) {
            expect(law[label]).toBeCloseTo(truth.smoothed[t]?.[label] as number, 11);
          }
        });
        const best = viterbiWithLookahead(model, data);
        expect(best.values.path).toEqual(truth.best.path);
        expect(best.values.logDensity).toBeCloseTo(Math.log(truth.best.density), 10);
      }),
      runs(40),
    );
  });
});
