import {
  almgrenChriss,
  createCostAnalysis,
  implementationShortfall,
  linearImpact,
  type OrderCost,
  predictionScore,
} from '@plimsoll/execution';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import golden from '../golden/tca.json' with { type: 'json' };
import { errorCode } from '../support/error-code.ts';
import { dayMs } from '../support/market.ts';
import { runs } from '../support/runs.ts';
import { approve, openMarket, tradingHost } from '../support/trading-host.ts';

describe('implementationShortfall', () => {
  test.each(golden.cases)('$side case with shortfall $implementation_shortfall', (row) => {
    const result = implementationShortfall({
      side: row.side === 'buy' ? 'buy' : 'sell',
      quantity: row.parent_qty,
      decisionPrice: row.decision_price,
      arrivalPrice: row.arrival_price,
      fills: row.fills.map(([quantity = 0, price = 0]) => ({ quantity, price })),
      endPrice: row.end_price,
      fees: row.fees,
    });
    expect(result.filledQuantity).toBe(row.filled);
    expect(result.averagePrice).toBe(row.avg_price);
    expect(result.delay).toBeCloseTo(row.delay_cost, 9);
    expect(result.trading).toBeCloseTo(row.trading_cost, 9);
    expect(result.opportunity).toBeCloseTo(row.opportunity_cost, 9);
    expect(result.fees).toBe(row.fees_cost);
    expect(result.total).toBeCloseTo(row.implementation_shortfall, 9);
    expect(result.totalBps.value).toBeCloseTo(row.shortfall_bps_of_paper_notional, 9);
  });

  test('the parts sum to paper minus real for any fills', () => {
    const price = fc.double({ min: 1, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom('buy' as const, 'sell' as const),
        price,
        price,
        price,
        fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 100 }), price }), {
          maxLength: 9,
        }),
        (side, decisionPrice, arrivalPrice, endPrice, fills) => {
          const quantity = 1_000;
          const sum = implementationShortfall({
            side,
            quantity,
            decisionPrice,
            arrivalPrice,
            fills,
            endPrice,
            fees: 2,
          });
          const sign = side === 'buy' ? 1 : -1;
          const spent = fills.reduce((total, fill) => total + fill.quantity * fill.price, 0);
          const rest = quantity - sum.filledQuantity;
          const real = sign * (spent + rest * endPrice - quantity * decisionPrice) + 2;
          expect(Math.abs(sum.total - real)).toBeLessThan(1e-6);
          expect(sum.total).toBe(sum.delay + sum.trading + sum.opportunity + sum.fees);
        },
      ),
      runs(100),
    );
  });

  test('refuses an unfilled rest without an end price, and numbers that are none', () => {
    const input = {
      side: 'buy',
      quantity: 10,
      decisionPrice: 1,
      arrivalPrice: 1,
      fills: [],
      endPrice: null,
      fees: 0,
    } as const;
    const code = 'execution/bad-shortfall';
    expect(errorCode(() => implementationShortfall(input))).toBe(code);
    expect(errorCode(() => implementationShortfall({ ...input, fees: Number.NaN }))).toBe(code);
    expect(implementationShortfall({ ...input, quantity: 0 }).totalBps.value).toBeNull();
  });
});

describe('createCostAnalysis', () => {
  const bar = (at: number, close: number) => ({
    instrumentId: 'acme',
    openAt: at - 1,
    closeAt: at,
    knownAt: at,
    open: close,
    high: close,
    low: close,
    close,
    volume: null,
    price: 'trade' as const,
    adjusted: false,
    session: 'regular',
    final: true,
    revision: 0,
  });

  test('judges what is unfilled at the last price, and keeps foreign fees apart', () => {
    const coin = {
      kind: 'coin-fee',
      version: 1,
      params: {},
      fee: () => ({ amount: 0.5, currency: 'BNB' }),
    };
    const host = tradingHost({ venue: { fees: coin } });
    openMarket(host);
    approve(host, { type: 'limit', limitPrice: 50.4, decisionPrice: 49 });
    host.clock.advanceTo(dayMs / 2);
    host.bus.publish('market.bar', bar(dayMs / 2, 60), { source: 'feed' });
    host.clock.advanceTo(dayMs);
    const costs = createCostAnalysis();
    for (const event of host.events) costs.apply(event);
    const [cost] = costs.records();
    if (cost === undefined) throw new Error('no cost');
    expect(cost.state).toBe('expired');
    const rest = 10_000 - cost.filledQuantity;
    expect(rest).toBeGreaterThan(0);
    expect(cost.delay).toBeCloseTo(cost.filledQuantity * 1, 6);
    expect(cost.opportunity).toBeCloseTo(rest * 11, 6);
    expect(cost.fees).toBe(0);
    expect(cost.otherFees['BNB']).toBeGreaterThan(0);
    expect(cost.total).toBe(cost.delay + cost.trading + cost.opportunity + cost.fees);
  });
});

describe('prediction against simulated truth', () => {
  test('realised minus predicted shortfall is standard normal over 100 independent orders', () => {
    const impact = linearImpact({ permanent: 1e-6, temporary: 1e-5 });
    const scheduler = almgrenChriss({ slices: 13, urgency: 0.5, impact });
    const costs = createCostAnalysis();
    for (let seed = 1; seed <= 100; seed++) {
      const host = tradingHost({ scheduler, impact, venue: { seed } });
      openMarket(host);
      approve(host, { side: seed % 2 === 0 ? 'buy' : 'sell' });
      host.clock.advanceTo(dayMs);
      const own = createCostAnalysis({ from: costs.snapshot() });
      for (const event of host.events) {
        const cost = costs.apply(event);
        expect(own.apply(event)).toEqual(cost);
      }
    }
    const score = predictionScore(costs.records());
    expect(score.orders).toBe(100);
    expect(Math.abs(score.zScore.value ?? 9)).toBeLessThan(3);
    expect(Math.abs(score.meanZ.value ?? 9) * 10).toBeLessThan(3);
    // The standard deviation of 100 standard normal numbers is 1 ± 0.071.
    expect(Math.abs((score.stdevZ.value ?? 9) - 1)).toBeLessThan(0.22);
  });

  test('no orders, no score', () => {
    const score = predictionScore([]);
    expect(score).toMatchObject({ orders: 0, zScore: { value: null }, stdevZ: { value: null } });
    const unfilled = { state: 'expired', expectedCost: 1, expectedStdev: 1 } as OrderCost;
    expect(predictionScore([unfilled]).orders).toBe(0);
  });
});
