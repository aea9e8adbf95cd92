import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ewmaVariance, filterVariance, garchVariance, meanSquare } from '../../src/volatility.ts';
import golden from '../golden/ewma-variance.json' with { type: 'json' };
import { errorCode } from '../support/error-code.ts';
import { runs } from '../support/runs.ts';

const { returns, lambda } = golden;
const close = (actual: ArrayLike<number>, expected: readonly number[]): void => {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] as number) / value - 1)).toBeLessThan(1e-12);
  });
};

describe('EWMA variance', () => {
  test('the reference recursion from the first square', () => {
    const { variances, nextVariance } = filterVariance(ewmaVariance({ lambda }), returns);
    close([...variances, nextVariance as number], golden.firstSquare);
  });
  test('the reference recursion from the mean square, with its standardised residuals', () => {
    const seed = meanSquare(returns);
    const { variances, residuals, nextVariance } = filterVariance(
      ewmaVariance({ lambda, seed }),
      returns,
    );
    close([...variances, nextVariance as number], golden.meanSquare);
    expect(Math.sqrt(nextVariance as number)).toBeCloseTo(golden.nextVolatility, 15);
    close(
      residuals.map((e, i) => e / Math.sqrt(variances[i] as number)),
      golden.standardised,
    );
  });
  test('a half-life is a lambda', () => {
    const half = ewmaVariance({ halfLifeBars: 10 });
    expect(half.params).toEqual({ lambda: 2 ** -0.1, seed: 'first-square', mean: 0 });
  });
  test('forecasts are flat, and need a first return', () => {
    const live = ewmaVariance({ mean: 0.001 }).start();
    expect(errorCode(() => live.forecast(3))).toBe('numerics/no-observations');
    const { nextVariance, residual } = live.update(0.011);
    expect(residual).toBeCloseTo(0.01, 15);
    expect(live.forecast(3)).toEqual([nextVariance, nextVariance, nextVariance]);
    expect(errorCode(() => live.forecast(0))).toBe('numerics/bad-horizon horizonBars');
    expect(ewmaVariance({ seed: 0.04 }).start().forecast(1)).toEqual([0.04]);
  });
  test('an empty series has no next variance', () => {
    expect(filterVariance(ewmaVariance(), []).nextVariance).toBeNull();
  });
  test('misuse is named and changes nothing', () => {
    expect(errorCode(() => ewmaVariance({ lambda: 1 }))).toBe('numerics/bad-decay lambda');
    expect(errorCode(() => ewmaVariance({ seed: -1 }))).toBe('numerics/bad-seed seed');
    expect(errorCode(() => ewmaVariance({ mean: Number.NaN }))).toBe('numerics/bad-mean mean');
    expect(errorCode(() => meanSquare([]))).toBe('numerics/bad-returns returns 0');
    const live = ewmaVariance().start();
    live.update(0.01);
    const before = live.snapshot();
    expect(errorCode(() => live.update(Number.NaN))).toBe('numerics/bad-returns value');
    expect(errorCode(() => live.update(1e200))).toBe('numerics/bad-returns value');
    expect(live.snapshot()).toEqual(before);
    expect(errorCode(() => ewmaVariance().start({ ...before, state: -1 }))).toBe(
      'numerics/bad-snapshot from state',
    );
    expect(errorCode(() => ewmaVariance({ lambda: 0.9 }).start(before))).toBe(
      'core/snapshot-mismatch from configHash',
    );
  });
});

describe('a snapshot continues bit for bit through JSON', () => {
  const garch = { mu: 0.001, omega: 1e-5, alpha: 0.1, beta: 0.85, firstVariance: 2e-4 };
  const models = [ewmaVariance(), ewmaVariance({ seed: 1e-4, lambda: 0.97 }), garchVariance(garch)];
  const series = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { maxLength: 40 });
  test.each(models.map((model) => [model.kind, model] as const))('%s', (_, model) => {
    fc.assert(
      fc.property(series, fc.nat(40), (x, cut) => {
        const whole = model.start();
        const first = model.start();
        for (const r of x.slice(0, cut)) {
          whole.update(r);
          first.update(r);
        }
        const second = model.start(JSON.parse(JSON.stringify(first.snapshot())));
        for (const r of x.slice(cut)) expect(second.update(r)).toEqual(whole.update(r));
        expect(second.snapshot()).toEqual(whole.snapshot());
      }),
      runs(40),
    );
  });
});
