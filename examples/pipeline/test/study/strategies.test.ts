import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarketData } from '../../src/data/market-data.ts';
import type { DatedReading } from '../../src/study/regime-path.ts';
import { decideStrategies } from '../../src/study/strategies.ts';
import { readingsOf } from '../support/readings.ts';
import { refusalOf } from '../support/refusal.ts';
import { runs } from '../support/runs.ts';
import { syntheticMarket } from '../support/synthetic-market.ts';

const WINDOW = 24;
const MONTHS = 34;
const market = syntheticMarket({ months: MONTHS, lateMonths: 3 });

/** A reading on every month end and on the day before it. */
const readings: readonly DatedReading[] = readingsOf(
  market.months.flatMap(({ closeAt }, i) => [
    [closeAt - 86_400_000, ((i * 7) % 10) / 10] as const,
    [closeAt, ((i * 3) % 10) / 10] as const,
  ]),
);

const decide = (
  lagMonths: number,
  data: MarketData = market,
  regime: readonly DatedReading[] = readings,
) => decideStrategies(data, regime, { windowMonths: WINDOW, lagMonths }, WINDOW);

/** Everything decided at or before a month, except what hindsight averages. */
const until = (strategies: ReturnType<typeof decide>, month: number) => ({
  equalWeight: strategies.equalWeight.filter((decision) => decision.month <= month),
  minimumVariance: strategies.minimumVariance.filter((decision) => decision.month <= month),
  regimeExposure: strategies.regimeExposure.filter((decision) => decision.month <= month),
});

describe('no look-ahead', () => {
  /** Prices from month `from` on multiplied by noise, readings from the close `at` on replaced. */
  const perturbed = (from: number, at: number, factors: readonly number[], seed: number) => {
    const months = market.months.map((month, i) => ({
      ...month,
      prices:
        i < from
          ? month.prices
          : Object.fromEntries(
              Object.entries(month.prices).map(([asset, price], a) => [
                asset,
                price * (factors[(i * 5 + a) % factors.length] as number),
              ]),
            ),
    }));
    const later = readings.map((dated, i) =>
      dated.closeAt < at
        ? dated
        : (readingsOf([[dated.closeAt, ((i + seed) % 4) / 4]])[0] as DatedReading),
    );
    return [{ ...market, months }, later] as const;
  };
  const arbitrary = [
    fc.integer({ min: WINDOW, max: MONTHS - 2 }),
    fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 7, maxLength: 7 }),
    fc.nat({ max: 9 }),
  ] as const;

  test('a decision does not depend on any price after its close, nor on a reading at it', () => {
    const before = decide(0);
    fc.assert(
      fc.property(...arbitrary, (month, factors, seed) => {
        const closeAt = market.months[month]?.closeAt ?? 0;
        const after = decide(0, ...perturbed(month + 1, closeAt, factors, seed));
        expect(until(after, month)).toEqual(until(before, month));
      }),
      runs(25),
    );
  });

  test('with a lag of a month it does not depend on the prices of its own close either', () => {
    const before = decide(1);
    fc.assert(
      fc.property(...arbitrary, (month, factors, seed) => {
        const known = market.months[month - 1]?.closeAt ?? 0;
        const after = decide(1, ...perturbed(month, known, factors, seed));
        expect(until(after, month)).toEqual(until(before, month));
      }),
      runs(25),
    );
  });

  test('the test has teeth: prices at the close do change a decision without lag', () => {
    const [data] = perturbed(28, Number.POSITIVE_INFINITY, [0.5, 2, 1, 3, 0.7, 1, 1], 0);
    expect(until(decide(0, data), 28)).not.toEqual(until(decide(0), 28));
    expect(until(decide(0, data), 27)).toEqual(until(decide(0), 27));
  });
});

describe('what is decided', () => {
  const strategies = decide(0);

  test('every month with a full window and a month to hold', () => {
    const months = strategies.minimumVariance.map(({ month }) => month);
    expect(months).toEqual(Array.from({ length: MONTHS - 1 - WINDOW }, (_, i) => WINDOW + i));
  });

  test('a late asset is out until it has full history', () => {
    for (const { month, weights } of strategies.equalWeight) {
      const expected = month < WINDOW + 3 ? 3 : 4;
      expect(Object.keys(weights)).toHaveLength(expected);
      for (const weight of Object.values(weights)) expect(weight).toBe(1 / expected);
    }
  });

  test('exposure is 1 − 0.5 P(high volatility) of the last reading strictly before the close', () => {
    strategies.exposure.forEach((exposure, i) => {
      const month = WINDOW + i;
      // The reading of the day before, not the one at the close itself.
      expect(exposure).toBeCloseTo(1 - (0.5 * ((month * 7) % 10)) / 10, 14);
      const whole = strategies.minimumVariance[i]?.weights ?? {};
      for (const [asset, weight] of Object.entries(strategies.regimeExposure[i]?.weights ?? {})) {
        expect(weight).toBe((whole[asset] as number) * exposure);
      }
    });
  });

  test('the constant exposure is the mean of the others', () => {
    const mean =
      strategies.exposure.reduce((sum, value) => sum + value, 0) / strategies.exposure.length;
    expect(strategies.averageExposure).toBeCloseTo(mean, 15);
    for (const { weights } of strategies.constantExposure) {
      const total = Object.values(weights).reduce((sum, value) => sum + value, 0);
      expect(total).toBeCloseTo(mean, 12);
    }
  });

  test('without a regime everything is invested', () => {
    const alone = decide(0, market, []);
    expect(alone.averageExposure).toBe(1);
    expect(alone.regimeExposure).toEqual(alone.minimumVariance);
  });

  test('with a lag the first decision comes a month later, from the window before it', () => {
    const lagged = decide(1);
    expect(lagged.minimumVariance[0]?.month).toBe(WINDOW + 1);
    expect(lagged.minimumVariance[0]?.weights).toEqual(strategies.minimumVariance[0]?.weights);
  });

  test('a longer starting window moves the start and nothing else', () => {
    const late = decideStrategies(market, readings, { windowMonths: WINDOW, lagMonths: 0 }, 30);
    expect(late.minimumVariance).toEqual(strategies.minimumVariance.slice(6));
  });

  test('too few months are refused with what is needed', () => {
    const short = syntheticMarket({ months: WINDOW + 1 });
    const error = refusalOf(() => decide(0, short));
    expect(error.code).toBe('pipeline/too-few-months');
    expect(error.remedy).toMatch(/at least 26 months/);
    expect(decide(0, syntheticMarket({ months: WINDOW + 2 })).exposure).toHaveLength(1);
  });
});
