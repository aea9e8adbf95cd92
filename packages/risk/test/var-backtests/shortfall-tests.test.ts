import { createRandom } from '@plimsoll/core';
import { studentTQuantile } from '@plimsoll/numerics/distributions';
import { describe, expect, test } from 'vitest';
import {
  historicalVar,
  normalTail,
  normalVar,
  studentTTail,
  type VarModel,
} from '../../src/var.ts';
import {
  acerbiSzekelyCriticalValue,
  acerbiSzekelyTest,
  assume,
  christoffersenTest,
  duEscancianoTest,
  kupiecTest,
  mcNeilFreyTest,
  walkForward,
} from '../../src/var-backtests.ts';
import golden from '../golden/var-backtests.json' with { type: 'json' };

const { acerbi_szekely: as, du_escanciano: du } = golden.es_backtests;
const normals = (n: number, seed = 7) => {
  const random = createRandom(seed);
  return Array.from({ length: n }, () => random.nextNormal());
};
const tail = { tailProbability: 0.025 };

describe('Acerbi and Székely', () => {
  test('Z1 and Z2 of shared/refs/risk/var-es.json, repeated to be long enough', () => {
    const repeat = (values: readonly number[]) => Array.from({ length: 4 }, () => values).flat();
    const outcome = acerbiSzekelyTest(
      {
        profitAndLoss: repeat(as.X),
        valueAtRisk: repeat(as.VaR),
        expectedShortfall: repeat(as.ES),
      },
      tail,
    );
    const result = assume(outcome, 'tested');
    expect(result.z1).toBeCloseTo(as.Z1, 12);
    expect(result.z2).toBeCloseTo(as.Z2, 12);
    expect(result).toMatchObject({ exceptions: 12, observations: 40 });
  });

  test('the ten points themselves are too few at 2.5 %', () => {
    const outcome = acerbiSzekelyTest(
      { profitAndLoss: as.X, valueAtRisk: as.VaR, expectedShortfall: as.ES },
      tail,
    );
    expect(outcome).toEqual({ status: 'insufficient-data', observations: 10, needed: 40 });
  });

  test('without an exception Z1 does not exist and Z2 is 1', () => {
    const outcome = acerbiSzekelyTest(
      { profitAndLoss: new Array(50).fill(1), valueAtRisk: 2, expectedShortfall: 3 },
      tail,
    );
    expect(outcome).toMatchObject({ status: 'tested', z1: null, z2: 1 });
  });

  // 200 000 simulations with other code: normal -0.699, t5 -0.735, t3 -0.813.
  test.each([
    [null, -0.699],
    [5, -0.735],
    [3, -0.813],
  ] as const)('critical value at 250 days, degrees %s', (degreesOfFreedom, expected) => {
    const value = acerbiSzekelyCriticalValue({ ...tail, observations: 250, degreesOfFreedom });
    // Standard error of a 5 % quantile of 10 000 draws here: about 0.013.
    expect(Math.abs(value - expected)).toBeLessThan(0.045);
  });

  test('seeded', () => {
    const options = { ...tail, observations: 100, paths: 200 };
    expect(acerbiSzekelyCriticalValue(options)).toBe(acerbiSzekelyCriticalValue(options));
    expect(acerbiSzekelyCriticalValue({ ...options, seed: 2 })).not.toBe(
      acerbiSzekelyCriticalValue(options),
    );
  });

  test('a shortfall of zero is misuse', () => {
    const backtest = { profitAndLoss: [1, 2], valueAtRisk: 1, expectedShortfall: [1, 0] };
    expect(() => acerbiSzekelyTest(backtest, tail)).toThrow(
      expect.objectContaining({ code: 'risk/bad-forecast', path: ['expectedShortfall', 1] }),
    );
  });
});

describe('Du and Escanciano', () => {
  test('reference, repeated', () => {
    const repeat = Array.from({ length: 4 }, () => du.u).flat();
    const result = assume(duEscancianoTest(repeat, tail), 'tested');
    expect(result.meanViolation).toBeCloseTo(du.mean_H, 12);
    expect(result.statistic).toBeCloseTo(2 * du.statistic, 10);
    expect(result.pValue).toBeLessThan(1e-20);
  });

  test('too few, and not a probability', () => {
    expect(duEscancianoTest(du.u, tail)).toMatchObject({ status: 'insufficient-data', needed: 40 });
    expect(() => duEscancianoTest([0.5, 1.5], tail)).toThrow(
      expect.objectContaining({ code: 'risk/bad-sample', path: ['probabilities', 1] }),
    );
  });
});

describe('McNeil and Frey', () => {
  const profitAndLoss = normals(4000, 8);
  const right = normalTail({ mean: 0, deviation: 1, tailProbability: 0.025 });

  test('keeps a right shortfall and rejects one that is too small', () => {
    const kept = assume(mcNeilFreyTest({ profitAndLoss, ...right }), 'tested');
    expect(kept.pValue).toBeGreaterThan(0.05);
    expect(Math.abs(kept.meanResidual)).toBeLessThan(0.1);
    const small = { profitAndLoss, ...right, expectedShortfall: right.valueAtRisk + 0.05 };
    expect(assume(mcNeilFreyTest(small), 'tested').pValue).toBeLessThan(0.01);
  });

  test('rejects a right shortfall about as often as it says', () => {
    let rejected = 0;
    for (let seed = 100; seed < 160; seed++) {
      const sample = { profitAndLoss: normals(1500, seed), ...right };
      const outcome = mcNeilFreyTest(sample, { resamples: 199 });
      if (assume(outcome, 'tested').pValue < 0.1) rejected++;
    }
    // 60 seeds at 10 %: mean 6, and more than 15 happens once in 3000.
    expect(rejected).toBeGreaterThan(0);
    expect(rejected).toBeLessThan(16);
  });

  test('t outcomes are too heavy for a normal shortfall', () => {
    const random = createRandom(3);
    const shape = { degreesOfFreedom: 3 };
    const heavy = Array.from(
      { length: 4000 },
      () => Math.sqrt(1 / 3) * studentTQuantile(1 - random.next(), shape),
    );
    expect(
      assume(mcNeilFreyTest({ profitAndLoss: heavy, ...right }), 'tested').pValue,
    ).toBeLessThan(0.05);
    const t = studentTTail({ mean: 0, deviation: 1, tailProbability: 0.025, degreesOfFreedom: 3 });
    expect(assume(mcNeilFreyTest({ profitAndLoss: heavy, ...t }), 'tested').pValue).toBeGreaterThan(
      0.05,
    );
  });

  test('scaled residuals do not depend on the unit', () => {
    const base = assume(mcNeilFreyTest({ profitAndLoss, ...right }), 'tested');
    const outcome = mcNeilFreyTest(
      {
        profitAndLoss: profitAndLoss.map((x) => 4 * x),
        valueAtRisk: 4 * right.valueAtRisk,
        expectedShortfall: 4 * right.expectedShortfall,
      },
      { deviation: 4 },
    );
    expect(assume(outcome, 'tested').pValue).toBe(base.pValue);
  });

  test('few exceptions, equal residuals, bad scales', () => {
    const three = { profitAndLoss: [-3, -3, -3, 1], valueAtRisk: 2, expectedShortfall: 2.5 };
    expect(mcNeilFreyTest(three)).toEqual({
      status: 'insufficient-data',
      observations: 3,
      needed: 5,
    });
    expect(mcNeilFreyTest(three, { minExceptions: 2 })).toMatchObject({
      statistic: null,
      pValue: 0,
    });
    const mild = { ...three, expectedShortfall: 4 };
    expect(mcNeilFreyTest(mild, { minExceptions: 2 })).toMatchObject({ pValue: 1 });
    expect(() => mcNeilFreyTest(three, { minExceptions: 2, deviation: 0 })).toThrow(
      expect.objectContaining({ code: 'risk/bad-forecast' }),
    );
  });
});

describe('walk forward', () => {
  const returns = normals(400, 11);

  test('a forecast sees only the bars before it', () => {
    const seen: number[][] = [];
    const spy: VarModel = {
      ...historicalVar(),
      estimate(window, options) {
        seen.push(Array.from(window));
        return historicalVar().estimate(window, options);
      },
    };
    const options = { windowBars: 3, tailProbability: 0.25 };
    const history = assume(walkForward(spy, [1, 2, 3, -4, 5], options), 'tested');
    expect(seen).toEqual([
      [1, 2, 3],
      [2, 3, -4],
    ]);
    expect(history).toMatchObject({ bars: [3, 4], profitAndLoss: [-4, 5], unanswered: [] });
    expect(history.exceptions).toEqual({ observations: 2, exceptions: 1, bars: [0] });
  });

  test('a right model passes, and its history fits the shortfall tests', () => {
    const history = assume(
      walkForward(normalVar(), returns, { windowBars: 150, tailProbability: 0.05 }),
      'tested',
    );
    expect(
      assume(kupiecTest(history.exceptions, { tailProbability: 0.05 }), 'tested').pValue,
    ).toBeGreaterThan(0.05);
    const { z2 } = assume(acerbiSzekelyTest(history, { tailProbability: 0.05 }), 'tested');
    expect(Math.abs(z2)).toBeLessThan(0.7);
    expect(
      assume(christoffersenTest(history.exceptions, { tailProbability: 0.05 }), 'tested')
        .independence.pValue,
    ).toBeGreaterThan(0.01);
  });

  test('bars without an answer are listed, not counted', () => {
    const flat = [1, 1, 1, 2, 3];
    const options = { windowBars: 3, tailProbability: 0.1 };
    const history = assume(walkForward(normalVar(), flat, options), 'tested');
    expect(history.unanswered).toEqual([{ bar: 3, status: 'degenerate' }]);
    expect(history.exceptions.observations).toBe(1);
  });

  test('too short, and cancelled', () => {
    const options = { windowBars: 400, tailProbability: 0.05 };
    expect(walkForward(historicalVar(), returns, options)).toEqual({
      status: 'insufficient-data',
      observations: 400,
      needed: 401,
    });
    const signal = { aborted: false };
    const progress: number[] = [];
    const outcome = walkForward(historicalVar(), returns, {
      windowBars: 100,
      tailProbability: 0.05,
      signal,
      onProgress(done, total) {
        progress.push(total);
        signal.aborted = done === 5;
      },
    });
    expect(outcome).toMatchObject({ status: 'cancelled', bars: [100, 101, 102, 103, 104] });
    expect(progress).toEqual(new Array(5).fill(300));
  });
});
