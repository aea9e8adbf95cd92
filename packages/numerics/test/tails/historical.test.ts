import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  historicalExpectedShortfall,
  historicalValueAtRisk,
  type QuantileType,
  sampleQuantile,
  selectInPlace,
  tailCount,
} from '../../src/tails.ts';
import { errorCode } from '../support/error-code.ts';
import { golden } from '../support/golden.ts';
import { runs } from '../support/runs.ts';
import { hasShared, sharedCsv, sharedJson } from '../support/shared.ts';

interface TailRow {
  readonly alpha: number;
  readonly quantile: Readonly<Record<string, number>>;
  readonly 'VaR_loss_order_statistic_ceil(n*alpha)': number;
  readonly ES_acerbi_tasche_exact_weights: number;
  readonly ES_mean_strictly_below_type7: number | null;
  readonly ES_mean_at_or_below_type7: number;
}
const reference = golden<{
  readonly returns: readonly number[];
  readonly tails: readonly TailRow[];
  readonly quantiles: readonly {
    readonly values: readonly number[];
    readonly p: number;
    readonly quantiles: readonly number[];
  }[];
}>('tails.json');
const types: QuantileType[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('selectInPlace', () => {
  test('agrees with sorting and partitions around the place', () => {
    const number = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
    );
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 60 }), fc.nat(), (list, seed) => {
        const k = seed % list.length;
        const values = Float64Array.from(list);
        const sorted = Float64Array.from(list).sort();
        expect(selectInPlace(values, k)).toBe(sorted[k] === 0 ? values[k] : sorted[k]);
        expect(values.slice(0, k).every((v) => v <= (values[k] as number))).toBe(true);
        expect(values.slice(k).every((v) => v >= (values[k] as number))).toBe(true);
      }),
      runs(200),
    );
  });

  test('is linear on sorted, reversed and constant input', () => {
    const n = 200_000;
    for (const make of [(i: number) => i, (i: number) => -i, () => 1, (i: number) => i % 2]) {
      const values = Float64Array.from({ length: n }, (_, i) => make(i));
      const want = values.slice().sort()[n / 4];
      expect(selectInPlace(values, n / 4)).toBe(want);
    }
  });
});

describe('sampleQuantile', () => {
  test('agrees with the nine methods of numpy', () => {
    for (const { values, p, quantiles } of reference.quantiles) {
      types.forEach((type, t) => {
        const got = sampleQuantile(values, { probability: p, type });
        expect(Math.abs(got - (quantiles[t] as number)), `type ${type} at ${p}`).toBeLessThan(
          1e-14,
        );
      });
    }
  });

  test('does not hang on the rounding of n p', () => {
    // 1260 · (1 - 0.95) is 63.00000000000006 in doubles.
    const values = Array.from({ length: 1260 }, (_, i) => i + 1);
    for (const type of [1, 3] as const) {
      expect(sampleQuantile(values, { probability: 1 - 0.95, type })).toBe(63);
    }
    expect(tailCount(1260, 1 - 0.95)).toBe(63);
    expect(tailCount(1260, 0.0501)).toBeCloseTo(63.126, 12);
  });

  test('leaves its input alone and is 7 by default', () => {
    const values = [3, 1, 2];
    expect(sampleQuantile(values, { probability: 0.25 })).toBe(1.5);
    expect(values).toEqual([3, 1, 2]);
  });

  test('refuses what has no quantile', () => {
    expect(errorCode(() => sampleQuantile([], { probability: 0.5 }))).toBe(
      'numerics/empty-sample values',
    );
    expect(errorCode(() => sampleQuantile([1, Number.NaN], { probability: 0.5 }))).toBe(
      'numerics/bad-sample values 1',
    );
    expect(errorCode(() => sampleQuantile([1], { probability: 1.1 }))).toBe(
      'numerics/bad-probability probability',
    );
    expect(errorCode(() => sampleQuantile([1], { probability: 0.5, type: 10 as 9 }))).toBe(
      'numerics/bad-quantile-type type',
    );
  });
});

describe('historical value at risk and expected shortfall', () => {
  test.each(reference.tails)('reproduce the twenty-return sample at $alpha', (row) => {
    const { returns } = reference;
    const { alpha: tailProbability } = row;
    for (const type of types) {
      const { value } = historicalValueAtRisk(returns, { tailProbability, method: type });
      expect(value).toBeCloseTo(-(row.quantile[`type${type}`] as number), 14);
    }
    const worst = historicalValueAtRisk(returns, { tailProbability, method: 'worst-ceil' });
    expect(worst.value).toBe(row['VaR_loss_order_statistic_ceil(n*alpha)']);
    const es = (method?: 'below-quantile' | 'at-or-below-quantile') =>
      historicalExpectedShortfall(returns, {
        tailProbability,
        ...(method === undefined ? {} : { method }),
      });
    expect(es().value).toBeCloseTo(row.ES_acerbi_tasche_exact_weights, 14);
    expect(es('at-or-below-quantile').value).toBeCloseTo(row.ES_mean_at_or_below_type7, 14);
    const below = es('below-quantile');
    if (row.ES_mean_strictly_below_type7 === null) {
      expect(below).toMatchObject({
        value: null,
        reason: 'no observation lies beyond the quantile',
      });
    } else expect(below.value).toBeCloseTo(row.ES_mean_strictly_below_type7, 14);
  });

  test('name their convention and raise flags instead of changing numbers', () => {
    const gains = historicalValueAtRisk([0.01, 0.02, 0.03], { tailProbability: 0.5 });
    expect(gains).toEqual({
      value: -0.02,
      reason: null,
      convention: 'historical, return quantile of type 7',
      observations: 3,
      tailObservations: 1.5,
      flags: ['gain', 'few-tail-points'],
    });
    const short = historicalExpectedShortfall([-2, 0.1], { tailProbability: 0.1 });
    expect(short).toMatchObject({ value: 2, flags: ['exceeds-capital', 'few-tail-points'] });
    const all = historicalExpectedShortfall([-1, -1], { tailProbability: 0.5 });
    expect(all).toMatchObject({ value: 1, flags: ['few-tail-points'] });
    const many = Array.from({ length: 100 }, (_, i) => -i / 1000);
    expect(historicalExpectedShortfall(many, { tailProbability: 0.05 }).flags).toEqual([]);
  });

  test('a tail of almost everything is the mean of everything', () => {
    const all = historicalExpectedShortfall([-0.5, 0.25], { tailProbability: 1 - 1e-12 });
    expect(all.value).toBe(0.125);
  });

  test('below, and at or below, differ where the quantile is an observation', () => {
    // Of 21 returns the type 7 quantile at 5 % is the second worst itself.
    const returns = Array.from({ length: 21 }, (_, i) => (i - 20) / 64);
    const at = (method: 'below-quantile' | 'at-or-below-quantile') =>
      historicalExpectedShortfall(returns, { tailProbability: 0.05, method }).value;
    expect(at('below-quantile')).toBe(20 / 64);
    expect(at('at-or-below-quantile')).toBe(19.5 / 64);
  });

  test('the two order statistics are one observation apart where n p is whole', () => {
    const returns = Array.from({ length: 1260 }, (_, i) => -i / 1e4);
    const at = (method: 'worst-ceil' | 'worst-floor-plus-one') =>
      historicalValueAtRisk(returns, { tailProbability: 1 - 0.95, method }).value;
    expect(at('worst-ceil')).toBe((1260 - 63) / 1e4);
    expect(at('worst-floor-plus-one')).toBe((1260 - 64) / 1e4);
  });

  test('refuse probabilities 0 and 1, NaN returns and unknown methods', () => {
    for (const tailProbability of [0, 1, Number.NaN]) {
      expect(errorCode(() => historicalValueAtRisk([0.1], { tailProbability }))).toBe(
        'numerics/bad-probability tailProbability',
      );
    }
    expect(
      errorCode(() => historicalExpectedShortfall([Number.NaN], { tailProbability: 0.1 })),
    ).toBe('numerics/bad-sample returns 0');
    expect(
      errorCode(() =>
        historicalExpectedShortfall([1], {
          tailProbability: 0.1,
          method: 'mean' as 'exact-weight',
        }),
      ),
    ).toBe('numerics/bad-method method');
    expect(
      errorCode(() => historicalValueAtRisk([1], { tailProbability: 0.1, method: 0 as 1 })),
    ).toBe('numerics/bad-quantile-type type');
  });
});

describe('laws of expected shortfall', () => {
  const returns = fc.array(
    fc.integer({ min: -300, max: 300 }).map((k) => k / 1024),
    {
      minLength: 1,
      maxLength: 60,
    },
  );
  const tail = fc.integer({ min: 1, max: 99 }).map((k) => k / 100);
  const es = (values: readonly number[], tailProbability: number): number =>
    historicalExpectedShortfall(values, { tailProbability }).value as number;

  test('is the minimum of Rockafellar and Uryasev over thresholds', () => {
    fc.assert(
      fc.property(returns, tail, (values, p) => {
        const objective = (threshold: number): number =>
          threshold +
          values.reduce((sum, r) => sum + Math.max(0, -r - threshold), 0) / (values.length * p);
        const least = Math.min(...values.map((r) => objective(-r)));
        expect(es(values, p)).toBeCloseTo(least, 12);
      }),
      runs(100),
    );
  });

  test('is at least the order statistic, sub-additive, and moves with cash and scale', () => {
    fc.assert(
      fc.property(returns, tail, fc.constantFrom(0.5, 2), (values, p, factor) => {
        const other = values.map((v, i) => (i % 3) * 0.125 - v / 2);
        const worst = historicalValueAtRisk(values, { tailProbability: p, method: 'worst-ceil' });
        const one = es(values, p);
        expect(one).toBeGreaterThanOrEqual((worst.value as number) - 1e-15);
        const sum = es(
          values.map((v, i) => v + (other[i] as number)),
          p,
        );
        expect(sum).toBeLessThanOrEqual(one + es(other, p) + 1e-12);
        expect(
          es(
            values.map((v) => v * factor + 0.25),
            p,
          ),
        ).toBeCloseTo(one * factor - 0.25, 12);
      }),
      runs(100),
    );
  });
});

describe.skipIf(!hasShared)('on five years of 20 US stocks, equal weights (shared data)', () => {
  test('reproduce golden/risk.json to 1e-11', () => {
    const want = (
      sharedJson('golden/risk.json') as {
        stocks20_last1260_equal: { metrics: Record<string, Record<string, number>> };
      }
    ).stocks20_last1260_equal.metrics;
    const { rows } = sharedCsv('data/stocks20_daily.csv.gz');
    const prices = rows.slice(-1261).map((row) => row.slice(1).map(Number));
    const returns = prices.slice(1).map((row, t) => {
      const before = prices[t] as number[];
      return row.reduce((sum, p, j) => sum + (p / (before[j] as number) - 1) / row.length, 0);
    });
    for (const level of [95, 99]) {
      const tailProbability = 1 - level / 100;
      const expected = want[`var${level}`] as Record<string, number>;
      const near = (value: number | null, key: string): void => {
        expect(Math.abs((value as number) / (expected[key] as number) - 1), key).toBeLessThan(
          1e-11,
        );
      };
      near(historicalValueAtRisk(returns, { tailProbability }).value, 'hist_linear');
      const floor = { tailProbability, method: 'worst-floor-plus-one' } as const;
      near(historicalValueAtRisk(returns, floor).value, 'hist_order_stat_floor');
      const exact = historicalExpectedShortfall(returns, { tailProbability });
      near(exact.value, 'hist_es_rockafellar_uryasev');
      const below = { tailProbability, method: 'at-or-below-quantile' } as const;
      near(historicalExpectedShortfall(returns, below).value, 'hist_es_mean_le_linear_quantile');
    }
  });
});
