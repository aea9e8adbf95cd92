import { describe, expect, test } from 'vitest';
import {
  assume,
  budget,
  cap,
  frontier,
  frontierDefaults,
  longOnly,
  minimumVariance,
  solve,
  targetReturn,
} from '../../src/index.ts';
import { errorCode } from '../support/error-code.ts';
import { factorMoments, gap } from '../support/moments.ts';

const constraints = [budget(1), longOnly(), cap(0.4)];

describe('frontier', () => {
  test('every point is the target-return portfolio of its return', () => {
    const moments = factorMoments(9, 4);
    const traced = assume(frontier({ moments, constraints }), 'traced');
    expect(traced.points).toHaveLength(frontierDefaults.points);
    expect(traced.verified).toBe(true);
    expect(traced.bounded).toBe(true);
    traced.points.forEach((point, at) => {
      const objective = targetReturn({ atLeast: point.expectedReturn * (1 - 1e-15) });
      const same = assume(solve({ moments, objective, constraints }), 'optimal');
      expect(gap(point.weights, same.weights)).toBeLessThan(1e-8);
      const before = traced.points[at - 1];
      if (before === undefined) return;
      expect(point.volatility).toBeGreaterThanOrEqual(before.volatility);
      expect(point.expectedReturn).toBeGreaterThan(before.expectedReturn);
    });
    const safest = assume(solve({ moments, objective: minimumVariance(), constraints }), 'optimal');
    expect(gap(traced.points[0]?.weights ?? {}, safest.weights)).toBeLessThan(1e-14);
  });

  test('equal means leave one portfolio', () => {
    const moments = { ...factorMoments(5, 4), mean: [0.01, 0.01, 0.01, 0.01, 0.01] };
    const traced = assume(frontier({ moments, constraints }, { points: 3 }), 'traced');
    expect(traced.corners).toHaveLength(1);
    expect(traced.points.map(({ weights }) => weights)).toEqual(
      Array.from({ length: 3 }, () => traced.corners[0]?.weights),
    );
  });

  test('without limits on size it goes on rising, and says so', () => {
    const free = assume(
      frontier({ moments: factorMoments(4), constraints: [budget(1)] }),
      'traced',
    );
    expect(free.bounded).toBe(false);
  });

  test('what cannot be traced is answered as solve answers', () => {
    const moments = factorMoments(3);
    expect(frontier({ moments, constraints: [budget(2), longOnly(), cap(0.1)] }).status).toBe(
      'infeasible',
    );
    expect(frontier({ moments, constraints }, { signal: { aborted: true } }).status).toBe(
      'cancelled',
    );
    expect(errorCode(() => frontier({ moments, constraints }, { points: 1 }))).toBe(
      'optimizer/bad-points points',
    );
    const { mean: _, ...rest } = moments;
    expect(errorCode(() => frontier({ moments: rest, constraints }))).toBe(
      'optimizer/mean-required moments mean',
    );
    const data = { symbols: ['A'], closeAt: [], values: [], content: 'simple-returns' as const };
    expect(frontier({ data, constraints }).status).toBe('insufficient-data');
  });
});
