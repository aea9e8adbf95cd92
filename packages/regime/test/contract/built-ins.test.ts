import { runContract } from '@plimsoll/core/testing';
import { describe, expect, test } from 'vitest';
import {
  byRules,
  confirm,
  ewmaTurbulence,
  gaussianHmm,
  hysteresis,
  type LabelMap,
  marketLabels,
  minDwell,
  persist,
  refitEvery,
  relabel,
  turbulenceAlarms,
} from '../../src/index.ts';
import { regimeDetectorContract } from '../../src/testing.ts';
import { lookupDetector } from '../support/detectors.ts';
import { returnsOnly } from '../support/returns-only.ts';
import { simulate, twoMarkets } from '../support/synthetic.ts';

const { rows } = simulate(twoMarkets, 260, 4);
const columns = ['logReturn', 'logRange'];
const refused = [
  [0.01],
  [0.01, Number.NaN],
  [Number.POSITIVE_INFINITY, 0],
  { logReturn: 0.01 },
  0.01,
  null,
  undefined,
  ['0.01', -4],
  [1e200, 1e200],
];
const fixture = { inputs: rows, refused };
const filter = gaussianHmm({ model: twoMarkets });
const measures = rows.map(([r = 0, s = 0], t) => ({
  volatility: Math.exp(s) * 20,
  trend: r * 50,
  turbulence: t % 50 === 0 ? 4 : 1,
  drawdown: t > 100 ? 0.2 : 0,
}));
const plainRule: LabelMap<'up' | 'down'> = {
  name: 'sign',
  units: { return: 'fraction' },
  labels: ['up', 'down'],
  rules: [{ label: 'up', when: [{ measure: 'return', above: 0 }] }],
  otherwise: 'down',
};

const suites = {
  'filter on a given model': regimeDetectorContract(
    () => gaussianHmm({ model: twoMarkets }),
    fixture,
  ),
  'filter that begins with the initial law': regimeDetectorContract(
    () => gaussianHmm({ model: twoMarkets, begin: 'initial' }),
    fixture,
  ),
  'filter on one column': regimeDetectorContract(() => gaussianHmm({ model: returnsOnly }), {
    inputs: rows.map((row) => row[0] as number),
    refused: [Number.NaN, 'x', [1, 2], {}],
  }),
  'filter on records by column name': regimeDetectorContract(
    () => gaussianHmm({ model: twoMarkets }),
    { inputs: rows.map(([r = 0, s = 0]) => ({ logRange: s, logReturn: r })), refused },
  ),
  'filter that refits, expanding window': regimeDetectorContract(
    () =>
      gaussianHmm({
        states: 2,
        columns,
        names: ['calm', 'turbulent'],
        refit: refitEvery(50, { minimumBars: 100, starts: 2 }),
      }),
    { ...fixture, cuts: 2 },
  ),
  'filter that refits, rolling window, aligned': regimeDetectorContract(
    () =>
      gaussianHmm({
        states: 2,
        columns,
        covariance: 'diagonal',
        covariancePriorBars: 3,
        order: 'mean',
        orderColumn: 'logRange',
        refit: refitEvery(40, { window: 120, minimumBars: 90, starts: 2, align: 'bhattacharyya' }),
      }),
    { ...fixture, cuts: 2 },
  ),
  turbulence: regimeDetectorContract(
    () => ewmaTurbulence({ columns, alarm: { unit: 'rank-p', threshold: 0.05 } }),
    fixture,
  ),
  'turbulence in a named unit': regimeDetectorContract(
    () => ewmaTurbulence({ columns, alarm: turbulenceAlarms.threeTimesNormal }),
    fixture,
  ),
  'hysteresis, confirmation and dwell': regimeDetectorContract(
    () => persist(filter, hysteresis(), confirm(2), minDwell(5)),
    fixture,
  ),
  'new names': regimeDetectorContract(
    () => relabel(filter, { calm: 'bull', turbulent: 'bear' }),
    fixture,
  ),
  'market rules': regimeDetectorContract(() => byRules(marketLabels()), {
    inputs: measures,
    refused: [{}, { volatility: 0.2, trend: 0, turbulence: 1, drawdown: Number.NaN }],
  }),
  'own rules': regimeDetectorContract(() => byRules(plainRule), {
    inputs: rows.map(([r = 0]) => ({ return: r })),
    refused: [{ return: 'up' }],
  }),
};

for (const [name, suite] of Object.entries(suites)) {
  describe(name, () => {
    for (const check of suite) test(check.name, () => check.run());
  });
}

describe('the suite fails those who break it', () => {
  test('a lookup table passes for neither identity nor age nor snapshots', async () => {
    const labels = rows.map((_, t) => (t % 7 < 4 ? ('calm' as const) : ('turbulent' as const)));
    const outcome = await runContract(
      regimeDetectorContract(() => lookupDetector(labels), fixture),
    );
    expect(outcome.status).toBe('failed');
    const failed = outcome.status === 'failed' ? outcome.failed.map(({ name }) => name) : [];
    expect(failed).toEqual([
      'readings are laws over the labels, with confidence and age that follow from them',
      'a snapshot of another definition is refused',
      'a refused input throws and leaves the state as it was',
    ]);
  });

  test('a fixture without a change of label proves nothing', async () => {
    const outcome = await runContract(
      regimeDetectorContract(() => filter, { inputs: rows.slice(0, 2) }),
    );
    expect(outcome.status === 'failed' && outcome.failed[0]?.message).toContain(
      'regime/weak-fixture',
    );
  });
});
