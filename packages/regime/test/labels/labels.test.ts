import { describe, expect, test } from 'vitest';
import {
  byRules,
  ewmaTurbulence,
  gaussianHmm,
  type LabelMap,
  labelOf,
  labelsByMoments,
  type MarketLabel,
  marketLabelDefaults,
  marketLabels,
  relabel,
  runBatch,
} from '../../src/index.ts';
import { randomModel } from '../support/random-model.ts';
import { simulate, twoMarkets } from '../support/synthetic.ts';

const quiet = { volatility: 0.1, trend: 0, turbulence: 1, drawdown: 0.02 };
const map = marketLabels();

describe('the five market labels', () => {
  test.each<[string, Partial<typeof quiet>, MarketLabel]>([
    ['low volatility, rising', { trend: 0.2 }, 'bull'],
    ['low volatility, falling', { trend: -0.2 }, 'bear'],
    ['low volatility, no trend', {}, 'sideways'],
    ['at the low threshold, no trend', { volatility: 0.12 }, 'sideways'],
    ['middle volatility, no trend', { volatility: 0.2 }, 'volatile'],
    ['middle volatility, rising', { volatility: 0.2, trend: 0.2 }, 'bull'],
    ['at the high threshold, rising', { volatility: 0.25, trend: 0.2 }, 'bull'],
    ['high volatility, rising', { volatility: 0.3, trend: 0.2 }, 'volatile'],
    ['high volatility, no trend', { volatility: 0.3 }, 'volatile'],
    ['high volatility, falling', { volatility: 0.3, trend: -0.2 }, 'bear'],
    ['turbulent, near the peak', { turbulence: 9 }, 'sideways'],
    ['turbulent, in a drawdown', { turbulence: 3.1, drawdown: 0.11 }, 'crash'],
    ['at the turbulence threshold', { turbulence: 3, drawdown: 0.11 }, 'sideways'],
  ])('%s', (_, measures, label) => {
    expect(labelOf(map, { ...quiet, ...measures })).toBe(label);
  });

  test('the thresholds of the specification are the defaults', () => {
    expect(marketLabelDefaults).toMatchObject({
      lowVolatility: 0.12,
      highVolatility: 0.25,
      crashTurbulence: 3,
    });
    const calmer = marketLabels({ highVolatility: 0.15 });
    expect(labelOf(calmer, { ...quiet, volatility: 0.2, trend: 0.2 })).toBe('volatile');
  });

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(map))).toEqual(map);
  });
});

describe('misuse of maps', () => {
  const refused = (work: () => unknown, code: string, path: readonly (string | number)[]): void =>
    expect(work).toThrow(expect.objectContaining({ code, path }) as unknown as Error);
  const bad = (more: object): (() => unknown) => {
    return () => byRules({ ...map, ...more } as LabelMap);
  };

  test('maps', () => {
    const code = 'regime/bad-label-map';
    refused(() => marketLabels({ lowVolatility: 0.3 }), code, ['lowVolatility']);
    refused(() => marketLabels({ crashDrawdown: Number.NaN }), code, ['crashDrawdown']);
    refused(bad({ labels: [] }), code, ['labels']);
    refused(bad({ labels: ['bull', 'bull'] }), code, ['labels']);
    refused(bad({ otherwise: 'moon' }), code, ['otherwise']);
    refused(bad({ rules: [{ label: 'moon', when: [] }] }), code, ['rules', 0, 'label']);
    const when = (condition: object): object => ({ rules: [{ label: 'bull', when: [condition] }] });
    refused(bad(when({ measure: 'vix', above: 1 })), code, ['rules', 0, 'when', 0, 'measure']);
    refused(bad(when({ measure: 'trend' })), code, ['rules', 0, 'when', 0]);
    refused(bad(when({ measure: 'trend', atMost: Number.NaN })), code, ['rules', 0, 'when', 0]);
  });

  test('measures', () => {
    const { drawdown: _, ...without } = quiet;
    refused(() => labelOf(map, without), 'regime/missing-measure', ['drawdown']);
    refused(() => labelOf(map, { ...quiet, trend: Number.NaN }), 'regime/missing-measure', [
      'trend',
    ]);
  });
});

describe('as a detector', () => {
  test('a rule gives its label probability one', () => {
    const live = byRules(map).start();
    expect(
      live.update({ ...quiet, volatility: 0.31, trend: -0.4, turbulence: 5, drawdown: 0.2 }),
    ).toEqual({
      status: 'ready',
      label: 'crash',
      probabilities: { bull: 0, bear: 0, sideways: 0, volatile: 0, crash: 1 },
      predicted: { bull: 0, bear: 0, sideways: 0, volatile: 0, crash: 1 },
      confidence: 1,
      ageBars: 0,
      diagnostics: {},
    });
  });

  test('the turbulence detector speaks the unit that the map asks for', () => {
    const { rows } = simulate(twoMarkets, 100, 1);
    const readings = runBatch(ewmaTurbulence({ columns: ['a', 'b'] }), rows);
    const last = readings.at(-1);
    const turbulence =
      last?.status === 'ready' ? last.diagnostics['squaredDistancePerDimension'] : 0;
    expect(labelOf(map, { ...quiet, turbulence: turbulence as number })).toBeTypeOf('string');
  });
});

describe('new names for old labels', () => {
  const detector = gaussianHmm({ model: randomModel(3, 1, 2) });
  const joined = relabel(detector, { s0: 'on', s1: 'off', s2: 'on' });
  const inputs = simulate(randomModel(3, 1, 2), 80, 2).rows;

  test('probabilities of joined labels add up', () => {
    expect(joined.labels).toEqual(['on', 'off']);
    const before = runBatch(detector, inputs);
    runBatch(joined, inputs).forEach((reading, t) => {
      const old = before[t];
      if (reading.status !== 'ready' || old?.status !== 'ready') throw new Error('not ready');
      expect(reading.probabilities['on']).toBe(
        (old.probabilities['s0'] as number) + (old.probabilities['s2'] as number),
      );
      expect(reading.predicted['off']).toBe(old.predicted['s1']);
      expect(reading.label).toBe(old.label === 's1' ? 'off' : 'on');
    });
  });

  test('every label needs a new name', () => {
    expect(() => relabel(detector, { s0: 'on' } as never)).toThrow(
      expect.objectContaining({ code: 'regime/unknown-label' }) as unknown as Error,
    );
  });

  test('moments of states find their market label', () => {
    const names = labelsByMoments(twoMarkets, map, { periodsPerYear: 252, column: 'logReturn' });
    // 0.7 % a day is 11 % a year with a mean of 20 %; 1.8 % a day is 29 % with -25 %.
    expect(names).toEqual({ calm: 'bull', turbulent: 'bear' });
    expect(relabel(gaussianHmm({ model: twoMarkets }), names).labels).toEqual(['bull', 'bear']);
    expect(() => labelsByMoments(twoMarkets, map, { periodsPerYear: 252, column: 'x' })).toThrow(
      expect.objectContaining({ code: 'regime/unknown-column' }) as unknown as Error,
    );
    expect(() => labelsByMoments(twoMarkets, map, { periodsPerYear: 0 })).toThrow(
      expect.objectContaining({ code: 'regime/bad-option' }) as unknown as Error,
    );
  });
});
