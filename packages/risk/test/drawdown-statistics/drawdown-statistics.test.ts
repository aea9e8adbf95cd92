import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountReturns,
  burkeRatio,
  conditionalDrawdown,
  maxDrawdown,
  painIndex,
  recoveryFactor,
  timeUnderWater,
} from '../../src/metrics.ts';
import golden from '../golden/metrics.json' with { type: 'json' };
import { runs } from '../support/runs.ts';

const { path } = golden;
const equity = { of: 'equity' } as const;
const returns = accountReturns({ nav: path.equity });
const paths = fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), {
  minLength: 1,
  maxLength: 40,
});

describe('conditional drawdown at risk', () => {
  test.each([
    [0.2, path.cdar_80pct_exact_weights],
    [0.05, path.cdar_95pct_exact_weights],
  ])('worst %d of the periods, from equity and from returns', (tailProbability, expected) => {
    const fromEquity = conditionalDrawdown(path.equity, { ...equity, tailProbability });
    expect(fromEquity.value).toBeCloseTo(expected, 14);
    expect(conditionalDrawdown(returns, { tailProbability }).value).toBeCloseTo(expected, 14);
  });

  test('lies between Pain index and largest drawdown, and falls as the tail widens', () => {
    fc.assert(
      fc.property(paths, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (series, tail) => {
        const at = (tailProbability: number) =>
          conditionalDrawdown(series, { tailProbability }).value as number;
        expect(at(tail)).toBeGreaterThanOrEqual((painIndex(series).value as number) - 1e-12);
        expect(at(tail)).toBeLessThanOrEqual((maxDrawdown(series).value as number) + 1e-12);
        expect(at(tail)).toBeLessThanOrEqual(at(tail / 2) + 1e-12);
      }),
      runs(100),
    );
  });

  test('absent without a period', () => {
    expect(conditionalDrawdown([], { tailProbability: 0.1 }).reason).toBe('no-observations');
    expect(conditionalDrawdown([100], { ...equity, tailProbability: 0.1 }).reason).toBe(
      'no-observations',
    );
    expect(() => conditionalDrawdown(returns, { tailProbability: 1 })).toThrowError(
      expect.objectContaining({ code: 'risk/bad-probability' }),
    );
  });
});

describe('time under water', () => {
  test('shared/refs/risk/drawdown-trades.json', () => {
    for (const water of [timeUnderWater(path.equity, equity), timeUnderWater(returns)]) {
      expect(water.periods.value).toBe(path.periods_under_water);
      expect(water.share.value).toBeCloseTo(13 / 19, 14);
      expect(water.longestPeriods.value).toBe(path.longest_under_water_periods);
      expect(water.averageDepth.value).toBeCloseTo(path.average_drawdown_of_episodes, 14);
      // Episodes: 1 + 2 + 5 + 1 to the trough, 1 + 3 + 3 + 1 back.
      expect(water.averagePeriodsToTrough.value).toBe(9 / 4);
      expect(water.averagePeriodsToRecovery.value).toBe(2);
      expect(water.longestPeriodsToRecovery.value).toBe(3);
      expect(water.currentDepth.value).toBeCloseTo(0, 14);
      expect(water.currentPeriods.value).toBe(0);
    }
  });

  test('a drawdown that lasts counts as under water and has no recovery', () => {
    for (const water of [
      timeUnderWater([100, 90, 80, 85], equity),
      timeUnderWater([-0.1, 80 / 90 - 1, 85 / 80 - 1]),
    ]) {
      expect(water.currentDepth.value).toBeCloseTo(0.15, 12);
      expect(water.currentPeriods.value).toBe(3);
      expect(water.longestPeriods.value).toBe(3);
      expect(water.averagePeriodsToTrough.value).toBe(2);
      expect(water.averagePeriodsToRecovery).toMatchObject({
        value: null,
        reason: 'no-recovered-drawdown',
      });
    }
  });

  test('nothing lost, nothing seen', () => {
    const risen = timeUnderWater([0.1, 0.2]);
    expect(risen.averageDepth.reason).toBe('no-drawdown');
    expect(risen.longestPeriods.value).toBe(0);
    expect(timeUnderWater([]).share.reason).toBe('no-observations');
    expect(timeUnderWater([]).currentDepth.reason).toBe('no-observations');
  });

  test('the first period counts from the value at the start', () => {
    expect(timeUnderWater([-0.1]).periods.value).toBe(1);
    expect(timeUnderWater([-0.1]).currentPeriods.value).toBe(1);
  });
});

describe('accounts with flows', () => {
  test('a deposit is no gain, a withdrawal no loss', () => {
    const [up, down] = accountReturns({ nav: [100, 160, 122], flows: [50, -30] });
    expect(up).toBeCloseTo(0.1, 14);
    expect(down).toBeCloseTo(-0.05, 14);
  });

  test('NAV 120, then 90, then 90 paid in: the drawdown stays 25 % (decision 018)', () => {
    const series = accountReturns({ nav: [120, 90, 180], flows: [0, 90] });
    expect(timeUnderWater(series).currentDepth.value).toBeCloseTo(0.25, 14);
    expect(timeUnderWater([120, 90, 180], equity).currentDepth.value).toBe(0);
  });

  test('any flows leave the returns as they were earned', () => {
    const step = fc.tuple(
      fc.double({ min: -0.2, max: 0.2, noNaN: true }),
      fc.double({ min: 0, max: 500, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const nav = [1000];
        for (const [earned, flow] of steps) nav.push((nav.at(-1) as number) * (1 + earned) + flow);
        const series = accountReturns({ nav, flows: steps.map(([, flow]) => flow) });
        series.forEach((x, i) => {
          expect(x).toBeCloseTo(steps[i]?.[0] as number, 9);
        });
      }),
      runs(60),
    );
  });

  test.each([
    [{ nav: [] }],
    [{ nav: [100, 0, 50] }],
    [{ nav: [-1, 100] }],
    [{ nav: [100, Number.NaN] }],
    [{ nav: [100, 110], flows: [] }],
    [{ nav: [100, 110], flows: [Number.POSITIVE_INFINITY] }],
  ])('refuses %j', (account) => {
    expect(() => accountReturns(account)).toThrowError(
      expect.objectContaining({ code: 'risk/bad-account' }),
    );
  });

  test('an account may end at or below zero', () => {
    expect(accountReturns({ nav: [100, 0] })).toEqual([-1]);
    expect(accountReturns({ nav: [100] })).toEqual([]);
  });
});

describe('ratios', () => {
  test('shared/refs/risk/drawdown-trades.json', () => {
    expect(recoveryFactor(returns).value).toBeCloseTo(
      path.recovery_factor_total_return_over_mdd,
      12,
    );
    expect(burkeRatio(returns, { periodsPerYear: 252 }).value).toBeCloseTo(path.burke, 10);
  });

  test('absent where nothing was lost', () => {
    expect(recoveryFactor([0.1]).reason).toBe('no-drawdown');
    expect(burkeRatio([0.1], { periodsPerYear: 12 }).reason).toBe('no-drawdown');
    expect(recoveryFactor([]).reason).toBe('no-observations');
  });
});
