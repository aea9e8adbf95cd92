import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  binomialCdf,
  binomialPmf,
  binomialSurvival,
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareSurvival,
  digamma,
  fCdf,
  fSurvival,
  logGamma,
  normalCdf,
  normalLogCdf,
  normalPdf,
  normalQuantile,
  regularisedBeta,
  regularisedGammaLower,
  regularisedGammaUpper,
  studentTCdf,
  studentTPdf,
  studentTQuantile,
} from '../../src/distributions.ts';
import { errorCode } from '../support/error-code.ts';
import { relativeError } from '../support/relative-error.ts';
import { runs } from '../support/runs.ts';

type Cases = readonly (readonly [readonly number[], number])[];
const golden = JSON.parse(
  readFileSync(new URL('../golden/distributions.json', import.meta.url), 'utf8'),
) as Record<string, Cases>;

const worst = (name: string, of: (...args: number[]) => number): number => {
  const cases = golden[name] ?? [];
  expect(cases.length).toBeGreaterThan(8);
  return Math.max(...cases.map(([args, want]) => relativeError(of(...args), want)));
};

// Tolerances: what the TSDoc promises, against 50-digit values.
const functions: readonly [string, number, (...args: number[]) => number][] = [
  ['normalCdf', 1e-15, normalCdf as never],
  ['normalPdf', 1e-15, normalPdf as never],
  ['normalLogCdf', 1e-15, normalLogCdf as never],
  ['normalQuantile', 1e-15, normalQuantile as never],
  ['logGamma', 1e-15, logGamma as never],
  ['digamma', 1e-13, digamma as never],
];

describe('against 50-digit values', () => {
  test.each(functions)('%s is within %d', (name, tolerance, of) => {
    expect(worst(name, of)).toBeLessThan(tolerance);
  });

  test.each<[string, number, (...args: number[]) => number]>([
    ['studentTCdf', 1e-13, (t, n) => studentTCdf(t as number, { degreesOfFreedom: n as number })],
    ['studentTPdf', 1e-13, (t, n) => studentTPdf(t as number, { degreesOfFreedom: n as number })],
    [
      'studentTQuantile',
      1e-13,
      (p, n) => studentTQuantile(p as number, { degreesOfFreedom: n as number }),
    ],
    [
      'regularisedGammaLower',
      2e-13,
      (x, a) => regularisedGammaLower(x as number, { shape: a as number }),
    ],
    [
      'regularisedGammaUpper',
      2e-13,
      (x, a) => regularisedGammaUpper(x as number, { shape: a as number }),
    ],
    [
      'regularisedBeta',
      1e-13,
      (x, a, b) => regularisedBeta(x as number, { a: a as number, b: b as number }),
    ],
    [
      'chiSquareSurvival',
      1e-13,
      (x, n) => chiSquareSurvival(x as number, { degreesOfFreedom: n as number }),
    ],
    [
      'fSurvival',
      1e-13,
      (x, m, n) => fSurvival(x as number, { numerator: m as number, denominator: n as number }),
    ],
    [
      'binomialCdf',
      1e-13,
      (k, n, p) => binomialCdf(k as number, { trials: n as number, probability: p as number }),
    ],
    [
      'binomialSurvival',
      1e-13,
      (k, n, p) => binomialSurvival(k as number, { trials: n as number, probability: p as number }),
    ],
    [
      'binomialPmf',
      1e-13,
      (k, n, p) => binomialPmf(k as number, { trials: n as number, probability: p as number }),
    ],
  ])('%s is within %d', (name, tolerance, of) => {
    expect(worst(name, of)).toBeLessThan(tolerance);
  });
});

describe('published tables', () => {
  test('normal quantiles of AS241, table 1 (Wichura 1988)', () => {
    expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 15);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 14);
    expect(relativeError(normalQuantile(1e-20), -9.26234008979841)).toBeLessThan(1e-15);
  });

  test('Basel traffic light: cumulative probabilities at 4, 5 and 9 of 250', () => {
    const shape = { trials: 250, probability: 0.01 };
    expect([4, 5, 9].map((k) => Number(binomialCdf(k, shape).toFixed(4)))).toEqual([
      0.8922, 0.9588, 0.9997,
    ]);
  });

  test('the 5 % points of chi-square with 1 and 2 degrees of freedom', () => {
    expect(chiSquareQuantile(0.95, { degreesOfFreedom: 1 })).toBeCloseTo(3.841458820694124, 12);
    expect(chiSquareQuantile(0.95, { degreesOfFreedom: 2 })).toBeCloseTo(-2 * Math.log(0.05), 12);
  });

  test('closed forms of t with one and two degrees of freedom', () => {
    expect(studentTQuantile(0.99, { degreesOfFreedom: 1 })).toBeCloseTo(31.82051595377396, 12);
    expect(studentTQuantile(0.9, { degreesOfFreedom: 2 })).toBeCloseTo(1.885618083164127, 14);
    expect(studentTQuantile(0.5, { degreesOfFreedom: 2 })).toBe(0);
  });
});

describe('laws', () => {
  const probability = fc.double({ min: 1e-280, max: 0.999, noNaN: true });
  const degrees = fc.double({ min: 0.5, max: 1e6, noNaN: true });

  test('cdf inverts quantile: normal, t, chi-square', () => {
    fc.assert(
      fc.property(probability, degrees, (p, degreesOfFreedom) => {
        // The tail amplifies a last-place error of x by about x², that of t by at most ν.
        expect(relativeError(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-12);
        const tail = Math.max(p, 1e-60);
        const shape = { degreesOfFreedom };
        expect(relativeError(studentTCdf(studentTQuantile(tail, shape), shape), tail)).toBeLessThan(
          1e-11,
        );
        const x = chiSquareQuantile(tail, shape);
        if (x > 1e-300) expect(relativeError(chiSquareCdf(x, shape), tail)).toBeLessThan(1e-10);
      }),
      runs(60),
    );
  });

  test('both tails add up to one', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 50, noNaN: true }), degrees, (x, n) => {
        const shape = { degreesOfFreedom: n };
        expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 14);
        expect(studentTCdf(x, shape) + studentTCdf(-x, shape)).toBeCloseTo(1, 13);
        expect(chiSquareCdf(x, shape) + chiSquareSurvival(x, shape)).toBeCloseTo(1, 13);
        const ratio = { numerator: n, denominator: 7 };
        expect(fCdf(x, ratio) + fSurvival(x, ratio)).toBeCloseTo(1, 12);
      }),
      runs(60),
    );
  });

  test('logGamma and digamma obey their recurrences', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e5, noNaN: true }), (x) => {
        const step = logGamma(x + 1) - logGamma(x) - Math.log(x);
        expect(Math.abs(step)).toBeLessThan(1e-15 * (20 + Math.abs(logGamma(x + 1))));
        const slope = digamma(x + 1) - digamma(x) - 1 / x;
        expect(Math.abs(slope)).toBeLessThan(1e-14 * (1 + 1 / x));
      }),
      runs(100),
    );
  });

  test('t with a billion degrees of freedom is normal to 1e-6', () => {
    const shape = { degreesOfFreedom: 1e9 };
    for (const x of [-6, -2, -0.3, 0, 1]) {
      expect(relativeError(studentTCdf(x, shape), normalCdf(x))).toBeLessThan(1e-6);
    }
  });
});

describe('edges', () => {
  test('values beyond the range of doubles are 0 or 1, never NaN', () => {
    expect([normalCdf(-50), normalCdf(50), normalPdf(50)]).toEqual([0, 1, 0]);
    expect(normalLogCdf(-1e10)).toBe(-5e19);
    expect(studentTCdf(-1e300, { degreesOfFreedom: 3 })).toBe(0);
    expect(studentTPdf(1e200, { degreesOfFreedom: 0.5 })).toBeGreaterThan(0);
    expect(chiSquareCdf(0, { degreesOfFreedom: 3 })).toBe(0);
    expect(chiSquareSurvival(0, { degreesOfFreedom: 3 })).toBe(1);
    expect(fCdf(0, { numerator: 1, denominator: 1 })).toBe(0);
    expect(fSurvival(1e300, { numerator: 9, denominator: 9 })).toBe(0);
    expect(regularisedBeta(0, { a: 1, b: 2 })).toBe(0);
    expect(regularisedBeta(1, { a: 1, b: 2 })).toBe(1);
    expect(regularisedBeta(1e-5, { a: 1e5, b: 10 })).toBe(0);
  });

  test('binomial at and beyond its ends', () => {
    const shape = { trials: 5, probability: 0.3 };
    expect([binomialCdf(-1, shape), binomialCdf(5, shape)]).toEqual([0, 1]);
    expect([binomialSurvival(-1, shape), binomialSurvival(5, shape)]).toEqual([1, 0]);
    expect([binomialPmf(-1, shape), binomialPmf(6, shape)]).toEqual([0, 0]);
    expect(binomialPmf(0, { trials: 5, probability: 0 })).toBe(1);
    expect(binomialPmf(2, { trials: 5, probability: 0 })).toBe(0);
    expect(binomialPmf(5, { trials: 5, probability: 1 })).toBe(1);
    expect(binomialPmf(4, { trials: 5, probability: 1 })).toBe(0);
    expect(binomialCdf(2, { trials: 5, probability: 0 })).toBe(1);
  });

  test('refuses NaN, closed probabilities and impossible shapes', () => {
    expect(errorCode(() => normalCdf(Number.NaN))).toBe('numerics/bad-argument x');
    expect(errorCode(() => normalQuantile(0))).toBe('numerics/bad-probability p');
    expect(errorCode(() => normalQuantile(1))).toBe('numerics/bad-probability p');
    expect(errorCode(() => studentTCdf(1, { degreesOfFreedom: 0 }))).toBe(
      'numerics/bad-shape degreesOfFreedom',
    );
    expect(errorCode(() => logGamma(0))).toBe('numerics/bad-argument x');
    expect(errorCode(() => studentTQuantile(1e-300, { degreesOfFreedom: 0.5 }))).toBe(
      'numerics/overflow p',
    );
  });
});
