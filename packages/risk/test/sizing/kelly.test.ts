import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assume,
  continuousKelly,
  discreteKelly,
  kellyFractionForDrawdown,
  multiAssetKelly,
  PlimsollError,
  scenarioKelly,
  touchProbability,
} from '../../src/sizing.ts';
import golden from '../golden/kelly.json' with { type: 'json' };
import { runs } from '../support/runs.ts';

const near = (value: number | undefined, expected: number, relative = 1e-12) =>
  expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(
    relative * Math.max(Math.abs(expected), 1e-3),
  );
const names = ['A', 'B', 'C'];
const codeOf = (run: () => unknown): string | null => {
  try {
    run();
  } catch (error) {
    if (PlimsollError.is(error)) return error.code;
  }
  return null;
};

test.each(golden.discrete)('bet at $p_win, +$win_per_unit, -$loss_per_unit', (row) => {
  const bet = discreteKelly({
    winProbability: row.p_win,
    winPerUnit: row.win_per_unit,
    lossPerUnit: row.loss_per_unit,
  });
  near(bet.fraction, row.f_star);
  near(bet.unclamped, row.f_unclamped);
  near(bet.growth, row.log_growth_at_f_star);
});

test('a bet that cannot lose', () => {
  const bet = discreteKelly({ winProbability: 1, winPerUnit: 1, lossPerUnit: 1 });
  expect(bet.fraction).toBe(1);
  expect(bet.growth).toBeCloseTo(Math.LN2, 15);
});

test.each(golden.continuous)('mean $mu, rate $rf, volatility $sigma', (row) => {
  const asset = { mean: row.mu, rate: row.rf, volatility: row.sigma };
  const full = continuousKelly(asset, { fractionOfKelly: 1 });
  near(full.leverage, row.f_star);
  near(full.growth, row.growth_full);
  near(full.volatility, row.vol_full);
  near(continuousKelly(asset, { fractionOfKelly: 0.5 }).growth, row.growth_half);
  near(continuousKelly(asset, { fractionOfKelly: 2 }).growth, row.growth_double);
  near(continuousKelly(asset).leverage, row.f_star / 4);
});

describe('touching a level', () => {
  test.each(golden.drawdown_probability)('$fraction_of_kelly of Kelly at $level', (row) => {
    const probability = touchProbability({
      level: row.level,
      fractionOfKelly: row.fraction_of_kelly,
    });
    near(probability, row.prob_ever_reaching_level_times_initial);
    near(kellyFractionForDrawdown({ level: row.level, probability }), row.fraction_of_kelly);
  });

  test('certain from double Kelly on', () => {
    expect(touchProbability({ level: 0.1, fractionOfKelly: 2 })).toBe(1);
    expect(touchProbability({ level: 0.1, fractionOfKelly: 5 })).toBe(1);
  });
});

describe('several assets', () => {
  test.each(golden.multi_asset)('means $mu', (row) => {
    const symbols = names.slice(0, row.mu.length);
    const assets = {
      symbols,
      means: Object.fromEntries(symbols.map((symbol, i) => [symbol, row.mu[i] as number])),
      covariance: row.cov,
      rate: row.rf,
    };
    const full = assume(multiAssetKelly(assets, { fractionOfKelly: 1 }), 'sized');
    symbols.forEach((symbol, i) => {
      near(full.weights[symbol], row.f_star[i] as number);
    });
    near(full.growth, row.growth);
    near(full.gross, row.gross);
    const quarter = assume(multiAssetKelly(assets), 'sized');
    near(quarter.gross, row.gross / 4);
    near(quarter.growth, row.rf + 2 * (0.25 - 0.03125) * (row.growth - row.rf));
  });

  test('an asset twice', () => {
    const covariance = [
      [0.04, 0.04],
      [0.04, 0.04],
    ];
    expect(
      multiAssetKelly({ symbols: ['A', 'B'], means: { A: 0.1, B: 0.1 }, covariance, rate: 0 }),
    ).toEqual({ status: 'degenerate', symbol: 'B' });
  });

  test('misuse', () => {
    const assets = { symbols: ['A'], means: { A: 0.1 }, covariance: [[0.04]], rate: 0 };
    expect(codeOf(() => multiAssetKelly({ ...assets, symbols: [] }))).toBe('risk/bad-option');
    expect(codeOf(() => multiAssetKelly({ ...assets, symbols: ['A', 'A'] }))).toBe(
      'risk/bad-option',
    );
    expect(codeOf(() => multiAssetKelly({ ...assets, symbols: ['A', 'B'] }))).toBe(
      'risk/bad-option',
    );
    expect(codeOf(() => multiAssetKelly({ ...assets, means: {} }))).toBe('risk/bad-option');
    expect(codeOf(() => multiAssetKelly({ ...assets, means: { A: 0.1, Z: 0 } }))).toBe(
      'risk/unknown-asset',
    );
    expect(codeOf(() => multiAssetKelly(assets, { fractionOfKelly: -1 }))).toBe('risk/bad-option');
  });
});

describe('scenarios', () => {
  const { scenarios, f_exact_log, growth } = golden.scenario_log_utility;

  test('the maximum of mean log growth', () => {
    const full = assume(
      scenarioKelly({ symbols: ['A', 'B'], returns: scenarios }, { fractionOfKelly: 1 }),
      'sized',
    );
    near(full.weights['A'], f_exact_log[0] as number, 1e-7);
    near(full.weights['B'], f_exact_log[1] as number, 1e-7);
    near(full.growth, growth, 1e-12);
    const quarter = assume(scenarioKelly({ symbols: ['A', 'B'], returns: scenarios }), 'sized');
    near(quarter.gross, full.gross / 4);
    expect(quarter.growth).toBeLessThan(full.growth);
  });

  test.each(golden.two_independent_even_money_bets)(
    'two bets at $p',
    ({ p, f_each, single_bet_f }) => {
      const options = { fractionOfKelly: 1 };
      const both = assume(
        scenarioKelly(
          {
            symbols: ['A', 'B'],
            returns: [
              [1, 1],
              [1, -1],
              [-1, 1],
              [-1, -1],
            ],
            probabilities: [p * p, p * (1 - p), p * (1 - p), (1 - p) * (1 - p)],
          },
          options,
        ),
        'sized',
      );
      near(both.weights['A'], f_each, 1e-10);
      near(both.weights['B'], f_each, 1e-10);
      const single = scenarioKelly(
        { symbols: ['A'], returns: [[1], [-1]], probabilities: [p, 1 - p] },
        options,
      );
      near(assume(single, 'sized').weights['A'], single_bet_f, 1e-10);
    },
  );

  test('no portfolio near it grows faster', () => {
    const returns = fc.array(
      fc.tuple(
        fc.double({ min: -0.5, max: 0.6, noNaN: true }),
        fc.double({ min: -0.5, max: 0.6, noNaN: true }),
      ),
      { minLength: 6, maxLength: 30 },
    );
    fc.assert(
      fc.property(returns, fc.double({ min: 0, max: 6.28, noNaN: true }), (rows, angle) => {
        const outcome = scenarioKelly(
          { symbols: ['A', 'B'], returns: rows },
          { fractionOfKelly: 1 },
        );
        if (outcome.status !== 'sized') return;
        const { weights, growth: best } = outcome;
        const a = (weights['A'] ?? 0) + 0.01 * Math.cos(angle);
        const b = (weights['B'] ?? 0) + 0.01 * Math.sin(angle);
        const other =
          rows.reduce((sum, [x, y]) => sum + Math.log1p(a * x + b * y), 0) / rows.length;
        if (!Number.isNaN(other)) expect(other).toBeLessThanOrEqual(best + 1e-13);
      }),
      runs(100),
    );
  });

  test('a sure gain has no size, a copy no shape', () => {
    expect(scenarioKelly({ symbols: ['A'], returns: [[0.1], [0.02]] }).status).toBe('unbounded');
    expect(
      scenarioKelly({
        symbols: ['A', 'B'],
        returns: [
          [0.25, 0.25],
          [-0.125, -0.125],
        ],
      }),
    ).toEqual({ status: 'degenerate', symbol: 'B' });
  });

  test('misuse', () => {
    const one = { symbols: ['A'], returns: [[0.1], [-0.1]] };
    expect(codeOf(() => scenarioKelly({ ...one, returns: [] }))).toBe('risk/bad-option');
    expect(codeOf(() => scenarioKelly({ ...one, returns: [[0.1, 0.2]] }))).toBe('risk/bad-option');
    expect(codeOf(() => scenarioKelly({ ...one, probabilities: [1] }))).toBe('risk/bad-option');
    expect(codeOf(() => scenarioKelly({ ...one, probabilities: [0.7, 0.7] }))).toBe(
      'risk/bad-option',
    );
    const zero = scenarioKelly({
      symbols: ['A'],
      returns: [[0.1], [-0.1], [-5]],
      probabilities: [0.5, 0.5, 0],
    });
    expect(assume(zero, 'sized').weights['A']).toBe(0);
  });
});

test('checks', () => {
  const bet = { winProbability: 0.5, winPerUnit: 1, lossPerUnit: 1 };
  expect(codeOf(() => discreteKelly({ ...bet, winProbability: 1.1 }))).toBe('risk/bad-option');
  expect(codeOf(() => discreteKelly({ ...bet, lossPerUnit: 0 }))).toBe('risk/bad-option');
  expect(codeOf(() => continuousKelly({ mean: 0.1, rate: 0, volatility: 0 }))).toBe(
    'risk/bad-option',
  );
  expect(codeOf(() => touchProbability({ level: 0, fractionOfKelly: 1 }))).toBe('risk/bad-option');
  expect(codeOf(() => kellyFractionForDrawdown({ level: 0.5, probability: 1 }))).toBe(
    'risk/bad-option',
  );
});
