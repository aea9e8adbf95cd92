import { assume, solve, verifyPortfolio } from '@plimsoll/optimizer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MonthEnd } from '../../src/data/market-data.ts';
import { vegaMarket } from '../../src/data/vega-market.ts';
import {
  decideWeights,
  decisionProblem,
  eligibleAssets,
  firstDecision,
  smallestWeight,
  windowReturns,
} from '../../src/study/decide-weights.ts';
import { regimePath } from '../../src/study/regime-path.ts';
import { runs } from '../support/runs.ts';
import { marketOfPrices, syntheticMarket } from '../support/synthetic-market.ts';

const vega = vegaMarket();

const windowOf = (month: number): MonthEnd[] => vega.months.slice(month - 36, month + 1);
const dataOf = (month: number) =>
  windowReturns(eligibleAssets(vega.assets, windowOf(month)), windowOf(month));

describe('eligible assets', () => {
  test('have a price at every month end of the window', () => {
    const { assets, months } = marketOfPrices(
      ['A', 'B'],
      [
        [1, null],
        [1, 2],
        [1, 2],
      ],
    );
    expect(eligibleAssets(assets, months)).toEqual(['A']);
    expect(eligibleAssets(assets, months.slice(1))).toEqual(['A', 'B']);
  });

  test('GOOG joins 36 monthly returns after its first price, not before', () => {
    const joined = (month: string) => {
      const index = vega.months.findIndex((candidate) => candidate.month === month);
      return eligibleAssets(vega.assets, windowOf(index)).includes('GOOG');
    };
    expect(joined('2007-07')).toBe(false);
    expect(joined('2007-08')).toBe(true);
  });
});

test('window returns are simple, a row a month', () => {
  const { assets, months } = marketOfPrices(
    ['A', 'B'],
    [
      [100, 50],
      [110, 40],
      [99, 50],
    ],
  );
  const { values, symbols, closeAt } = windowReturns(assets, months);
  expect(symbols).toEqual(['A', 'B']);
  expect(closeAt).toEqual(months.slice(1).map((month) => month.closeAt));
  const cells = values as ArrayLike<number>[];
  expect(cells[0]?.[0]).toBeCloseTo(0.1, 14);
  expect(cells[0]?.[1]).toBeCloseTo(-0.2, 14);
  expect(cells[1]?.[0]).toBeCloseTo(-0.1, 14);
  expect(cells[1]?.[1]).toBeCloseTo(0.25, 14);
});

describe('the first decision', () => {
  test('falls on 31 January 2003 and leaves 85 with a month to hold', () => {
    const first = firstDecision(vega, 36);
    expect(vega.months[first]).toMatchObject({ month: '2003-01', day: '2003-01-31' });
    expect(vega.months.length - 1 - first).toBe(85);
  });

  test('needs the whole window, and lag months more', () => {
    const market = syntheticMarket({ months: 40 });
    expect(firstDecision(market, 12)).toBe(12);
    expect(firstDecision(market, 12, 1)).toBe(13);
    expect(firstDecision(market, 40)).toBe(40);
  });

  test('needs three assets, of which 40 % each can be 1', () => {
    const assets = ['A', 'B', 'C'];
    expect(firstDecision(syntheticMarket({ months: 40, assets, lateMonths: 5 }), 12)).toBe(17);
  });

  test('needs a regime reading before it: 504 observations, the first bar having no return', () => {
    const market = syntheticMarket({ months: 6, index: true });
    const days = market.index?.days ?? [];
    const [ready] = regimePath(market, { states: 2, seed: 1 });
    const warm = days.findIndex(({ closeAt }) => closeAt === ready?.closeAt);
    expect(warm).toBe(504);
    const cut = (from: number) => ({
      ...market,
      index: { label: '', hasRange: true, days: days.slice(from) },
    });
    // Leave exactly so many days that the reading comes a day before the fourth month end, or on it.
    const at = days.findIndex(({ day }) => day === market.months[3]?.day);
    expect(firstDecision(cut(at - 505), 2)).toBe(3);
    expect(firstDecision(cut(at - 504), 2)).toBe(4);
  });
});

describe('weights', () => {
  // An own program in Python: Ledoit and Wolf's constant correlation (2004), then every one of the
  // 3^n combinations of bounds solved exactly and the best feasible one taken.
  test.each([
    [36, { MSFT: 0.4, AMZN: 0.05, IBM: 0.4, AAPL: 0.15 }],
    [
      60,
      {
        MSFT: 0.4,
        AMZN: 0.12059843041738466,
        IBM: 0.3492044286890917,
        AAPL: 0.13019714089352363,
      },
    ],
    [92, { MSFT: 0.4, AMZN: 0.05, IBM: 0.4, GOOG: 0.07473233220797368, AAPL: 0.07526766779202623 }],
    [120, { MSFT: 0.4, AMZN: 0.05, IBM: 0.4, GOOG: 0.1, AAPL: 0.05 }],
  ])('at month %i equal those of exhaustive search', (month, expected) => {
    const { weights } = decideWeights(dataOf(month));
    expect(Object.keys(weights).sort()).toEqual(Object.keys(expected).sort());
    for (const [asset, weight] of Object.entries(expected)) {
      expect(weights[asset], asset).toBeCloseTo(weight, 12);
    }
  });

  test('of all 85 decisions lie in 0.05–0.40, sum to 1 and are certified to 1e-10', () => {
    let worst = 0;
    for (let month = 36; month < 121; month++) {
      const data = dataOf(month);
      const { weights, residual } = decideWeights(data);
      const values = Object.values(weights);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0.05 - 1e-12);
      expect(Math.max(...values)).toBeLessThanOrEqual(0.4 + 1e-12);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
      const { evidence } = verifyPortfolio(decisionProblem(data), weights);
      expect(evidence.verified).toBe(true);
      worst = Math.max(worst, residual);
    }
    expect(worst).toBeLessThanOrEqual(1e-10);
  });

  test('the verifier refuses equal weights on the same data', () => {
    const data = dataOf(36);
    const equal = Object.fromEntries(data.symbols.map((symbol) => [symbol, 0.25]));
    expect(verifyPortfolio(decisionProblem(data), equal).evidence.verified).toBe(false);
  });

  test('stay feasible from three assets to many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 40 }), fc.integer({ min: 1, max: 99 }), (n, seed) => {
        const assets = Array.from({ length: n }, (_, i) => `A${i}`);
        const market = syntheticMarket({ months: 25, assets, seed });
        const problem = decisionProblem(windowReturns(assets, market.months));
        const { weights } = assume(solve(problem), 'optimal');
        const floor = Math.min(...Object.values(weights));
        expect(floor).toBeGreaterThanOrEqual(smallestWeight(n) - 1e-12);
      }),
      runs(10),
    );
  });

  test('the smallest weight is 0.05 while that leaves a choice', () => {
    expect(smallestWeight(3)).toBe(0.05);
    expect(smallestWeight(19)).toBe(0.05);
    expect(smallestWeight(20)).toBe(0.025);
    expect(smallestWeight(50)).toBe(0.01);
  });
});
