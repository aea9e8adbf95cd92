import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assume,
  christoffersenTest,
  type ExceptionRecord,
  exceptionsOf,
  haasTest,
  kupiecRegion,
  kupiecTest,
  timeUntilFirstFailure,
  trafficLight,
} from '../../src/var-backtests.ts';
import golden from '../golden/var-backtests.json' with { type: 'json' };
import { runs } from '../support/runs.ts';

const record = (observations: number, bars: readonly number[]): ExceptionRecord => ({
  observations,
  exceptions: bars.length,
  bars,
});

describe('Kupiec, shared/refs/risk/var-backtests.json', () => {
  test.each(golden.kupiec_pof)('$x of $T at $p', ({ T, p, x, lr, pvalue, reject_5pct }) => {
    const count = { observations: T, exceptions: x };
    const result = assume(kupiecTest(count, { tailProbability: p }), 'tested');
    expect(result.statistic).toBeCloseTo(lr, 9);
    expect(result.pValue).toBeCloseTo(pvalue, 9);
    expect(result.pValue < 0.05).toBe(reject_5pct);
  });

  test.each(golden.nonrejection_regions_5pct)('region of $T at $p', ({ T, p, min_x, max_x }) => {
    const region = kupiecRegion({ observations: T, tailProbability: p });
    expect(region).toEqual({ least: min_x, most: max_x });
  });

  test("Hull's exercise: 15 of 1000 at 99 %", () => {
    const count = { observations: 1000, exceptions: 15 };
    const result = assume(kupiecTest(count, { tailProbability: 0.01 }), 'tested');
    expect(result.statistic).toBeCloseTo(golden.hull_exercise.lr, 9);
    expect(result).toMatchObject({ exceptionRate: 0.015, expectedExceptions: 10 });
  });

  test('not the doubled value of a web calculator', () => {
    const count = { observations: 250, exceptions: 3 };
    const { statistic } = assume(kupiecTest(count, { tailProbability: 0.01 }), 'tested');
    expect(statistic).toBeCloseTo(0.0949, 4);
  });

  test('the exact test keeps what the asymptotic one rejects at small samples', () => {
    const none = { observations: 250, exceptions: 0 };
    const result = assume(kupiecTest(none, { tailProbability: 0.01 }), 'tested');
    expect(result.pValue).toBeLessThan(0.05);
    expect(result.exactPValue).toBeCloseTo(2 * 0.99 ** 250, 12);
    expect(result.probabilityAtLeast).toBe(1);
    const usual = { observations: 250, exceptions: 2 };
    expect(assume(kupiecTest(usual, { tailProbability: 0.01 }), 'tested').exactPValue).toBe(1);
  });

  test.each(golden.kupiec_tuff)('first failure on $first_failure_day at $p', (row) => {
    const outcome = timeUntilFirstFailure(
      record(row.first_failure_day + 3, [row.first_failure_day - 1]),
      { tailProbability: row.p },
    );
    const result = assume(outcome, 'tested');
    expect(result.statistic).toBeCloseTo(row.lr, 9);
    // Near 1 the p-value has an infinite slope in the statistic.
    expect(result.pValue).toBeCloseTo(row.pvalue, 6);
    expect(result.firstFailureBar).toBe(row.first_failure_day);
  });
});

describe('Christoffersen', () => {
  test.each(golden.christoffersen)('$name', (row) => {
    const outcome = christoffersenTest(record(row.T, row.hit_indices_zero_based), {
      tailProbability: row.p,
    });
    const result = assume(outcome, 'tested');
    expect(result.transitions).toEqual({
      quietToQuiet: row.n00,
      quietToException: row.n01,
      exceptionToQuiet: row.n10,
      exceptionToException: row.n11,
    });
    expect(result.coverage.statistic).toBeCloseTo(row.lr_uc_T, 9);
    expect(result.independence.statistic).toBeCloseTo(row.lr_ind, 9);
    expect(result.independence.pValue).toBeCloseTo(row.p_ind, 9);
    expect(result.conditional.statistic).toBeCloseTo(row.lr_cc_using_T_for_uc, 9);
    expect(result.conditional.pValue).toBeCloseTo(row.p_cc_using_T, 9);
    const second = result.conditionalFromSecondBar;
    expect(second.statistic).toBeCloseTo(row.lr_cc_using_Tminus1_for_uc, 9);
    expect(second.pValue).toBeCloseTo(row.p_cc_using_Tminus1, 9);
    expect(result.independenceTestable).toBe(row.exceptions > 0);
  });

  test('every transition is counted, whatever the pattern', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 2, maxLength: 60 }), (hits) => {
        const bars = hits.flatMap((hit, bar) => (hit ? [bar] : []));
        const outcome = christoffersenTest(record(hits.length, bars), { tailProbability: 0.5 });
        const { transitions, independence } = assume(outcome, 'tested');
        const naive = [0, 0, 0, 0];
        for (let i = 1; i < hits.length; i++) {
          const cell = 2 * Number(hits[i - 1]) + Number(hits[i]);
          naive[cell] = (naive[cell] as number) + 1;
        }
        expect(Object.values(transitions)).toEqual(naive);
        expect(independence.statistic).toBeGreaterThanOrEqual(0);
        expect(independence.pValue).toBeLessThanOrEqual(1);
      }),
      runs(200),
    );
  });
});

describe('Haas', () => {
  test('one exception is time until first failure plus coverage', () => {
    const one = record(250, [99]);
    const tail = { tailProbability: 0.01 };
    const { independence, mixed } = assume(haasTest(one, tail), 'tested');
    const first = assume(timeUntilFirstFailure(one, tail), 'tested');
    const coverage = assume(kupiecTest(one, tail), 'tested');
    expect(independence.statistic).toBe(first.statistic);
    expect(independence.degreesOfFreedom).toBe(1);
    expect(mixed.statistic).toBeCloseTo(first.statistic + coverage.statistic, 12);
    expect(mixed.degreesOfFreedom).toBe(2);
  });

  test('sees exceptions every other bar, which a first-order test cannot blame', () => {
    const clustered = record(250, [100, 102, 104]);
    const tail = { tailProbability: 0.01 };
    expect(assume(haasTest(clustered, tail), 'tested').independence.pValue).toBeLessThan(0.01);
    const first = assume(christoffersenTest(clustered, tail), 'tested');
    expect(first.independence.pValue).toBeGreaterThan(0.5);
  });
});

describe('traffic light, shared/refs/risk/basel-traffic-light.json', () => {
  test.each(golden.traffic_light)('$exceptions exceptions', (row) => {
    const count = { observations: 250, exceptions: row.exceptions };
    const result = assume(trafficLight(count, { tailProbability: 0.01 }), 'tested');
    expect(result.zone).toBe(row.zone);
    expect(result.probabilityAtMost).toBeCloseTo(row.prob_at_most, 12);
    expect(result.probabilityAtLeast).toBeCloseTo(row.prob_at_least, 12);
    expect(result.multipliers?.basel1996).toBeCloseTo(row.multiplier_1996, 12);
    expect(result.multipliers?.basel2019).toBeCloseTo(row.multiplier_MAR33_2019, 12);
  });

  test.each(golden.zone_starts)(
    'zones of $T at $p',
    ({ T, p, yellow_starts_at, red_starts_at }) => {
      const count = { observations: T, exceptions: 0 };
      const result = assume(trafficLight(count, { tailProbability: p }), 'tested');
      expect([result.yellowStartsAt, result.redStartsAt]).toEqual([
        yellow_starts_at,
        red_starts_at,
      ]);
      expect(result.multipliers === null).toBe(T !== 250 || p !== 0.01);
    },
  );
});

describe('exceptions', () => {
  test('a loss equal to value at risk is none', () => {
    expect(exceptionsOf([-2, -1, 3, -2.5], 2)).toEqual({
      observations: 4,
      exceptions: 1,
      bars: [3],
    });
    expect(exceptionsOf([-2, -1], [1, 3]).bars).toEqual([0]);
  });

  test('misuse is refused by code and path', () => {
    const tail = { tailProbability: 0.05 };
    const bad = expect.objectContaining({ code: 'risk/bad-exceptions' });
    expect(() => exceptionsOf([1, 2], [1])).toThrow(
      expect.objectContaining({ code: 'risk/bad-forecast', path: ['valueAtRisk'] }),
    );
    expect(() => exceptionsOf([1, 2], Number.NaN)).toThrow(
      expect.objectContaining({ code: 'risk/bad-forecast' }),
    );
    expect(() => kupiecTest({ observations: 10, exceptions: 11 }, tail)).toThrow(bad);
    expect(() => haasTest({ observations: 10, exceptions: 2, bars: [1] }, tail)).toThrow(bad);
    expect(() => christoffersenTest(record(10, [3, 3]), tail)).toThrow(bad);
    expect(() => timeUntilFirstFailure(record(10, [10]), tail)).toThrow(bad);
    expect(() => kupiecRegion({ observations: 0, tailProbability: 0.05 })).toThrow(bad);
  });

  test('too few observations are an answer', () => {
    const few = record(19, [3]);
    const tail = { tailProbability: 1 - 0.95 };
    const answer = { status: 'insufficient-data', observations: 19, needed: 20 };
    expect(kupiecTest(few, tail)).toEqual(answer);
    expect(christoffersenTest(few, tail)).toEqual(answer);
    expect(haasTest(few, tail)).toEqual(answer);
    expect(trafficLight(few, tail)).toEqual(answer);
    const quiet = record(30, []);
    const later = { status: 'insufficient-data', observations: 30, needed: 31 };
    expect(timeUntilFirstFailure(quiet, tail)).toEqual(later);
    expect(haasTest(quiet, tail)).toEqual(later);
  });
});
