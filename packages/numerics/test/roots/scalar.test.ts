import { assume } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findRoot, findRootNewton, minimise, type RootOutcome } from '../../src/roots.ts';
import { errorCode } from '../support/error-code.ts';
import { relativeError } from '../support/relative-error.ts';
import { runs } from '../support/runs.ts';

const cube = (x: number): number => x ** 3 - 2 * x - 5;
// Wallis' equation of 1685, the classical test of Newton's method.
const wallis = 2.0945514815423265;

describe('findRoot', () => {
  test('finds the root of the equation of Wallis to the last place', () => {
    const root = assume(findRoot(cube, { low: 2, high: 3 }), 'converged');
    expect(relativeError(root.x, wallis)).toBeLessThan(4e-16);
    expect(root.evaluations).toBeLessThan(12);
    expect(Math.abs(root.value)).toBeLessThan(1e-14);
  });

  test.each<[string, (x: number) => number, number, number, number]>([
    ['cosine', (x) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
    ['a flat root of order nine', (x) => (x - 1.5) ** 9, 0, 4, 1.5],
    ['a root at the lower end', (x) => x - 1, 1, 2, 1],
    ['a root at the upper end', (x) => x - 2, 1, 2, 2],
    ['a step', (x) => (x < 0.3 ? -1 : 1), 0, 1, 0.3],
    ['an infinite end', (x) => Math.log(x) + 1, 0, 3, Math.exp(-1)],
  ])('finds %s', (_, f, low, high, want) => {
    const root = assume(findRoot(f, { low, high }), 'converged');
    expect(Math.abs(root.x - want)).toBeLessThan(1e-14 + root.uncertainty);
  });

  test('needs far fewer evaluations than bisection where the function is smooth', () => {
    // Bisection needs 50 and more for the last place.
    const counts = [
      findRoot((x) => Math.cos(x) - x, { low: 0, high: 1 }),
      findRoot((x) => Math.exp(x) - 5, { low: -4, high: 4 }),
      findRoot((x) => x ** 3 - 0.5 * x ** 2 - 3, { low: 0, high: 9 }),
    ].map((outcome) => assume(outcome, 'converged').evaluations);
    expect(Math.max(...counts)).toBeLessThan(16);
  });

  test('stops at the tolerance it was given', () => {
    const exact = assume(findRoot(cube, { low: 2, high: 3 }), 'converged');
    const rough = assume(findRoot(cube, { low: 2, high: 3, tolerance: 1e-3 }), 'converged');
    expect(rough.evaluations).toBeLessThan(exact.evaluations);
    expect(Math.abs(rough.x - wallis)).toBeLessThan(1e-3);
  });

  test('answers what is not a root problem with its own status', () => {
    expect(findRoot((x) => x * x + 1, { low: -1, high: 2 })).toEqual({
      status: 'not-bracketed',
      valueAtLow: 2,
      valueAtHigh: 5,
    });
    expect(findRoot((x) => 1 / (x - 0.3), { low: 0, high: 1 }).status).toBe('numerical');
    expect(findRoot(Math.sqrt, { low: -1, high: 1 })).toEqual({
      status: 'numerical',
      x: -1,
      evaluations: 1,
    });
    expect(findRoot((x) => Math.sqrt(-x), { low: -1, high: 1 }).status).toBe('numerical');
    const hole = (x: number): number => (Math.abs(x) < 0.5 ? Number.NaN : x);
    expect(findRoot(hole, { low: -1, high: 1.5 }).status).toBe('numerical');
    expect(findRoot(cube, { low: 2, high: 3, maxIterations: 2 }).status).toBe('iteration-limit');
  });

  test('refuses an interval that is none', () => {
    expect(errorCode(() => findRoot(cube, { low: 2, high: 2 }))).toBe('numerics/bad-interval high');
    expect(errorCode(() => findRoot(cube, { low: Number.NaN, high: 2 }))).toBe(
      'numerics/bad-interval low',
    );
    expect(errorCode(() => findRoot(cube, { low: 1, high: 2, tolerance: -1 }))).toBe(
      'numerics/bad-tolerance tolerance',
    );
    expect(errorCode(() => findRoot(cube, { low: 1, high: 2, maxIterations: 0 }))).toBe(
      'numerics/bad-limit maxIterations',
    );
  });
});

describe('findRootNewton', () => {
  const withSlope = (x: number) => ({ value: cube(x), slope: 3 * x * x - 2 });

  test('converges quadratically from a good start', () => {
    const root = assume(findRootNewton(withSlope, { low: 2, high: 3, start: 2 }), 'converged');
    expect(root.uncertainty).toBeLessThan(1e-15);
    expect(relativeError(root.x, wallis)).toBeLessThan(4e-16);
    expect(root.iterations).toBeLessThan(7);
  });

  test('bisects where Newton would leave the bracket', () => {
    const flat = (x: number) => ({ value: Math.atan(x - 1), slope: 1 / (1 + (x - 1) ** 2) });
    const root = assume(findRootNewton(flat, { low: -400, high: 500, start: 300 }), 'converged');
    expect(root.x).toBeCloseTo(1, 14);
  });

  test('answers what is not a root problem with its own status', () => {
    const line = (value: number) => () => ({ value, slope: 1 });
    expect(findRootNewton(line(1), { low: 0, high: 1 }).status).toBe('not-bracketed');
    const broken = (at: number) => (x: number) => ({ value: x === at ? Number.NaN : x, slope: 1 });
    for (const at of [-1, 0, 1]) {
      expect(findRootNewton(broken(at), { low: -1, high: 1 }).status).toBe('numerical');
    }
    expect(findRootNewton(withSlope, { low: 2, high: 3, maxIterations: 1 }).status).toBe(
      'iteration-limit',
    );
    expect(errorCode(() => findRootNewton(withSlope, { low: 2, high: 3, start: 4 }))).toBe(
      'numerics/bad-start start',
    );
  });
});

describe('both root finders', () => {
  test('find any root of a monotone cubic, whatever its slope and place', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.boolean(),
        (root, slope, falling) => {
          const sign = falling ? -1 : 1;
          const f = (x: number): number => sign * ((x - root) ** 3 + slope * (x - root));
          const g = (x: number): number => sign * (3 * (x - root) ** 2 + slope);
          const answers: RootOutcome[] = [
            findRoot(f, { low: -100, high: 120, tolerance: 1e-12 }),
            findRootNewton((x) => ({ value: f(x), slope: g(x) }), {
              low: -100,
              high: 120,
              tolerance: 1e-12,
            }),
          ];
          for (const answer of answers) {
            expect(Math.abs(assume(answer, 'converged').x - root)).toBeLessThan(1e-4);
            expect(Math.abs(assume(answer, 'converged').value)).toBeLessThan(1e-9);
          }
        },
      ),
      runs(100),
    );
  });
});

describe('minimise', () => {
  test('finds a smooth minimum to the attainable accuracy', () => {
    // x - ln x has its minimum 1 at 1; Γ has its own at 1.46163.
    const well = assume(
      minimise((x) => x - Math.log(x), { low: 0.01, high: 30 }),
      'converged',
    );
    expect(well.x).toBeCloseTo(1, 7);
    expect(well.value).toBeCloseTo(1, 15);
    const edge = assume(
      minimise((x) => x, { low: 2, high: 3 }),
      'converged',
    );
    expect(edge.x).toBeCloseTo(2, 7);
  });

  test('needs far fewer evaluations than golden section where the function is smooth', () => {
    // Golden section needs 40 evaluations for eight digits of an interval of 30.
    const counts = [
      (x: number) => x - Math.log(x),
      (x: number) => Math.exp(-x) + 0.2 * x,
      (x: number) => (x - 2) ** 2 + 0.1 * (x - 2) ** 4,
    ].map((f) => assume(minimise(f, { low: 0.01, high: 30 }), 'converged').evaluations);
    expect(Math.max(...counts)).toBeLessThan(25);
  });

  test('never asks outside its interval', () => {
    for (const minimum of [0, 1e-9, 0.5, 1 - 1e-9, 1]) {
      const asked: number[] = [];
      const f = (x: number): number => {
        asked.push(x);
        return (x - minimum) ** 2;
      };
      expect(assume(minimise(f, { low: 0, high: 1 }), 'converged').x).toBeCloseTo(minimum, 7);
      expect(Math.min(...asked)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...asked)).toBeLessThanOrEqual(1);
    }
  });

  test('copes with kinks and infinite walls', () => {
    const kink = assume(
      minimise((x) => Math.abs(x - 0.7), { low: -9, high: 4 }),
      'converged',
    );
    expect(kink.x).toBeCloseTo(0.7, 7);
    const wall = (x: number): number => (x < 1 ? Number.POSITIVE_INFINITY : (x - 1.2) ** 2);
    expect(assume(minimise(wall, { low: -5, high: 5 }), 'converged').x).toBeCloseTo(1.2, 7);
  });

  test('answers NaN and too few iterations with their own status', () => {
    expect(minimise(() => Number.NaN, { low: 0, high: 1 }).status).toBe('numerical');
    const hole = (x: number): number => (x > 0.6 ? Number.NaN : x);
    expect(minimise(hole, { low: 0, high: 1 }).status).toBe('numerical');
    expect(minimise((x) => x * x, { low: -1, high: 2, maxIterations: 3 }).status).toBe(
      'iteration-limit',
    );
  });
});
