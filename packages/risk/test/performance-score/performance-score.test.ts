import { describe, expect, test } from 'vitest';
import {
  balancedPerformanceScore,
  bandOf,
  cagr,
  hitRate,
  maxDrawdown,
  sharpeRatio,
  sourceBands,
} from '../../src/metrics.ts';
import golden from '../golden/metrics.json' with { type: 'json' };

describe('Balanced Performance Score', () => {
  test.each(golden.bps)('Sharpe $sharpe, growth $cagr', (row) => {
    const { score, parts } = balancedPerformanceScore({
      sharpe: row.sharpe,
      cagr: row.cagr,
      winRate: row.win_rate,
      maxDrawdown: -row.max_drawdown,
    });
    expect(score.value).toBeCloseTo(row.bps, 13);
    expect(parts.sharpe.value).toBeCloseTo(0.4 * row.sharpe, 14);
    expect(parts.cagr.value).toBeCloseTo(0.3 * row.cagr, 14);
    expect(parts.winRate.value).toBeCloseTo(0.2 * row.win_rate, 14);
    expect(parts.maxDrawdown.value).toBeCloseTo(0.1 * row.max_drawdown, 14);
  });

  test("the source's bands, and what they ask: a record at its gates scores 0.52", () => {
    const gates = { sharpe: 1, cagr: 0.1, winRate: 0.55, maxDrawdown: 0.2 };
    const { score } = balancedPerformanceScore(gates);
    expect(score.value).toBeCloseTo(0.52, 12);
    expect(bandOf(score.value as number, sourceBands.balancedScore)).toBeNull();
    expect(bandOf(0.8, sourceBands.balancedScore)).toBeNull();
    expect(bandOf(0.81, sourceBands.balancedScore)).toBe('good');
    expect(bandOf(1.1, sourceBands.balancedScore)).toBe('excellent');
    expect(bandOf(1.21, sourceBands.balancedScore)).toBe('outstanding');
    expect(bandOf(-0.12, sourceBands.drawdownReturn)).toBe('excellent');
    expect(bandOf(-0.18, sourceBands.drawdownReturn)).toBe('good');
  });

  test.each(Object.values(sourceBands))('bands fall from best to worst %#', (...bands) => {
    const bounds = bands.map(({ above }) => above);
    expect(bounds).toEqual(bounds.toSorted((a, b) => b - a));
  });

  test('takes measures, and is absent for the reason of the first that is', () => {
    const returns = [0.02, -0.01, 0.03];
    const monthly = { periodsPerYear: 12 };
    const full = balancedPerformanceScore({
      sharpe: sharpeRatio(returns, monthly),
      cagr: cagr(returns, monthly),
      winRate: hitRate(returns),
      maxDrawdown: maxDrawdown(returns),
    });
    expect(full.score.value).not.toBeNull();
    expect(full.score.convention).toContain('0.4 sharpe (plimsoll');
    const none = balancedPerformanceScore({
      sharpe: sharpeRatio([0.01, 0.01], monthly),
      cagr: 0.1,
      winRate: 0.5,
      maxDrawdown: 0,
    });
    expect(none.score).toMatchObject({ value: null, reason: 'zero-dispersion' });
    expect(none.parts.cagr.value).toBeCloseTo(0.03, 14);
  });

  const sound = { sharpe: 1, cagr: 0.1, winRate: 0.5, maxDrawdown: 0.1 };
  test.each([
    { ...sound, maxDrawdown: -0.1 },
    { ...sound, winRate: 58 },
    { ...sound, cagr: -2 },
    { ...sound, sharpe: Number.NaN },
    { ...sound, sharpe: null as unknown as number },
    { ...sound, sharpe: '1' as unknown as number },
  ])('refuses %j', (inputs) => {
    expect(() => balancedPerformanceScore(inputs)).toThrowError(
      expect.objectContaining({ code: 'risk/bad-score' }),
    );
  });
});
