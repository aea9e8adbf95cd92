import { describe, expect, test } from 'vitest';
import {
  filterGaussianHmm,
  gaussianHmm,
  runBatch,
  stationaryProbabilities,
} from '../../src/index.ts';
import { simulate, twoMarkets } from '../support/synthetic.ts';

const { rows } = simulate(twoMarkets, 60, 2);

describe('a filter on a given model', () => {
  test('streams what the batch filter computes, bit for bit', () => {
    const { filtered, predicted, logLikelihood } = filterGaussianHmm(twoMarkets, rows);
    const readings = runBatch(gaussianHmm({ model: twoMarkets, begin: 'initial' }), rows);
    let total = 0;
    readings.forEach((reading, t) => {
      if (reading.status !== 'ready') throw new Error('a fixed model needs no warm-up');
      expect(reading.probabilities).toEqual(filtered[t]);
      expect(reading.predicted).toEqual(predicted[t]);
      total += reading.diagnostics['logLikelihood'] as number;
    });
    expect(total).toBe(logLikelihood);
  });

  test('begins with the stationary law unless told otherwise', () => {
    const live = gaussianHmm({ model: twoMarkets }).start();
    expect(live.snapshot().state).toMatchObject({
      predicted: Object.values(stationaryProbabilities(twoMarkets)),
    });
    expect(live.model()).toEqual(twoMarkets);
  });

  test('holds a copy of its model: later changes do not reach it', () => {
    const model = JSON.parse(JSON.stringify(twoMarkets)) as typeof twoMarkets;
    const detector = gaussianHmm({ model });
    const before = runBatch(detector, rows);
    (model.emissions.calm.mean as number[])[0] = 5;
    expect(runBatch(detector, rows)).toEqual(before);
  });

  test('a vector of another length is refused', () => {
    const live = gaussianHmm({ model: twoMarkets }).start();
    for (const input of [[1], [1, 2, 3], 0.5]) {
      expect(() => live.update(input)).toThrow(
        expect.objectContaining({ code: 'regime/bad-observation', path: [] }) as unknown as Error,
      );
    }
    expect(() => live.update({ logReturn: 0, logRange: '1' as unknown as number })).toThrow(
      expect.objectContaining({ path: ['logRange'] }) as unknown as Error,
    );
  });
});
