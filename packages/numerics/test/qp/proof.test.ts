import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type QpOutcome,
  type QuadraticProgram,
  type SolveQpOptions,
  solveQp,
} from '../../src/qp.ts';
import { numbers } from '../support/dense.ts';
import { degenerateProgram, farkasOf, kktResidual, randomProgram } from '../support/programs.ts';
import { runs } from '../support/runs.ts';

/** Cold, from three arbitrary working sets, and near an arbitrary point. */
function starts(program: QuadraticProgram, seed: number): readonly SolveQpOptions[] {
  const next = numbers(seed + 17);
  const sides = (length: number): number[] =>
    Array.from({ length }, () => Math.floor((next() + 0.5) * 3) - 1);
  const from = (): SolveQpOptions => ({
    from: { variables: sides(program.linear.length), rows: sides(program.rowLower.length) },
  });
  return [{}, from(), from(), from(), { near: Array.from(program.linear, () => next()) }];
}

const undecided = (status: QpOutcome['status']): boolean =>
  status === 'numerical' || status === 'iteration-limit';

/** Every answer proves itself on the program's own numbers, and no two contradict one another. */
function checkAnswers(program: QuadraticProgram, seed: number): readonly QpOutcome['status'][] {
  const answers = starts(program, seed).map((options) => solveQp(program, options));
  for (const answer of answers) {
    if (answer.status === 'infeasible') {
      const { left, gap } = farkasOf(program, answer.conflict);
      expect(answer.conflict.every(({ weight }) => weight > 0)).toBe(true);
      expect(left).toBeLessThan(1e-10);
      expect(gap).toBeGreaterThan(1e-11);
    }
    if (answer.status === 'optimal') {
      const size = answer.x.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
      expect(kktResidual(program, answer)).toBeLessThan(1e-9 * size);
    }
  }
  const statuses = answers.map(({ status }) => status);
  const decided = new Set(statuses.filter((status) => !undecided(status)));
  expect([...decided].length).toBeLessThanOrEqual(1);
  return statuses;
}

describe('an answer proves itself or is not given', () => {
  test('on degenerate programs with dependent rows and missing limits', () => {
    let given = 0;
    let asked = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 30 }), (seed) => {
        const statuses = checkAnswers(degenerateProgram(seed), seed);
        asked += statuses.length;
        given += statuses.filter((status) => !undecided(status)).length;
      }),
      runs(100),
    );
    expect(given).toBeGreaterThan(0.99 * asked);
  });
});

describe('programs that went wrong once', () => {
  test('884222870 from 439016344: limits that meet in a point are no contradiction', () => {
    const program = randomProgram(884222870, 9);
    const other = 439016344;
    const from = {
      variables: Array.from(program.linear, (_, i) => ((other >> i) % 3) - 1),
      rows: Array.from(program.rowLower, (_, r) => ((other >> (r + 9)) % 3) - 1),
    };
    expect(solveQp(program).status).toBe('optimal');
    expect(solveQp(program, { from }).status).toBe('optimal');
    checkAnswers(program, 884222870);
  });

  test('19097: a singular free block whose pivots are just above rounding has no minimiser to clip', () => {
    const statuses = checkAnswers(randomProgram(19097, 9), 19097);
    expect(new Set(statuses)).toEqual(new Set(['optimal']));
    const objectives = starts(randomProgram(19097, 9), 19097).map((options) => {
      const solved = solveQp(randomProgram(19097, 9), options);
      return solved.status === 'optimal' ? solved.objective : Number.NaN;
    });
    for (const value of objectives) expect(value).toBeCloseTo(-2.179806828391734, 12);
  });

  // Rows whose dependence the working set met only to rounding gave multipliers of 1e12 and a point
  // outside the limits, called optimal, from some starts.
  for (const seed of [1534, 5362, 5581, 7599, 9191]) {
    test(`degenerate ${seed}: a contradiction from every start`, () => {
      const statuses = checkAnswers(degenerateProgram(seed), seed);
      expect(new Set(statuses)).toEqual(new Set(['infeasible']));
    });
  }

  // A failed attempt without regularisation left its point behind as the next proximal centre.
  for (const seed of [1416, 4980, 11488]) {
    test(`degenerate ${seed}: proximal steps end at the minimiser`, () => {
      const program = degenerateProgram(seed);
      const solved = solveQp(program);
      if (solved.status !== 'optimal') throw new Error(solved.status);
      expect(kktResidual(program, solved)).toBeLessThan(1e-11);
    });
  }
});
