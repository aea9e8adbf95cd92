import { describe, expect, test } from 'vitest';
import { quadraticProgram, solveQp, tracePath } from '../../src/qp.ts';
import criticalLine from '../golden/critical-line.json' with { type: 'json' };
import golden from '../golden/qp-cases.json' with { type: 'json' };
import { distance } from '../support/dense.ts';
import { kktResidual } from '../support/programs.ts';

interface Case {
  readonly name: string;
  readonly P: number[][];
  readonly q: number[];
  readonly A?: number[][];
  readonly b?: number[];
  readonly G?: number[][];
  readonly h?: number[];
  readonly lb?: number[];
  readonly ub?: number[];
  readonly x: number[];
  readonly equality: number[];
  readonly active: Record<string, number>;
  readonly objective: number;
}

/** Cases whose multipliers are not unique; there the optimality conditions are checked instead. */
const degenerate = /lambda 0\.1$|c=0\.02/;

describe('exact rational quadratic programs', () => {
  for (const item of golden.cases as unknown as readonly Case[]) {
    test(item.name, () => {
      const { P, q, A = [], b = [], G = [], h = [], lb, ub } = item;
      const program = quadraticProgram({
        quadratic: P,
        linear: q,
        rows: [...A, ...G],
        rowLower: [...b, ...h.map(() => Number.NEGATIVE_INFINITY)],
        rowUpper: [...b, ...h],
        ...(lb === undefined ? {} : { lower: lb }),
        ...(ub === undefined ? {} : { upper: ub }),
      });
      const solved = solveQp(program);
      if (solved.status !== 'optimal') throw new Error(solved.status);
      const size = Math.max(...item.x.map(Math.abs), 1);
      expect(distance(solved.x, item.x)).toBeLessThan(1e-13 * size);
      expect(Math.abs(solved.objective - item.objective)).toBeLessThan(
        1e-13 * Math.max(1, Math.abs(item.objective)),
      );
      const gradient = Math.max(...q.map(Math.abs), ...P.flat().map(Math.abs)) * size;
      expect(kktResidual(program, solved)).toBeLessThan(1e-14 * gradient);
      if (degenerate.test(item.name)) return;
      const close = (value: number | undefined, expected: number): void =>
        expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThan(
          1e-12 * Math.max(Math.abs(expected), 1e-2 * gradient),
        );
      item.equality.forEach((value, r) => {
        close(solved.rowMultipliers[r], -value);
      });
      for (const [key, value] of Object.entries(item.active)) {
        if (key.startsWith('G'))
          close(solved.rowMultipliers[A.length + Number(key.slice(1))], -value);
        else if (key.startsWith('lb'))
          close(solved.variableMultipliers[Number(key.slice(2))], value);
        else close(solved.variableMultipliers[Number(key.slice(2))], -value);
      }
    });
  }
});

describe('the critical line of Bailey and Lopez de Prado (2013)', () => {
  test('all ten turning points, parameter and weights', () => {
    const n = criticalLine.mu.length;
    for (const { lower, upper, corners } of criticalLine.cases) {
      const program = quadraticProgram({
        quadratic: criticalLine.cov,
        lower: Array.from({ length: n }, () => lower),
        upper: Array.from({ length: n }, () => upper),
        rows: [Array.from({ length: n }, () => 1)],
        rowLower: [1],
        rowUpper: [1],
      });
      const path = tracePath(
        program,
        Float64Array.from(criticalLine.mu, (mu) => -mu),
      );
      if (path.status !== 'traced') throw new Error(path.status);
      expect(path.bounded).toBe(true);
      const expected = [...corners].sort((a, b) => a.lambda_ - b.lambda_);
      expect(path.corners).toHaveLength(expected.length);
      expected.forEach(({ lambda_, weights }, at) => {
        const corner = path.corners[at];
        expect(Math.abs((corner?.at ?? Number.NaN) - lambda_)).toBeLessThan(1e-13 * (1 + lambda_));
        expect(distance(corner?.x ?? [], weights)).toBeLessThan(1e-13);
      });
    }
  });
});
