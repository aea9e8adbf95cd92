import { fSurvival } from '@plimsoll/numerics/distributions';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ewmaTurbulence,
  ewmaTurbulenceDefaults,
  type ReadyRegimeReading,
  type RegimeReading,
  runBatch,
  type TurbulenceLabel,
  turbulenceAlarms,
} from '../../src/index.ts';
import { createRecentRanks } from '../../src/turbulence/recent-ranks.ts';
import golden from '../golden/turbulence-reference.json' with { type: 'json' };
import { runs } from '../support/runs.ts';
import { hasShared, sharedColumns } from '../support/shared-series.ts';
import { simulate, twoMarkets } from '../support/synthetic.ts';

const { rows } = simulate(twoMarkets, 300, 9);
const columns = ['a', 'b'];
type Reading = RegimeReading<TurbulenceLabel>;
const ready = (reading: Reading | undefined): ReadyRegimeReading<TurbulenceLabel> => {
  if (reading?.status !== 'ready') throw new Error('not ready');
  return reading;
};

/** The recursion by explicit 2x2 covariance and inverse, no factor involved. */
function byHand(decay: number, seedBars: number): number[] {
  const seed = rows.slice(0, seedBars) as [number, number][];
  const mean = [0, 1].map((j) => seed.reduce((sum, row) => sum + (row[j] as number), 0) / seedBars);
  const c = (i: number, j: number): number =>
    seed.reduce(
      (sum, row) =>
        sum +
        ((row[i] as number) - (mean[i] as number)) * ((row[j] as number) - (mean[j] as number)),
      0,
    ) /
    (seedBars - 1);
  let [aa, ab, bb] = [c(0, 0), c(0, 1), c(1, 1)];
  return rows.slice(seedBars).map((row) => {
    const u = (row[0] as number) - (mean[0] as number);
    const v = (row[1] as number) - (mean[1] as number);
    const squared = (bb * u * u - 2 * ab * u * v + aa * v * v) / (aa * bb - ab * ab);
    aa = decay * aa + (1 - decay) * u * u;
    ab = decay * ab + (1 - decay) * u * v;
    bb = decay * bb + (1 - decay) * v * v;
    mean[0] = (mean[0] as number) + (1 - decay) * u;
    mean[1] = (mean[1] as number) + (1 - decay) * v;
    return squared;
  });
}

describe('the distance', () => {
  test('is that of the explicit recursion', () => {
    for (const [decay, seedBars] of [
      [0.97, 60],
      [0.9, 10],
    ] as const) {
      const readings = runBatch(ewmaTurbulence({ columns, decay, seedBars }), rows);
      byHand(decay, seedBars).forEach((squared, i) => {
        const { diagnostics } = ready(readings[seedBars + i]);
        expect((diagnostics['squaredDistance'] as number) / squared).toBeCloseTo(1, 9);
        expect(diagnostics['distance']).toBeCloseTo(Math.sqrt(squared), 8);
        expect(diagnostics['squaredDistancePerDimension']).toBeCloseTo(squared / 2, 8);
      });
    }
  });

  test('does not depend on units or mixtures of the columns', () => {
    const plain = runBatch(ewmaTurbulence({ columns }), rows);
    const mixed = runBatch(
      ewmaTurbulence({ columns }),
      rows.map(([a = 0, b = 0]) => [1e-3 * a + 2 * b, 5 * b + 7]),
    );
    plain.slice(60).forEach((reading, i) => {
      const a = ready(reading).diagnostics['squaredDistance'] as number;
      const b = ready(mixed[60 + i]).diagnostics['squaredDistance'] as number;
      expect(Math.abs(a - b)).toBeLessThan(1e-6 * (1 + a));
    });
  });

  test.skipIf(!hasShared)('is that of NumPy on four European indices', () => {
    const series = sharedColumns('refs/regime/eustock_logreturns.csv', [
      'DAX',
      'SMI',
      'CAC',
      'FTSE',
    ]);
    const { lambda_: decay, values } = golden.causal_ewma;
    const readings = runBatch(
      ewmaTurbulence({ columns: ['DAX', 'SMI', 'CAC', 'FTSE'], decay, seedBars: 60 }),
      series,
    );
    for (const [t, want] of Object.entries(values)) {
      const { squaredDistance } = ready(readings[Number(t)]).diagnostics;
      expect((squaredDistance as number) / want).toBeCloseTo(1, 9);
    }
  });
});

describe('p-values', () => {
  test('the rank counts past distances as far out or farther', () => {
    const readings = runBatch(
      ewmaTurbulence({ columns, historyBars: 50, alarm: { unit: 'distance', threshold: 3 } }),
      rows,
    ).slice(60);
    const squared = readings.map(
      (reading) => ready(reading).diagnostics['squaredDistance'] as number,
    );
    readings.forEach((reading, i) => {
      const past = squared.slice(Math.max(0, i - 50), i);
      const above = past.filter((value) => value >= (squared[i] as number)).length;
      expect(ready(reading).diagnostics['rankP']).toBe((1 + above) / (1 + past.length));
    });
  });

  test('the rank is uniform for exchangeable values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 40 }),
        (values) => {
          const ranks = createRecentRanks(values.length, values);
          expect(ranks.values()).toEqual(values.map((value) => value + 0));
          for (const value of values) {
            expect(ranks.pValue(value)).toBeGreaterThanOrEqual(2 / (values.length + 1));
          }
        },
      ),
      { ...runs(20), examples: [[[-0, 0]]] },
    );
  });

  test('the normal-theory value is the F tail of an effective window', () => {
    const [reading] = runBatch(ewmaTurbulence({ columns, decay: 0.97 }), rows).slice(100);
    const { squaredDistance, normalTheoryP } = ready(reading).diagnostics;
    const bars = 1.97 / 0.03;
    const want = fSurvival(((squaredDistance as number) * (bars - 1)) / (2 * bars), {
      numerator: 2,
      denominator: bars - 1,
    });
    expect(normalTheoryP).toBeCloseTo(want, 12);
  });

  test('the F tail itself, against the published rolling window of 250 and four columns', () => {
    const { values, pvalues } = golden.rolling_250;
    for (const [t, squared] of Object.entries(values)) {
      const [w, n] = [250, 4];
      const scaled = (squared * w * (w - n)) / (n * (w * w - 1));
      const p = fSurvival(scaled, { numerator: n, denominator: w - n });
      expect(p / ((pvalues as Record<string, number>)[t] as number)).toBeCloseTo(1, 6);
    }
  });
});

describe('alarms have units', () => {
  test.each([
    ['rank-p', 0.05, (d: Readonly<Record<string, number>>) => (d['rankP'] as number) <= 0.05],
    [
      'normal-theory-p',
      0.02,
      (d: Readonly<Record<string, number>>) => (d['normalTheoryP'] as number) <= 0.02,
    ],
    ['distance', 3, (d: Readonly<Record<string, number>>) => (d['distance'] as number) > 3],
    [
      'squared-distance',
      3,
      (d: Readonly<Record<string, number>>) => (d['squaredDistance'] as number) > 3,
    ],
    [
      'squared-distance-per-dimension',
      3,
      (d: Readonly<Record<string, number>>) => (d['squaredDistancePerDimension'] as number) > 3,
    ],
  ] as const)('%s', (unit, threshold, alarmed) => {
    const readings = runBatch(ewmaTurbulence({ columns, alarm: { unit, threshold } }), rows);
    let alarms = 0;
    for (const reading of readings.slice(60)) {
      const { label, diagnostics } = ready(reading);
      expect(label === 'turbulent').toBe(alarmed(diagnostics));
      if (label === 'turbulent') alarms += 1;
    }
    expect(alarms).toBeGreaterThan(0);
    expect(alarms).toBeLessThan(readings.length - 60);
  });

  test('defaults', () => {
    expect(ewmaTurbulenceDefaults.alarm).toBe(turbulenceAlarms.rankOnePercent);
    expect(ewmaTurbulence({ columns }).warmupBars).toBe(61);
  });
});

describe('warm-up and flat markets', () => {
  test('counts down, and waits longer while the seed is singular', () => {
    const live = ewmaTurbulence({ columns, seedBars: 10 }).start();
    const flat = Array.from({ length: 10 }, (_, t) => live.update([t % 3, 5]));
    expect(flat[0]).toEqual({ status: 'warming', remainingBars: 10 });
    expect(flat[8]).toEqual({ status: 'warming', remainingBars: 2 });
    expect(flat[9]).toEqual({ status: 'warming', remainingBars: 11 });
    const more = rows.slice(0, 11).map((row) => live.update(row));
    expect(more[9]).toEqual({ status: 'warming', remainingBars: 1 });
    expect(more[10]?.status).toBe('ready');
  });

  test('columns that repeat each other are singular too', () => {
    const live = ewmaTurbulence({ columns, seedBars: 10 }).start();
    const twins = Array.from({ length: 21 }, (_, t) => live.update([t % 5, 0.1 * (t % 5)]));
    expect(twins.every(({ status }) => status === 'warming')).toBe(true);
  });

  test('a market that stands still for years leaves the factor usable', () => {
    const live = ewmaTurbulence({ columns, seedBars: 10, historyBars: 100 }).start();
    for (const row of rows.slice(0, 10)) live.update(row);
    let last: Reading | undefined;
    for (let t = 0; t < 50_000; t += 1) last = live.update([0, 0]);
    const quiet = ready(last).diagnostics['squaredDistance'] as number;
    expect(quiet).toBeGreaterThanOrEqual(0);
    expect(ready(live.update([0.01, 0.5])).diagnostics['squaredDistance']).toBeGreaterThan(1e6);
  });
});

describe('misuse', () => {
  test.each([
    [{ columns: [] }, 'regime/wrong-columns'],
    [{ columns: ['a', 'a'] }, 'regime/wrong-columns'],
    [{ decay: 1 }, 'regime/bad-turbulence'],
    [{ decay: 0 }, 'regime/bad-turbulence'],
    [{ decay: 0.2 }, 'regime/bad-turbulence'],
    [{ seedBars: 3 }, 'regime/bad-turbulence'],
    [{ historyBars: 0 }, 'regime/bad-turbulence'],
    [{ alarm: { unit: 'sigma', threshold: 3 } }, 'regime/bad-alarm'],
    [{ alarm: { unit: 'rank-p', threshold: 0 } }, 'regime/bad-alarm'],
    [{ alarm: { unit: 'rank-p', threshold: 1e-4 } }, 'regime/bad-alarm'],
    [{ alarm: { unit: 'distance', threshold: -1 } }, 'regime/bad-alarm'],
  ] as const)('%o', (options, code) => {
    const all = { columns, ...options } as unknown as Parameters<typeof ewmaTurbulence>[0];
    expect(() => ewmaTurbulence(all)).toThrow(
      expect.objectContaining({ code }) as unknown as Error,
    );
  });
});
