import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthlyPath } from '../../src/study/monthly-returns.ts';
import { runs } from '../support/runs.ts';
import { marketOfPrices, syntheticMarket } from '../support/synthetic-market.ts';

describe('two assets by hand', () => {
  // Flat for four months, so that the first trade meets no volatility and no impact: 5 + 1 bp.
  const market = marketOfPrices(
    ['A', 'B'],
    [
      [100, 50],
      [100, 50],
      [100, 50],
      [100, 50],
      [110, 50],
      [110, 60],
    ],
  );
  const decisions = [
    { month: 3, weights: { A: 0.6, B: 0.4 } },
    { month: 4, weights: { A: 0.5, B: 0.3 } },
    { month: 5, weights: { A: 1 } },
  ];
  const nav = 500e6;
  const path = monthlyPath(market, decisions, { nav, costScale: 1 });

  test('a decision is held to the next month end; the last has none', () => {
    expect(path.closeAt).toEqual([market.months[4]?.closeAt, market.months[5]?.closeAt]);
  });

  test('gross returns are those of the weights; cash earns nothing', () => {
    expect(path.gross[0]).toBeCloseTo(0.6 * 0.1, 14);
    expect(path.gross[1]).toBeCloseTo(0.3 * 0.2, 14);
  });

  test('turnover counts both sides, against the weights prices have moved to', () => {
    expect(path.turnover[0]).toBeCloseTo(1, 14); // from cash
    // 0.66 / 1.06 = 0.6226 → 0.5, and 0.4 / 1.06 = 0.3774 → 0.3.
    expect(path.turnover[1]).toBeCloseTo(0.66 / 1.06 - 0.5 + (0.4 / 1.06 - 0.3), 14);
    expect(path.turnover[1]).toBeCloseTo(0.2, 14);
  });

  test('net pays 6 bp on the first trade, and impact at the grown NAV on the second', () => {
    expect(path.net[0]).toBeCloseTo((1 - 0.0006) * 1.06 - 1, 14);
    // By hand: NAV 529.682 M, A sells 12.264 %, daily σ = ln 1.1 / 2 / √21 = 1.0399 %, X/V = 3.248 %:
    // 6 bp + γσ/2 · X/V + ησ (X/V)^0.6 = 8.4194 bp; B sells 7.736 % at 6 bp.
    expect(path.net[1]).toBeCloseTo(0.05984134741707292, 13);
  });

  test('the cost scale multiplies all of it', () => {
    const free = monthlyPath(market, decisions, { nav, costScale: 0 });
    free.net.forEach((net, i) => void expect(net).toBeCloseTo(free.gross[i] as number, 14));
    const dear = monthlyPath(market, decisions, { nav, costScale: 3 });
    expect(dear.net[0]).toBeCloseTo((1 - 0.0018) * 1.06 - 1, 14);
    expect(dear.gross).toEqual(path.gross);
  });
});

test('holding what prices make of it trades nothing', () => {
  const market = syntheticMarket({ months: 12, assets: ['A', 'B', 'C'] });
  let weights: Record<string, number> = { A: 0.2, B: 0.3, C: 0.5 };
  const decisions = market.months.slice(4, -1).map((from, i) => {
    const decision = { month: i + 4, weights };
    const to = market.months[i + 5];
    const moved = Object.entries(weights).map(
      ([asset, weight]) =>
        [asset, (weight * (to?.prices[asset] ?? 0)) / (from.prices[asset] ?? 1)] as const,
    );
    const total = moved.reduce((sum, [, value]) => sum + value, 0);
    weights = Object.fromEntries(moved.map(([asset, value]) => [asset, value / total]));
    return decision;
  });
  const path = monthlyPath(market, decisions, { nav: 1e6, costScale: 1 });
  for (const turnover of path.turnover.slice(1)) expect(turnover).toBeLessThan(1e-12);
});

test('costs never help, and a larger fund pays more', () => {
  const market = syntheticMarket({ months: 44 });
  const weight = fc.double({ min: 0, max: 0.25, noNaN: true });
  const weights = fc.record({ AAA: weight, BBB: weight, CCC: weight, DDD: weight });
  fc.assert(
    fc.property(fc.array(weights, { minLength: 2, maxLength: 6 }), (chosen) => {
      const decisions = chosen.map((each, i) => ({ month: 36 + i, weights: each }));
      const small = monthlyPath(market, decisions, { nav: 1e6, costScale: 1 });
      const large = monthlyPath(market, decisions, { nav: 1e9, costScale: 1 });
      small.net.forEach((net, i) => {
        expect(net).toBeLessThanOrEqual((small.gross[i] as number) + 1e-15);
        expect(large.net[i]).toBeLessThanOrEqual(net + 1e-15);
      });
    }),
    runs(50),
  );
});
