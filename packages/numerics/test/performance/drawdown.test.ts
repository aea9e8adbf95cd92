import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  drawdownEpisodes,
  drawdownSeries,
  hitRate,
  maxDrawdown,
  painIndex,
  quantstatsConvention,
  ulcerIndex,
} from '../../src/performance.ts';
import golden from '../golden/drawdown-path.json' with { type: 'json' };
import { errorCode } from '../support/error-code.ts';
import { runs } from '../support/runs.ts';

const { path, first_period, trades } = golden;
const equity = { of: 'equity' } as const;

describe('the reference path', () => {
  test('series, largest drawdown, Ulcer and Pain index', () => {
    const series = drawdownSeries(path.equity, equity);
    path.drawdown.forEach((depth, i) => {
      expect(series[i]).toBeCloseTo(-depth, 15);
    });
    const value = { max: maxDrawdown, ulcer: ulcerIndex, pain: painIndex };
    expect(value.max(path.equity, equity).value).toBeCloseTo(path.max_drawdown, 15);
    expect(value.ulcer(path.equity, equity).value).toBeCloseTo(path.ulcer_index_n, 15);
    expect(
      ulcerIndex(path.equity, { ...equity, convention: quantstatsConvention }).value,
    ).toBeCloseTo(path.ulcer_index_quantstats_n_minus_1, 15);
    expect(value.pain(path.equity, equity).value).toBeCloseTo(path.pain_index, 15);
  });
  test('episodes', () => {
    const episodes = drawdownEpisodes(path.equity, equity);
    expect(
      episodes.map(({ peakIndex, troughIndex, recoveryIndex }) => [
        peakIndex,
        troughIndex,
        recoveryIndex,
      ]),
    ).toEqual(path.episodes.map(({ peak, trough, recovered }) => [peak, trough, recovered]));
    episodes.forEach(({ depth, startIndex, peakIndex }, i) => {
      expect(depth).toBeCloseTo((path.episodes[i] as (typeof path.episodes)[0]).depth, 15);
      expect(startIndex).toBe(peakIndex + 1);
    });
  });
  test('a loss in the first period counts', () => {
    expect(maxDrawdown(first_period.returns).value).toBeCloseTo(
      first_period.correct_max_drawdown,
      14,
    );
    expect(drawdownEpisodes(first_period.returns)).toMatchObject([
      { peakIndex: -1, startIndex: 0, troughIndex: 2, recoveryIndex: null },
    ]);
  });
  test('win rates of trades', () => {
    expect(hitRate(trades.pnl).value).toBe(trades.win_rate_of_all);
    expect(hitRate(trades.pnl, { zeros: 'left-out' }).value).toBe(trades.win_rate_of_nonzero);
  });
});

describe('drawdown laws', () => {
  const returns = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), {
    minLength: 1,
    maxLength: 60,
  });
  test('returns and their equity give the same drawdowns; scale of equity is no matter', () => {
    fc.assert(
      fc.property(returns, fc.double({ min: 0.01, max: 1e6, noNaN: true }), (r, capital) => {
        let wealth = capital;
        const path = [capital, ...r.map((x) => (wealth *= 1 + x))];
        const ofEquity = drawdownSeries(path, equity).slice(1);
        drawdownSeries(r).forEach((depth, i) => {
          expect(depth).toBeGreaterThanOrEqual(0);
          expect(depth).toBeLessThan(1);
          expect(Math.abs(depth - (ofEquity[i] as number))).toBeLessThan(1e-12);
        });
      }),
      runs(60),
    );
  });
  test('episodes cover exactly the periods under water, and the deepest is the maximum', () => {
    fc.assert(
      fc.property(returns, (r) => {
        const depths = drawdownSeries(r);
        const episodes = drawdownEpisodes(r);
        const covered = new Set<number>();
        for (const { startIndex, troughIndex, recoveryIndex, depth } of episodes) {
          for (let i = startIndex; i < (recoveryIndex ?? r.length); i++) covered.add(i);
          expect(depths[troughIndex]).toBe(depth);
          expect(recoveryIndex === null ? 0 : depths[recoveryIndex]).toBe(0);
        }
        expect(depths.map((depth) => depth > 0)).toEqual(depths.map((_, i) => covered.has(i)));
        const deepest = Math.max(0, ...episodes.map(({ depth }) => depth));
        expect(maxDrawdown(r).value).toBe(deepest);
        const pain = painIndex(r).value as number;
        const ulcer = ulcerIndex(r).value as number;
        expect(pain).toBeLessThanOrEqual(ulcer + 1e-15);
        expect(ulcer).toBeLessThanOrEqual(deepest + 1e-15);
      }),
      runs(60),
    );
  });
});

describe('edges', () => {
  test('nothing in, no value out', () => {
    expect(drawdownSeries([])).toEqual([]);
    expect(drawdownSeries([], equity)).toEqual([]);
    expect(drawdownEpisodes([])).toEqual([]);
    for (const measure of [maxDrawdown, painIndex, ulcerIndex]) {
      expect(measure([])).toMatchObject({ value: null, reason: 'no-observations' });
    }
    expect(ulcerIndex([0.1], { convention: quantstatsConvention }).reason).toBe(
      'too-few-observations',
    );
  });
  test('one equity is no period', () => {
    expect(painIndex([100], equity).reason).toBe('no-observations');
    expect(ulcerIndex([100], equity).reason).toBe('no-observations');
    expect(maxDrawdown([100], equity).value).toBe(0);
  });
  test('ruin is a drawdown of one, debt more', () => {
    expect(drawdownSeries([-1, 0.5])).toEqual([1, 1]);
    expect(drawdownSeries([-1.5])).toEqual([1.5]);
  });
  test('misuse is named', () => {
    expect(errorCode(() => drawdownSeries([0.1, Number.NaN]))).toBe(
      'numerics/bad-returns returns 1',
    );
    expect(errorCode(() => drawdownSeries([0, 1], equity))).toBe('numerics/bad-equity equity 0');
    expect(errorCode(() => drawdownSeries([1], { of: 'prices' as 'equity' }))).toBe(
      'numerics/bad-option of',
    );
    expect(errorCode(() => hitRate([1], { zeros: 'x' as 'misses' }))).toBe(
      'numerics/bad-option zeros',
    );
  });
});
