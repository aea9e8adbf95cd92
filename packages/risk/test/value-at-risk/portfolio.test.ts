import { createRandom, type Table } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historicalVar, normalTail } from '../../src/var.ts';
import {
  assume,
  deltaGammaTail,
  historicalContributions,
  normalContributions,
  portfolioProfitAndLoss,
} from '../../src/var-portfolio.ts';
import golden from '../golden/value-at-risk.json' with { type: 'json' };
import { runs } from '../support/runs.ts';

const sumOf = <K extends string>(
  parts: Readonly<Record<string, Readonly<Record<K, number>>>>,
  key: K,
) => Object.values(parts).reduce((sum, part) => sum + part[key], 0);
const tableOf = (rows: readonly (readonly number[])[], symbols = ['A', 'B', 'C']): Table => ({
  symbols: symbols.slice(0, rows[0]?.length ?? symbols.length),
  closeAt: rows.map((_, t) => t),
  values: rows,
});

describe('normal contributions', () => {
  const { weights, cov, mean, conf, ...expected } = golden.component_3_assets;
  const moments = { symbols: ['A', 'B', 'C'], mean, covariance: cov };
  const positions = { A: weights[0] as number, B: weights[1] as number, C: weights[2] as number };

  test('three assets of shared/refs/risk/var-es.json', () => {
    const outcome = normalContributions(moments, { positions, tailProbability: 1 - conf });
    const risk = assume(outcome, 'fitted');
    expect(risk.valueAtRisk).toBeCloseTo(expected.VaR, 12);
    expect(risk.expectedShortfall).toBeCloseTo(expected.ES, 12);
    Object.values(risk.contributions).forEach((part, i) => {
      expect(part.componentValueAtRisk).toBeCloseTo(expected.component_VaR[i] as number, 12);
      expect(part.componentExpectedShortfall).toBeCloseTo(expected.component_ES[i] as number, 12);
    });
  });

  test('Jorion: CAD and EUR at 1.65 deviations', () => {
    const { jorion_component: row } = golden;
    const book = {
      symbols: ['CAD', 'EUR'],
      mean: [0, 0],
      covariance: [
        [0.05 ** 2, 0],
        [0, 0.12 ** 2],
      ],
    };
    const tailProbability = 0.04947146803364811; // Phi(-1.65), the z of the book
    const at = (CAD: number) =>
      assume(normalContributions(book, { positions: { CAD, EUR: 1 }, tailProbability }), 'fitted');
    const risk = at(2);
    expect(risk.valueAtRisk).toBeCloseTo(row.VaR, 12);
    const parts = [risk.contributions['CAD'], risk.contributions['EUR']];
    expect(parts.map((part) => part?.componentValueAtRisk)).toEqual(
      row.component.map((value) => expect.closeTo(value, 12)),
    );
    expect(parts.map((part) => part?.marginalValueAtRisk)).toEqual(
      row.marginal.map((value) => expect.closeTo(value, 12)),
    );
    // What is left without the one is the other alone.
    expect(risk.contributions['CAD']?.incrementalValueAtRisk).toBeCloseTo(
      row.VaR - (row.individual[1] as number),
      12,
    );
    expect(at(2.01).valueAtRisk - risk.valueAtRisk).toBeCloseTo(
      row.incremental_add_0_01m_CAD_exact,
      12,
    );
  });

  test('PerformanceAnalytics on edhec rows 1 to 100, columns 1 to 3', () => {
    const row = golden.edhec.component;
    const [a, b, c] = row.weights as [number, number, number];
    const outcome = normalContributions(
      { symbols: ['A', 'B', 'C'], mean: row.mean, covariance: row.cov },
      { positions: { A: a, B: b, C: c }, tailProbability: 0.05 },
    );
    const risk = assume(outcome, 'fitted');
    expect(risk.valueAtRisk).toBeCloseTo(row.gaussian.VaR.VaR, 12);
    expect(risk.expectedShortfall).toBeCloseTo(row.gaussian.ES.ES, 12);
    Object.values(risk.contributions).forEach((part, i) => {
      const value = row.gaussian.VaR.contribution[i] as number;
      expect(part.componentValueAtRisk).toBeCloseTo(value, 12);
      const shortfall = row.gaussian.ES.contribution[i] as number;
      expect(part.componentExpectedShortfall).toBeCloseTo(shortfall, 12);
    });
  });

  test('marginal is the derivative, zero mean leaves the mean out', () => {
    const options = { tailProbability: 0.01, mean: 'zero' } as const;
    const at = (A: number) =>
      assume(
        normalContributions(moments, { ...options, positions: { ...positions, A } }),
        'fitted',
      );
    const [low, middle, high] = [at(0.499), at(0.5), at(0.501)];
    expect((high.valueAtRisk - low.valueAtRisk) / 0.002).toBeCloseTo(
      middle.contributions['A']?.marginalValueAtRisk as number,
      5,
    );
    expect(middle.convention).toBe('normal: mean zero');
    expect(at(0).contributions['A']).toMatchObject({
      componentValueAtRisk: 0,
      incrementalValueAtRisk: 0,
      incrementalExpectedShortfall: 0,
    });
  });

  test('a flat or perfectly hedged book has nothing to contribute', () => {
    const degenerate = { status: 'degenerate', reason: 'zero-dispersion' };
    expect(normalContributions(moments, { positions: {}, tailProbability: 0.05 })).toEqual(
      degenerate,
    );
    const twins = {
      symbols: ['A', 'B'],
      mean: [0, 0],
      covariance: [
        [0.01, 0.01],
        [0.01, 0.01],
      ],
    };
    const hedge = { positions: { A: 1, B: -1 }, tailProbability: 0.05 };
    expect(normalContributions(twins, hedge)).toEqual(degenerate);
  });

  test('misuse', () => {
    const code = (expected: string) => expect.objectContaining({ code: expected });
    const tail = { tailProbability: 0.05 };
    expect(() => normalContributions(moments, { ...tail, positions: { D: 1 } })).toThrow(
      code('risk/unknown-symbol'),
    );
    expect(() => normalContributions(moments, { ...tail, positions: { A: Number.NaN } })).toThrow(
      code('risk/bad-position'),
    );
    const indefinite = {
      symbols: ['A', 'B'],
      mean: [0, 0],
      covariance: [
        [1, 2],
        [2, 1],
      ],
    };
    expect(() => normalContributions(indefinite, { ...tail, positions: { A: 1, B: -1 } })).toThrow(
      code('risk/not-positive-semidefinite'),
    );
  });
});

const rowsArbitrary = fc.array(
  fc.tuple(...([1, 2, 3] as const).map(() => fc.integer({ min: -99, max: 99 }))),
  { minLength: 1, maxLength: 40 },
);

describe('historical contributions', () => {
  test('components add up, and the whole is what the model says of the same profit and loss', () => {
    fc.assert(
      fc.property(
        rowsArbitrary,
        fc.integer({ min: 1, max: 99 }),
        fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })),
        fc.constantFrom('worst-ceil' as const, 'worst-floor-plus-one' as const),
        (rows, percent, [A, B], method) => {
          const tailProbability = percent / 100;
          const positions = { A, B, C: 1 };
          const table = tableOf(rows);
          const risk = assume(
            historicalContributions(table, { positions, tailProbability, method }),
            'fitted',
          );
          const parts = risk.contributions;
          expect(sumOf(parts, 'componentValueAtRisk')).toBeCloseTo(risk.valueAtRisk, 9);
          expect(sumOf(parts, 'componentExpectedShortfall')).toBeCloseTo(risk.expectedShortfall, 9);
          const estimate = (book: Readonly<Record<string, number>>) =>
            assume(
              historicalVar({ method }).estimate(portfolioProfitAndLoss(table, book), {
                tailProbability,
              }),
              'fitted',
            );
          const direct = estimate(positions);
          expect(risk.valueAtRisk).toBeCloseTo(direct.valueAtRisk, 9);
          expect(risk.expectedShortfall).toBeCloseTo(direct.expectedShortfall, 9);
          const without = estimate({ B, C: 1 });
          expect(parts['A']?.incrementalValueAtRisk).toBeCloseTo(
            risk.valueAtRisk - without.valueAtRisk,
            9,
          );
          expect(parts['A']?.incrementalExpectedShortfall).toBeCloseTo(
            risk.expectedShortfall - without.expectedShortfall,
            9,
          );
        },
      ),
      runs(150),
    );
  });

  test('profit and loss of many positions is the plain sum, to the bit', () => {
    const width = 11;
    const symbols = Array.from({ length: width }, (_, i) => `S${i}`);
    const rows = Array.from({ length: 7 }, (_, t) =>
      symbols.map((_, i) => Math.sin(1 + t * width + i)),
    );
    const held = symbols.map((symbol, i) => [symbol, i % 4 === 1 ? 0 : i - 5.3] as const);
    const table = tableOf(rows, symbols);
    const expected = rows.map((row) =>
      row.reduce((sum, value, i) => sum + (held[i]?.[1] as number) * value, 0),
    );
    expect(portfolioProfitAndLoss(table, Object.fromEntries(held))).toEqual(expected);
  });

  test('a hedge contributes less than nothing', () => {
    const rows = Array.from({ length: 40 }, (_, t) => [t - 20, 20 - t]);
    const outcome = historicalContributions(tableOf(rows), {
      positions: { A: 2, B: 1 },
      tailProbability: 0.1,
    });
    const { contributions } = assume(outcome, 'fitted');
    expect(contributions['B']?.componentExpectedShortfall).toBeLessThan(0);
    expect(contributions['B']?.incrementalExpectedShortfall).toBeLessThan(0);
  });

  test('no scenarios is an answer, prices are refused', () => {
    const empty = tableOf([]);
    const options = { positions: {}, tailProbability: 0.05 };
    expect(historicalContributions(empty, options)).toEqual({
      status: 'insufficient-data',
      observations: 0,
      needed: 1,
    });
    const prices: Table = { ...tableOf([[1, 2, 3]]), content: 'prices' };
    expect(() => historicalContributions(prices, options)).toThrow(
      expect.objectContaining({ code: 'risk/prices-given' }),
    );
  });
});

describe('delta-gamma', () => {
  const covariance = [
    [0.0004, 0.0001],
    [0.0001, 0.0009],
  ];
  const moments = { symbols: ['A', 'B'], mean: [0, 0], covariance };
  const flat = [
    [0, 0],
    [0, 0],
  ];

  test('without curvature it is the normal tail', () => {
    const delta = { A: 100, B: -50 };
    const tail = deltaGammaTail(moments, { delta, gamma: flat, tailProbability: 0.01 });
    const deviation = Math.sqrt(100 ** 2 * 0.0004 + 50 ** 2 * 0.0009 - 2 * 5000 * 0.0001);
    const normal = normalTail({ mean: 0, deviation, tailProbability: 0.01 });
    expect(tail.valueAtRisk).toBeCloseTo(normal.valueAtRisk, 12);
    expect(tail.expectedShortfall).toBeCloseTo(normal.expectedShortfall, 12);
    expect(tail).toMatchObject({ mean: 0, skewness: 0, excessKurtosis: 0, flags: [] });
  });

  test('pure gamma of one underlying is a chi-square: skewness sqrt 8, excess kurtosis 12', () => {
    const one = { symbols: ['A'], mean: [0], covariance: [[0.04]] };
    const tail = deltaGammaTail(one, { delta: {}, gamma: [[10]], tailProbability: 0.05 });
    expect(tail.mean).toBeCloseTo(0.2, 12);
    expect(tail.deviation).toBeCloseTo(0.2 * Math.SQRT2, 12);
    expect(tail.skewness).toBeCloseTo(Math.sqrt(8), 12);
    expect(tail.excessKurtosis).toBeCloseTo(12, 10);
    expect(tail.flags).toContain('not-monotone');
  });

  test('moments and tail agree with simulation of a short straddle', () => {
    const delta = { A: 20, B: 5 };
    const gamma = [
      [-300, 40],
      [40, -100],
    ];
    const tail = deltaGammaTail(moments, { delta, gamma, tailProbability: 0.05 });
    const random = createRandom(5);
    const n = 40_000;
    const outcomes = Array.from({ length: n }, () => {
      const u = random.nextNormal();
      const v = random.nextNormal();
      const a = 0.02 * u;
      const b = 0.005 * u + Math.sqrt(0.0009 - 0.005 ** 2) * v;
      return 20 * a + 5 * b + (-300 * a * a + 80 * a * b - 100 * b * b) / 2;
    });
    const mean = outcomes.reduce((sum, x) => sum + x / n, 0);
    const central = (k: number) => outcomes.reduce((sum, x) => sum + (x - mean) ** k / n, 0);
    expect(Math.abs(mean - tail.mean)).toBeLessThan((4 * tail.deviation) / 200);
    expect(Math.sqrt(central(2)) / tail.deviation).toBeCloseTo(1, 1);
    expect(central(3) / central(2) ** 1.5).toBeCloseTo(tail.skewness, 0);
    const simulated = assume(
      historicalVar().estimate(outcomes, { tailProbability: 0.05 }),
      'fitted',
    );
    expect(Math.abs(tail.valueAtRisk / simulated.valueAtRisk - 1)).toBeLessThan(0.05);
  });

  test('nothing held, wrong shapes', () => {
    const tail = deltaGammaTail(moments, { delta: {}, gamma: flat, tailProbability: 0.05 });
    expect(tail.valueAtRisk + 0).toBe(0);
    const bad = expect.objectContaining({ code: 'risk/bad-gamma' });
    const options = { delta: {}, tailProbability: 0.05 };
    expect(() => deltaGammaTail(moments, { ...options, gamma: [[1]] })).toThrow(bad);
    const skewed = [
      [1, 2],
      [3, 1],
    ];
    expect(() => deltaGammaTail(moments, { ...options, gamma: skewed })).toThrow(bad);
  });
});
