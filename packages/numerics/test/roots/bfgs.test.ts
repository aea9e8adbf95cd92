import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DifferentiableObjective,
  minimiseBfgs,
  withNumericalGradient,
} from '../../src/roots.ts';
import { errorCode } from '../support/error-code.ts';
import { runs } from '../support/runs.ts';

const rosenbrock: DifferentiableObjective = (x, gradient) => {
  const [a = 0, b = 0] = x;
  gradient[0] = -400 * a * (b - a * a) - 2 * (1 - a);
  gradient[1] = 200 * (b - a * a);
  return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
};

describe('minimiseBfgs', () => {
  test('solves the valley of Rosenbrock from its classical start', () => {
    const outcome = minimiseBfgs(rosenbrock, { start: [-1.2, 1] });
    expect(outcome.status).toBe('converged');
    expect(outcome.x[0]).toBeCloseTo(1, 7);
    expect(outcome.x[1]).toBeCloseTo(1, 7);
    expect(outcome.scaledGradient).toBeLessThan(1e-8);
    expect(outcome.evaluations).toBeLessThan(80);
  });

  test('solves the singular function of Powell (1962) in four variables', () => {
    const powell = withNumericalGradient(
      ([a = 0, b = 0, c = 0, d = 0]) =>
        (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4,
    );
    const outcome = minimiseBfgs(powell, { start: [3, -1, 0, 1] });
    expect(outcome.status).toBe('converged');
    expect(outcome.value).toBeLessThan(1e-8);
  });

  test('steps back from where the objective is not finite', () => {
    // -ln x - ln(1 - x): minimum ln 4 at 1/2, NaN outside (0, 1).
    const barrier = withNumericalGradient(([x = 0]) => -Math.log(x) - Math.log(1 - x));
    const outcome = minimiseBfgs(barrier, { start: [0.001] });
    expect(outcome.status).toBe('converged');
    expect(outcome.x[0]).toBeCloseTo(0.5, 6);
    expect(outcome.value).toBeCloseTo(Math.log(4), 12);
  });

  test('says so when the start is outside the domain', () => {
    const outcome = minimiseBfgs(
      withNumericalGradient(([x = 0]) => Math.log(x)),
      { start: [-1] },
    );
    expect(outcome).toMatchObject({ status: 'numerical', value: null, x: [-1] });
  });

  test('ends with the best so far at the limit, when cancelled, and when nothing is lower', () => {
    const limited = minimiseBfgs(rosenbrock, { start: [-1.2, 1], maxIterations: 3 });
    expect(limited.status).toBe('iteration-limit');
    expect(limited.value).toBeLessThan(24.2);
    const seen: number[] = [];
    const cancelled = minimiseBfgs(rosenbrock, {
      start: [-1.2, 1],
      signal: {
        get aborted() {
          return seen.length > 2;
        },
      },
      onProgress: (done) => seen.push(done),
    });
    expect(cancelled).toMatchObject({ status: 'cancelled', iterations: 3 });
    const wrong: DifferentiableObjective = (x, gradient) => {
      gradient[0] = -1;
      return (x[0] as number) ** 2;
    };
    expect(minimiseBfgs(wrong, { start: [0] })).toMatchObject({ status: 'stalled', x: [0] });
  });

  test('goes on downhill where there is no minimum, and says that it did not end', () => {
    const slide: DifferentiableObjective = (x, gradient) => {
      gradient[0] = -1;
      return -(x[0] as number);
    };
    const outcome = minimiseBfgs(slide, { start: [0], maxIterations: 10 });
    expect(outcome.status).toBe('iteration-limit');
    // The step doubles while the slope does not flatten: far beyond ten unit steps.
    expect(outcome.value).toBeLessThan(-1e15);
    // Minus infinity is no minimum either: -1/x has a pole at 0, not a value.
    const pole = withNumericalGradient(([x = 0]) => (x > 0 ? -1 / x : Number.NEGATIVE_INFINITY));
    const poleward = minimiseBfgs(pole, { start: [1], maxIterations: 60 });
    expect(Number.isFinite(poleward.value)).toBe(true);
  });

  test('stays where the gradient is zero and says converged at once', () => {
    const outcome = minimiseBfgs(rosenbrock, { start: [1, 1] });
    expect(outcome).toMatchObject({ status: 'converged', iterations: 0, evaluations: 1, value: 0 });
  });

  test('refuses a start that is none', () => {
    expect(errorCode(() => minimiseBfgs(rosenbrock, { start: [] }))).toBe(
      'numerics/bad-start start',
    );
    expect(errorCode(() => minimiseBfgs(rosenbrock, { start: [1, Number.NaN] }))).toBe(
      'numerics/bad-start start 1',
    );
  });

  test('solves any convex quadratic, in about as many iterations as variables', () => {
    const row = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 5, maxLength: 5 }), row, (a, target) => {
        // f = |A (x - target)|² + |x - target|²
        const quadratic: DifferentiableObjective = (x, gradient) => {
          const d = target.map((t, i) => (x[i] as number) - t);
          const ad = a.map((r) => r.reduce((sum, v, j) => sum + v * (d[j] as number), 0));
          d.forEach((di, j) => {
            gradient[j] =
              2 * di + 2 * a.reduce((sum, r, i) => sum + (r[j] as number) * (ad[i] as number), 0);
          });
          return [...ad, ...d].reduce((sum, v) => sum + v * v, 0);
        };
        const outcome = minimiseBfgs(quadratic, { start: [0, 0, 0, 0, 0] });
        expect(['converged', 'stalled']).toContain(outcome.status);
        outcome.x.forEach((x, i) => {
          expect(Math.abs(x - (target[i] as number))).toBeLessThan(1e-7);
        });
        expect(outcome.iterations).toBeLessThan(40);
      }),
      runs(50),
    );
  });
});
