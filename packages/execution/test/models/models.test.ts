import {
  almgren2005Impact,
  checkNoDynamicArbitrage,
  dynamicArbitrage,
  linearImpact,
  participationImpact,
  perShareFee,
  proportionalFee,
  proportionalSpread,
  smallestDecayExponent,
  squareRootImpact,
} from '@plimsoll/execution';
import { describe, expect, test } from 'vitest';
import almgren2005 from '../golden/almgren2005.json' with { type: 'json' };
import arbitrage from '../golden/no-dynamic-arbitrage.json' with { type: 'json' };
import { errorCode } from '../support/error-code.ts';
import { instrument } from '../support/market.ts';

describe('Almgren et al. (2005), published examples', () => {
  const model = almgren2005Impact();
  for (const example of almgren2005.examples) {
    const context = {
      arrivalPrice: 10_000, // so that impact reads in basis points
      dailyVolatility: example.daily_vol_bp / 10_000,
      averageDailyVolume: example.ADV,
      sharesOutstanding: example.shares_outstanding,
    };
    const quantity = example.trade_fraction_of_ADV * example.ADV;

    test.each(example.recomputed)(`${example.symbol} over $T of a day`, (row) => {
      const permanent = model.permanent(quantity, context);
      const temporary = model.temporary(quantity / row.T, context);
      expect(Math.abs(permanent / row.perm - 1)).toBeLessThan(1e-9);
      expect(Math.abs(temporary / row.temp - 1)).toBeLessThan(1e-9);
      expect(Math.abs((permanent / 2 + temporary) / row.realized - 1)).toBeLessThan(1e-9);
      const i = [0.1, 0.2, 0.5].indexOf(row.T);
      expect(Math.round(permanent)).toBe(example.published.perm_bp);
      expect(Math.round(temporary)).toBe(example.published.temp_bp[i]);
      expect(Math.round(permanent / 2 + temporary)).toBe(example.published.realized_bp[i]);
    });
  }

  test('without shares outstanding the turnover factor is one', () => {
    const context = {
      arrivalPrice: 1,
      dailyVolatility: 1,
      averageDailyVolume: 1,
      sharesOutstanding: null,
    };
    expect(model.permanent(1, context)).toBe(0.314);
    expect(model.temporary(1, context)).toBe(0.142);
  });
});

describe('other impact models', () => {
  const context = {
    arrivalPrice: 10_000,
    dailyVolatility: 0.0157,
    averageDailyVolume: 1e6,
    sharesOutstanding: null,
  };

  test.each(arbitrage.square_root_examples)('square root: $sigma_bp bp at $q_over_v', (row) => {
    const impact = squareRootImpact({ coefficient: row.Y }).temporary(row.q_over_v * 1e6, {
      ...context,
      dailyVolatility: row.sigma_bp / 10_000,
    });
    expect(Math.abs(impact / row.bp - 1)).toBeLessThan(1e-12);
  });

  test('participation impact is coefficient times volatility times participation', () => {
    const model = participationImpact();
    expect(model.temporary(1e5, context)).toBeCloseTo(0.5 * 157 * 0.1, 9);
    expect(model.permanent(1e5, context)).toBeCloseTo(0.1 * 157 * 0.1, 9);
  });

  test('coefficients are checked', () => {
    const code = 'execution/bad-impact';
    expect(errorCode(() => linearImpact({ permanent: -1, temporary: 1 }))).toBe(code);
    expect(errorCode(() => linearImpact({ permanent: 0, temporary: 0 }))).toBe(code);
    expect(errorCode(() => participationImpact({ temporary: Number.NaN }))).toBe(code);
    expect(errorCode(() => almgren2005Impact({ rateExponent: 0 }))).toBe(code);
    expect(errorCode(() => squareRootImpact({ coefficient: 0 }))).toBe(code);
  });
});

describe('no dynamic arbitrage', () => {
  test('the conditions of Huberman-Stanzl and Gatheral', () => {
    expect(smallestDecayExponent).toBeCloseTo(arbitrage.gamma_star, 15);
    const instant = { kind: 'instantaneous' } as const;
    expect(dynamicArbitrage({ permanentExponent: 1, rateExponent: 0.6, decay: instant })).toEqual(
      [],
    );
    expect(
      dynamicArbitrage({ permanentExponent: 0.9, rateExponent: 0.6, decay: instant }).length,
    ).toBe(1);
    expect(
      dynamicArbitrage({ permanentExponent: 1, rateExponent: 0.6, decay: { kind: 'exponential' } })
        .length,
    ).toBe(1);
    const power = (rateExponent: number, exponent: number): number =>
      dynamicArbitrage({
        permanentExponent: 1,
        rateExponent,
        decay: { kind: 'power-law', exponent },
      }).length;
    expect([power(0.6, 0.5), power(0.5, 0.42), power(0.9, 0.4), power(0.3, 0.3)]).toEqual([
      0, 1, 1, 2,
    ]);
  });

  test('constructors refuse it', () => {
    const code = 'execution/dynamic-arbitrage';
    expect(errorCode(() => almgren2005Impact({ permanentExponent: 0.891 }))).toBe(code);
    const decay = { kind: 'exponential' } as const;
    expect(
      errorCode(() => checkNoDynamicArbitrage({ permanentExponent: 1, rateExponent: 0.5, decay })),
    ).toBe(code);
  });
});

describe('fees and spread', () => {
  const input = {
    instrument: instrument({ lotSize: '0.1', multiplier: 2 }),
    side: 'buy',
    lots: 100,
    price: 50,
    liquidity: 'taker',
    volume30dNotional: 0,
  } as const;

  test('proportional: value times rate, makers their own', () => {
    expect(proportionalFee({ bps: 10 }).fee(input)).toEqual({ amount: 1, currency: 'USD' });
    const rebate = proportionalFee({ bps: 10, makerBps: -5 });
    expect(rebate.fee({ ...input, liquidity: 'maker' }).amount).toBe(-0.5);
  });

  test('per share: with a minimum', () => {
    expect(perShareFee({ perShare: 0.5 }).fee(input).amount).toBe(5);
    expect(perShareFee({ perShare: 0.005, minimum: 1 }).fee(input).amount).toBe(1);
  });

  test('are checked', () => {
    expect(errorCode(() => proportionalFee({ bps: Number.NaN }))).toBe('execution/bad-fee');
    expect(errorCode(() => perShareFee({ perShare: -1 }))).toBe('execution/bad-fee');
    expect(errorCode(() => proportionalSpread({ halfSpreadBps: -1 }))).toBe('execution/bad-spread');
    expect(proportionalSpread({ halfSpreadBps: 5 }).halfSpread(100)).toBe(0.05);
  });
});
