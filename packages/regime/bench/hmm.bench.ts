import { createRandom } from '@plimsoll/core';
import { bench, describe } from 'vitest';
import { createEmWorkspace, type EmProblem } from '../src/fit/em-problem.ts';
import { emStep } from '../src/fit/em-step.ts';
import { pooledCovariance } from '../src/fit/standardise.ts';
import { startingPoint } from '../src/fit/starts.ts';
import { fromGaussianHmm } from '../src/hmm/gaussian-hmm.ts';
import { createHmmFilter } from '../src/hmm/hmm-filter.ts';
import { createParameters } from '../src/hmm/parameters.ts';
import {
  fitGaussianHmm,
  gaussianHmm,
  hysteresis,
  persist,
  refitEvery,
  runBatch,
} from '../src/index.ts';
import { simulate, twoMarkets } from '../test/support/synthetic.ts';
import { market } from './support/market.ts';

describe('filter, one update', () => {
  for (const [states, dimension] of [
    [2, 1],
    [2, 2],
    [3, 4],
    [5, 10],
  ] as const) {
    const { model, rows } = market(states, dimension, 1000, 1);
    const values = Float64Array.from(rows.flat());
    const parameters = fromGaussianHmm(model);
    const filter = createHmmFilter(parameters, parameters.initial);
    let at = 0;
    bench(`kernel K=${states} d=${dimension}`, () => {
      filter.step(values, at);
      at = (at + dimension) % values.length;
    });
  }
  const { model, rows } = market(2, 2, 1000, 1);
  const live = persist(gaussianHmm({ model }), hysteresis()).start();
  let t = 0;
  bench('whole reading with hysteresis K=2 d=2', () => {
    live.update(rows[t] as readonly number[]);
    t = (t + 1) % rows.length;
  });
});

describe('one EM iteration', () => {
  for (const [rows, states, dimension] of [
    [1000, 2, 1],
    [10_000, 2, 1],
    [1000, 3, 10],
    [10_000, 3, 10],
  ] as const) {
    const values = Float64Array.from(market(states, dimension, rows, 2).rows.flat());
    const problem: EmProblem = {
      values,
      rows,
      dimension,
      states,
      diagonal: false,
      initialLaw: 'free',
      covarianceWeight: dimension + 2,
      pooled: pooledCovariance(values, rows, dimension),
      pseudoTransitions: new Float64Array(states * states),
      minimumOccupancy: 0,
      minimumVarianceRatio: 0,
    };
    const workspace = createEmWorkspace(problem);
    const from = startingPoint(problem, 0, createRandom(1).fork('bench'));
    const to = createParameters(states, dimension);
    bench(`T=${rows} K=${states} d=${dimension}`, () => {
      emStep(problem, workspace, from, to);
    });
  }
});

describe('whole fit, 10 starts', () => {
  for (const [rows, states, dimension] of [
    [1000, 2, 1],
    [1000, 2, 3],
    [1000, 3, 3],
    [5000, 2, 1],
    [5000, 3, 3],
    [2500, 3, 4],
  ] as const) {
    const data = market(states, dimension, rows, 3).rows;
    bench(
      `T=${rows} K=${states} d=${dimension}`,
      () => {
        fitGaussianHmm(data, { states });
      },
      { iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 },
    );
  }
});

describe('live detector with scheduled refits', () => {
  const { rows } = simulate(twoMarkets, 5000, 1);
  bench(
    '5000 bars, 72 refits on an expanding window from 504, 10 starts each',
    () => {
      runBatch(
        gaussianHmm({
          states: 2,
          columns: ['logReturn', 'logRange'],
          refit: refitEvery(63, { minimumBars: 504 }),
        }),
        rows,
      );
    },
    { iterations: 3, time: 0, warmupIterations: 1, warmupTime: 0 },
  );
});
