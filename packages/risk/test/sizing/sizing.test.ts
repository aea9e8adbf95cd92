import { describe, expect, test } from 'vitest';
import {
  correlationAwareSize,
  correlationToRest,
  drawdownScale,
  noTradeBand,
  PlimsollError,
  regimeScale,
  riskPerTrade,
  stopHeat,
  valueAtRiskHeat,
  volatilityTarget,
} from '../../src/sizing.ts';
import golden from '../golden/kelly.json' with { type: 'json' };

const codeOf = (run: () => unknown): string | null => {
  try {
    run();
  } catch (error) {
    if (PlimsollError.is(error)) return error.code;
  }
  return null;
};

test('volatility target', () => {
  const options = { targetVolatility: 0.1, forecastVolatility: 0.2, maxLeverage: 3 };
  expect(volatilityTarget(options)).toEqual({ leverage: 0.5, capped: false });
  expect(volatilityTarget({ ...options, forecastVolatility: 0.01 })).toEqual({
    leverage: 3,
    capped: true,
  });
  expect(volatilityTarget({ ...options, forecastVolatility: 0 }).leverage).toBe(3);
  expect(codeOf(() => volatilityTarget({ ...options, maxLeverage: Number.NaN }))).toBe(
    'risk/bad-option',
  );
});

test('regime scale is continuous in the probability', () => {
  const multipliers = { calm: 1, stressed: 0.5 };
  expect(regimeScale({ probabilities: { calm: 0.75, stressed: 0.25 }, multipliers })).toBe(0.875);
  expect(regimeScale({ probabilities: { stressed: 1 }, multipliers })).toBe(0.5);
  expect(codeOf(() => regimeScale({ probabilities: { crash: 1 }, multipliers }))).toBe(
    'risk/unknown-label',
  );
  expect(codeOf(() => regimeScale({ probabilities: { calm: 0.5 }, multipliers }))).toBe(
    'risk/bad-option',
  );
});

describe('drawdown scale', () => {
  const steps = [
    { from: 0.08, factor: 0.5 },
    { from: 0.1, factor: 0 },
  ];
  test('steps are inclusive, in the arithmetic of doubles too', () => {
    expect(drawdownScale({ nav: 104, peakNav: 104 }, { steps })).toBe(1);
    expect(drawdownScale({ nav: 95.69, peakNav: 104 }, { steps })).toBe(1);
    expect(drawdownScale({ nav: 95.68, peakNav: 104 }, { steps })).toBe(0.5);
    expect(drawdownScale({ nav: 93, peakNav: 104 }, { steps })).toBe(0);
    expect(drawdownScale({ nav: -1, peakNav: 104 }, { steps: [] })).toBe(1);
  });
  test('misuse', () => {
    const nav = { nav: 1, peakNav: 1 };
    expect(codeOf(() => drawdownScale(nav, { steps: [...steps].reverse() }))).toBe(
      'risk/bad-option',
    );
    const rising = [
      { from: 0.1, factor: 0.5 },
      { from: 0.2, factor: 0.6 },
    ];
    expect(codeOf(() => drawdownScale(nav, { steps: rising }))).toBe('risk/bad-option');
    expect(codeOf(() => drawdownScale({ nav: 1, peakNav: 0 }, { steps }))).toBe('risk/bad-option');
  });
});

describe('risk per trade', () => {
  const trade = {
    equity: 100_000,
    riskFraction: 0.01,
    entryPrice: 50,
    stopPrice: 48,
    valuePerLot: 1,
  };
  test('the loss at the stop is the budget, rounded down to lots', () => {
    expect(riskPerTrade(trade)).toEqual({ status: 'sized', lots: 500, risk: 1000, capped: false });
    expect(riskPerTrade({ ...trade, stopPrice: 52 })).toMatchObject({ lots: 500 });
    expect(riskPerTrade({ ...trade, stopPrice: 47 })).toMatchObject({ lots: 333, risk: 999 });
    expect(riskPerTrade({ ...trade, valuePerLot: 100 })).toMatchObject({ lots: 5 });
    expect(riskPerTrade(trade, { costPerLot: 0.5 })).toMatchObject({ lots: 400, risk: 1000 });
    expect(riskPerTrade(trade, { batchLots: 300 })).toMatchObject({ lots: 300 });
    expect(riskPerTrade(trade, { maxLots: 120, batchLots: 50 })).toEqual({
      status: 'sized',
      lots: 100,
      risk: 200,
      capped: true,
    });
  });
  test('a whole number of lots that doubles miss', () => {
    const fine = { ...trade, equity: 100, entryPrice: 1.3, stopPrice: 1.2 };
    expect((100 * 0.01) / (1.3 - 1.2)).toBeLessThan(10);
    expect(riskPerTrade(fine)).toMatchObject({ lots: 10 });
  });
  test('too small, and misuse', () => {
    expect(riskPerTrade({ ...trade, equity: 100 })).toEqual({
      status: 'too-small',
      exactLots: 0.5,
    });
    expect(riskPerTrade(trade, { maxLots: 0 }).status).toBe('too-small');
    expect(codeOf(() => riskPerTrade({ ...trade, stopPrice: 50 }))).toBe('risk/bad-option');
    expect(codeOf(() => riskPerTrade({ ...trade, riskFraction: 2 }))).toBe('risk/bad-option');
    expect(codeOf(() => riskPerTrade(trade, { batchLots: 0.5 }))).toBe('risk/bad-option');
  });
});

describe('beside what is held', () => {
  const { cov, weights, rho_to_rest_of_portfolio, rho_including_self } =
    golden.correlation_to_portfolio;
  const symbols = ['A', 'B', 'C'];
  const portfolio = {
    symbols,
    covariance: cov,
    weights: Object.fromEntries(symbols.map((symbol, i) => [symbol, weights[i] as number])),
  };

  test('correlation is against the rest, not with itself inside', () => {
    symbols.forEach((symbol, i) => {
      const { value } = correlationToRest(portfolio, { symbol });
      expect(value).toBeCloseTo(rho_to_rest_of_portfolio[i] as number, 12);
      expect(value).toBeLessThan(rho_including_self[i] as number);
    });
    expect(
      correlationToRest({ ...portfolio, weights: { A: 1, B: 0, C: 0 } }, { symbol: 'A' }),
    ).toEqual({
      value: null,
      reason: 'no-variance',
      convention: 'against-the-rest-of-the-portfolio',
    });
    expect(codeOf(() => correlationToRest(portfolio, { symbol: 'Z' }))).toBe('risk/unknown-asset');
  });

  test('a hedge is not enlarged', () => {
    expect(correlationAwareSize({ base: 100, correlation: 0.25 })).toBe(75);
    expect(correlationAwareSize({ base: 100, correlation: 1 })).toBe(0);
    expect(correlationAwareSize({ base: 100, correlation: -0.5 })).toBe(100);
    expect(codeOf(() => correlationAwareSize({ base: 1, correlation: 1.1 }))).toBe(
      'risk/bad-option',
    );
  });

  test('heat, by stops and by covariance', () => {
    const positions = [
      { entryPrice: 100, stopPrice: 95, units: 200 },
      { entryPrice: 20, stopPrice: 21, units: -500 },
    ];
    expect(stopHeat(positions, { equity: 100_000 })).toBe(0.015);
    expect(codeOf(() => stopHeat(positions, { equity: 0 }))).toBe('risk/bad-option');
    const single = { symbols: ['A'], covariance: [[0.04]], weights: { A: -0.5 } };
    // 1.6448536269514722 is the 95 % normal quantile.
    expect(valueAtRiskHeat(single, { tailProbability: 0.05 })).toBeCloseTo(
      0.1 * 1.6448536269514722,
      15,
    );
    expect(valueAtRiskHeat(single, { tailProbability: 0.5 })).toBe(0);
    expect(codeOf(() => valueAtRiskHeat(single, { tailProbability: 0.95 }))).toBe(
      'risk/bad-option',
    );
  });
});

test('no-trade band', () => {
  const band = { target: 0.2, halfWidth: 0.05 };
  expect(noTradeBand({ ...band, current: 0.25 })).toEqual({
    status: 'hold',
    weight: 0.25,
    change: 0,
  });
  const up = noTradeBand({ ...band, current: 0.1 });
  expect(up.status).toBe('trade');
  expect(up.weight).toBeCloseTo(0.15, 15);
  expect(up.change).toBeCloseTo(0.05, 15);
  expect(noTradeBand({ ...band, current: 0.3 }).weight).toBe(0.25);
  expect(noTradeBand({ ...band, current: 0.3, tradeTo: 'target' }).weight).toBe(0.2);
  expect(codeOf(() => noTradeBand({ ...band, current: Number.NaN }))).toBe('risk/bad-option');
  expect(
    codeOf(() => noTradeBand({ ...band, current: 0, tradeTo: 'middle' as unknown as 'edge' })),
  ).toBe('risk/bad-option');
});
