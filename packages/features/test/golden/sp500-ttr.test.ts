import { describe, expect, test } from 'vitest';
import {
  atr,
  computeFeature,
  ema,
  type Feature,
  rsi,
  sma,
  standardDeviation,
  trueRange,
} from '../../src/index.ts';
import type { TestBar } from '../support/bars.ts';
import { haveShared, readShared } from '../support/shared-data.ts';

const dataFile = 'data/sp500_ohlcv_1999_2018.csv.gz';
const goldenFile = 'golden/indicators_sp500_ttr.json';
const present = haveShared(dataFile, goldenFile);

interface Golden {
  readonly first_index_zero_based: number;
  readonly sum_all: number;
  readonly values: Readonly<Record<string, number | null>>;
}

const cases: Readonly<Record<string, () => Feature<TestBar>>> = {
  SMA: () => sma(20),
  EMA: () => ema(20),
  RSI: () => rsi(14),
  ATR: () => atr(14),
  TR: () => trueRange(),
  runSD_sample: () => standardDeviation(20),
};

// R TTR 0.24.3 on 5031 daily bars of the S&P 500, 1999 to 2018.
describe.skipIf(!present)('R TTR on the S&P 500', () => {
  for (const [name, make] of Object.entries(cases)) {
    test(`${name} agrees to 1e-9 at every stored index and in its sum`, () => {
      const rows = readShared(dataFile).trim().split('\n').slice(1);
      const bars = rows.map((row, i): TestBar => {
        const [open, high, low, close] = row.split(',').slice(1, 5).map(Number) as number[];
        return {
          open: open as number,
          high: high as number,
          low: low as number,
          close: close as number,
          closeAt: i,
        };
      });
      const all = JSON.parse(readShared(goldenFile)) as {
        readonly sp500: { readonly series: Readonly<Record<string, Golden>> };
      };
      const golden = all.sp500.series[name] as Golden;
      const { values, ready } = computeFeature(make(), bars);
      expect(bars.length).toBe(5031);
      expect(ready.indexOf(1)).toBe(golden.first_index_zero_based);
      const sum = values.reduce((total, x) => total + (Number.isNaN(x) ? 0 : x), 0);
      expect(Math.abs(sum / golden.sum_all - 1)).toBeLessThan(1e-9);
      for (const [index, value] of Object.entries(golden.values)) {
        const own = values[Number(index)] as number;
        if (value === null) expect(own).toBeNaN();
        else expect(Math.abs(own - value)).toBeLessThanOrEqual(1e-9 * Math.abs(value));
      }
    });
  }
});
