import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quadraticProgram, segmentOf, solveQp, tracePath } from '../../src/qp.ts';
import { distance, numbers } from '../support/dense.ts';
import { portfolioProgram } from '../support/programs.ts';
import { runs } from '../support/runs.ts';

describe('tracePath', () => {
  test('agrees with a solve at any parameter, ties in the means included', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 3, max: 16 }), (seed, n) => {
        const program = portfolioProgram(n, seed + 1);
        const next = numbers(seed + 11);
        const d = Float64Array.from({ length: n }, () => -Math.round(4 * next()) / 100);
        const path = tracePath(program, d);
        if (n < 5 && path.status === 'infeasible') return;
        if (path.status !== 'traced') throw new Error(path.status);
        path.corners.forEach((corner, at) => {
          const end = path.corners[at + 1]?.at ?? 2 * corner.at + 1;
          const t = corner.at + 0.37 * (end - corner.at);
          const solved = solveQp({
            ...program,
            linear: program.linear.map((value, i) => value + t * (d[i] as number)),
          });
          if (solved.status !== 'optimal') throw new Error(solved.status);
          const x = corner.x.map((value, i) => value + (t - corner.at) * (corner.slope[i] ?? 0));
          expect(distance(x, solved.x)).toBeLessThan(1e-9);
        });
      }),
      runs(40),
    );
  });

  test('without limits the path is one ray', () => {
    const program = quadraticProgram({
      quadratic: [
        [2, 0],
        [0, 2],
      ],
      rows: [[1, 1]],
      rowLower: [1],
      rowUpper: [1],
    });
    const path = tracePath(program, Float64Array.of(-1, 0));
    if (path.status !== 'traced') throw new Error(path.status);
    expect(path.bounded).toBe(false);
    expect(path.corners).toHaveLength(1);
    expect(distance(path.corners[0]?.slope ?? [], [0.25, -0.25])).toBeLessThan(1e-16);
  });

  test('an inequality row ends a segment and holds the next', () => {
    const program = quadraticProgram({
      quadratic: [
        [1, 0],
        [0, 1],
      ],
      rows: [[1, 1]],
      rowUpper: [1],
    });
    const path = tracePath(program, Float64Array.of(-1, -0.5));
    if (path.status !== 'traced') throw new Error(path.status);
    expect(path.corners.map(({ at }) => at)).toEqual([0, 2 / 3]);
    expect(distance(path.corners[1]?.x ?? [], [2 / 3, 1 / 3])).toBeLessThan(1e-15);
    expect(distance(path.corners[1]?.slope ?? [], [0.25, -0.25])).toBeLessThan(1e-15);
  });

  test('statuses of a path that cannot be followed', () => {
    const infeasible = quadraticProgram({ quadratic: [[1]], lower: [1], upper: [0] });
    expect(tracePath(infeasible, Float64Array.of(1)).status).toBe('infeasible');
    const flat = quadraticProgram({ quadratic: [[0]], lower: [0] });
    expect(tracePath(flat, Float64Array.of(-1)).status).toBe('unbounded');
    const steps = portfolioProgram(10);
    const d = steps.linear.map((_, i) => -i);
    expect(tracePath(steps, d, { cornerLimit: 1 }).status).toBe('iteration-limit');
    expect(tracePath(steps, d, { signal: { aborted: true } }).status).toBe('cancelled');
  });

  test('segmentOf is the path between two corners', () => {
    const program = portfolioProgram(14);
    const next = numbers(5);
    const d = Float64Array.from({ length: 14 }, () => next() / 100);
    const path = tracePath(program, d);
    if (path.status !== 'traced') throw new Error(path.status);
    for (const { at, x, slope, workingSet } of path.corners) {
      const segment = segmentOf(program, d, workingSet);
      if (segment === null) throw new Error('singular');
      expect(distance(segment.slope, slope)).toBeLessThan(1e-8);
      const again = segment.base.map((value, i) => value + at * (segment.slope[i] ?? 0));
      expect(distance(again, x)).toBeLessThan(1e-12);
    }
    const flat = quadraticProgram({ quadratic: [[0]] });
    expect(segmentOf(flat, Float64Array.of(1), { variables: [0], rows: [] })).toBeNull();
  });
});
