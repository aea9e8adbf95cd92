import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type QuadraticProgram, quadraticProgram, solveQp } from '../../src/qp.ts';
import { distance } from '../support/dense.ts';
import { enumerateFaces } from '../support/enumerate.ts';
import { errorCode } from '../support/error-code.ts';
import {
  kktResidual,
  only,
  portfolioProgram,
  randomProgram,
  without,
} from '../support/programs.ts';
import { runs } from '../support/runs.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 30 });

const optimum = (program: QuadraticProgram, options = {}) => {
  const solved = solveQp(program, options);
  if (solved.status !== 'optimal') throw new Error(solved.status);
  return solved;
};

describe('against brute force over all faces', () => {
  test('status, objective and optimality conditions agree, ties and singular curvature included', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const program = randomProgram(seed, 3);
        const expected = enumerateFaces(program);
        const solved = solveQp(program);
        expect(solved.status).toBe(expected.objective === null ? 'infeasible' : 'optimal');
        if (solved.status !== 'optimal') return;
        const scale = 1 + Math.abs(expected.objective ?? 0);
        expect(Math.abs(solved.objective - (expected.objective ?? 0))).toBeLessThan(1e-9 * scale);
        expect(kktResidual(program, solved)).toBeLessThan(1e-11);
      }),
      runs(60),
    );
  });
});

describe('invariance', () => {
  test('the optimality conditions hold on larger degenerate programs, cold and warm alike', () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, other) => {
        const program = randomProgram(seed, 9);
        const cold = solveQp(program);
        const guess = {
          variables: Array.from(program.linear, (_, i) => ((other >> i) % 3) - 1),
          rows: Array.from(program.rowLower, (_, r) => ((other >> (r + 9)) % 3) - 1),
        };
        const warm = solveQp(program, { from: guess });
        expect(warm.status).toBe(cold.status);
        if (cold.status !== 'optimal' || warm.status !== 'optimal') return;
        expect(kktResidual(program, cold)).toBeLessThan(1e-11);
        expect(kktResidual(program, warm)).toBeLessThan(1e-11);
        expect(Math.abs(cold.objective - warm.objective)).toBeLessThan(
          1e-11 * (1 + Math.abs(cold.objective)),
        );
      }),
      runs(150),
    );
  });

  test('scaling the objective by 1e-12 to 1e12 changes no weight', () => {
    for (const n of [8, 40]) {
      const program = portfolioProgram(n);
      const expected = optimum(program).x;
      for (let exponent = -12; exponent <= 12; exponent += 3) {
        const scale = 10 ** exponent;
        const scaled = optimum({
          ...program,
          quadratic: program.quadratic.map((value) => value * scale),
          linear: program.linear.map((value) => value * scale),
        });
        expect(distance(scaled.x, expected)).toBeLessThan(1e-13);
      }
    }
  });

  test('scaling the unit of the variables scales the solution', () => {
    const program = portfolioProgram(20);
    const expected = optimum(program).x;
    for (const unit of [1e-9, 1e9]) {
      const scaled = optimum({
        ...program,
        linear: program.linear.map((value) => value * unit),
        lower: program.lower.map((value) => value * unit),
        upper: program.upper.map((value) => value * unit),
        rowLower: program.rowLower.map((value) => value * unit),
        rowUpper: program.rowUpper.map((value) => value * unit),
      });
      expect(
        distance(
          scaled.x.map((value) => value / unit),
          expected,
        ),
      ).toBeLessThan(1e-13);
    }
  });

  test('renaming the variables renames the solution', () => {
    const program = portfolioProgram(45);
    const n = 45;
    const order = Array.from({ length: n }, (_, i) => (i * 7) % n);
    const pick = (values: Float64Array): Float64Array =>
      Float64Array.from(order, (i) => values[i] as number);
    const permuted = optimum({
      ...program,
      quadratic: Float64Array.from({ length: n * n }, (_, at) => {
        const row = order[Math.floor(at / n)] as number;
        return program.quadratic[row * n + (order[at % n] as number)] as number;
      }),
      linear: pick(program.linear),
      lower: pick(program.lower),
      upper: pick(program.upper),
      rows: Float64Array.from({ length: 2 * n }, (_, at) => {
        const column = order[at % n] as number;
        return program.rows[Math.floor(at / n) * n + column] as number;
      }),
    });
    expect(distance(permuted.x, pick(optimum(program).x))).toBeLessThan(1e-14);
  });

  test('a redundant row changes nothing, also twice the same equality', () => {
    const program = portfolioProgram(12);
    const n = 12;
    const budget = program.rows.subarray(0, n);
    for (const [low, high] of [
      [1, 1],
      [0, 2],
    ] as const) {
      const more = optimum({
        ...program,
        rows: Float64Array.of(...program.rows, ...budget),
        rowLower: Float64Array.of(...program.rowLower, low),
        rowUpper: Float64Array.of(...program.rowUpper, high),
      });
      expect(distance(more.x, optimum(program).x)).toBeLessThan(1e-14);
    }
  });

  test('a duplicated variable keeps the objective', () => {
    const program = portfolioProgram(6);
    const n = 6;
    const twin = (i: number): number => (i < n ? i : 0);
    const size = n + 1;
    const doubled = optimum({
      quadratic: Float64Array.from({ length: size * size }, (_, at) => {
        const row = twin(Math.floor(at / size));
        return program.quadratic[row * n + twin(at % size)] as number;
      }),
      linear: Float64Array.from({ length: size }, (_, i) => program.linear[twin(i)] as number),
      lower: new Float64Array(size),
      upper: new Float64Array(size).fill(1),
      rows: new Float64Array(size).fill(1),
      rowLower: Float64Array.of(1),
      rowUpper: Float64Array.of(1),
    });
    const single = optimum({
      ...program,
      upper: new Float64Array(n).fill(1),
      rows: new Float64Array(n).fill(1),
      rowLower: Float64Array.of(1),
      rowUpper: Float64Array.of(1),
    });
    expect(doubled.proximal).toBe(true);
    expect(Math.abs(doubled.objective - single.objective)).toBeLessThan(1e-18);
    // Of all minimisers the even split lies nearest to zero.
    expect(doubled.x[0]).toBeCloseTo(doubled.x[n] as number, 7);
  });
});

describe('infeasible programs', () => {
  test('the conflict is infeasible by itself and feasible without any one member', () => {
    let found = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const program = randomProgram(seed, 6);
        const solved = solveQp(program);
        if (solved.status !== 'infeasible') return;
        found += 1;
        const { conflict } = solved;
        const flat = { ...program, quadratic: new Float64Array(program.quadratic.length) };
        for (let i = 0; i < program.linear.length; i += 1) {
          flat.quadratic[i * program.linear.length + i] = 1;
        }
        expect(solveQp(only(flat, conflict)).status).toBe('infeasible');
        for (const member of conflict) {
          const rest = conflict.filter((other) => other !== member);
          expect(solveQp(only(flat, rest)).status).toBe('optimal');
        }
        // The weights prove it: the weighted limits add up to a contradiction.
        const n = program.linear.length;
        const sum = new Float64Array(n);
        let right = 0;
        for (const { kind, index, side, weight } of conflict) {
          expect(weight).toBeGreaterThan(0);
          const limits =
            kind === 'variable'
              ? side < 0
                ? program.lower
                : program.upper
              : side < 0
                ? program.rowLower
                : program.rowUpper;
          right += weight * side * (limits[index] as number);
          for (let i = 0; i < n; i += 1) {
            const a =
              kind === 'variable' ? Number(i === index) : (program.rows[index * n + i] as number);
            sum[i] = (sum[i] as number) + weight * side * a;
          }
        }
        expect(distance(sum, new Float64Array(n))).toBeLessThan(1e-12);
        expect(right).toBeLessThan(0);
      }),
      runs(150),
    );
    expect(found).toBeGreaterThan(5);
  });

  test('crossed limits and empty rows are named without a search', () => {
    const base = { quadratic: [[1]], rows: [[0]] };
    expect(solveQp(quadraticProgram({ ...base, lower: [2], upper: [1] }))).toMatchObject({
      conflict: [
        { kind: 'variable', index: 0, side: -1 },
        { kind: 'variable', index: 0, side: 1 },
      ],
    });
    expect(solveQp(quadraticProgram({ ...base, rowLower: [1] }))).toMatchObject({
      conflict: [{ kind: 'row', side: -1 }],
    });
    expect(solveQp(quadraticProgram({ ...base, rowUpper: [-1] }))).toMatchObject({
      conflict: [{ kind: 'row', side: 1 }],
    });
    const crossed = quadraticProgram({ ...base, rowLower: [1], rowUpper: [-1] });
    expect(solveQp(crossed)).toMatchObject({ conflict: [{ side: -1 }, { side: 1 }] });
    const empty = quadraticProgram({ ...base, rowLower: [-1], rowUpper: [1] });
    expect(solveQp(empty).status).toBe('optimal');
  });

  test('pinned variables take part in a conflict', () => {
    const program = quadraticProgram({
      quadratic: [
        [1, 0],
        [0, 1],
      ],
      lower: [0.3, 0.3],
      upper: [0.3, 0.3],
      rows: [[1, 1]],
      rowLower: [1],
      rowUpper: [1],
    });
    const solved = solveQp(program);
    expect(solved).toMatchObject({ status: 'infeasible' });
    if (solved.status !== 'infeasible') return;
    expect(solved.conflict).toHaveLength(3);
    expect(solveQp(without(program, [{ kind: 'variable', index: 0, side: 1 }])).status).toBe(
      'optimal',
    );
  });
});

describe('unbounded programs', () => {
  test('a linear objective without limits falls along its ray', () => {
    const solved = solveQp(quadraticProgram({ quadratic: [[0]], linear: [-2] }));
    expect(solved).toEqual({ status: 'unbounded', ray: Float64Array.of(1) });
  });

  test('a flat direction that the rows leave open', () => {
    const program = quadraticProgram({
      quadratic: [
        [1, 1, 0],
        [1, 1, 0],
        [0, 0, 1],
      ],
      linear: [0, -1, 0],
      rows: [[1, 1, 1]],
      rowLower: [1],
      rowUpper: [1],
    });
    const solved = solveQp(program);
    if (solved.status !== 'unbounded') throw new Error(solved.status);
    expect(distance(solved.ray, [-1, 1, 0])).toBeLessThan(1e-9);
    const limits = { lower: Float64Array.of(-1, -9, -9), upper: Float64Array.of(9, 9, 9) };
    expect(optimum({ ...program, ...limits }).x[0]).toBe(-1);
    const row = { rowLower: Float64Array.of(1), rowUpper: Float64Array.of(Infinity) };
    expect(solveQp({ ...program, ...row }).status).toBe('unbounded');
  });

  test('a linear program with a corner is solved exactly', () => {
    const program = quadraticProgram({
      quadratic: [
        [0, 0],
        [0, 0],
      ],
      linear: [-3, -2],
      lower: [0, 0],
      rows: [
        [1, 1],
        [1, 3],
        [1, 0],
      ],
      rowUpper: [4, 6, 3],
    });
    const solved = optimum(program);
    expect([...solved.x]).toEqual([3, 1]);
    expect(distance(solved.rowMultipliers, [-2, 0, -1])).toBeLessThan(1e-14);
  });
});

describe('edges', () => {
  test('cancelled, iteration limit, indefinite', () => {
    const program = portfolioProgram(10);
    expect(solveQp(program, { signal: { aborted: true } }).status).toBe('cancelled');
    const indefinite = quadraticProgram({
      quadratic: [
        [1, 2],
        [2, 1],
      ],
      lower: [-1, -1],
      upper: [1, 1],
    });
    expect(solveQp(indefinite).status).toBe('numerical');
    const infeasible = { ...program, rowUpper: Float64Array.of(1, -1) };
    expect(solveQp(infeasible, { iterationLimit: 1 }).status).toBe('iteration-limit');
  });

  test('near chooses among equal minimisers', () => {
    const program = quadraticProgram({
      quadratic: [
        [1, 1],
        [1, 1],
      ],
      lower: [0, 0],
      upper: [1, 1],
      rows: [[1, 1]],
      rowLower: [1],
      rowUpper: [1],
    });
    expect(distance(optimum(program).x, [0.5, 0.5])).toBeLessThan(1e-8);
    expect(distance(optimum(program, { near: [0.9, 0.1] }).x, [0.9, 0.1])).toBeLessThan(1e-8);
  });

  test('the working set of one solve starts the next', () => {
    const program = portfolioProgram(60);
    const cold = optimum(program);
    const warm = optimum(program, { from: cold.workingSet });
    expect(warm.iterations).toBe(1);
    expect([...warm.x]).toEqual([...cold.x]);
    expect(optimum(program, { from: { variables: [], rows: [] } }).objective).toBeCloseTo(
      cold.objective,
      15,
    );
  });
});

describe('quadraticProgram', () => {
  test('names what is wrong', () => {
    const codes = [
      () => quadraticProgram({ quadratic: [[1, 2]] }),
      () =>
        quadraticProgram({
          quadratic: [
            [1, 2],
            [3, 1],
          ],
        }),
      () => quadraticProgram({ quadratic: [[1]], linear: [1, 2] }),
      () => quadraticProgram({ quadratic: [[1]], linear: [Number.NaN] }),
      () => quadraticProgram({ quadratic: [[1]], lower: [Number.POSITIVE_INFINITY] }),
      () => quadraticProgram({ quadratic: [[1]], rows: [[1, 2]] }),
    ].map(errorCode);
    expect(codes).toEqual([
      'numerics/not-square quadratic',
      'numerics/not-symmetric quadratic 1 0',
      'numerics/wrong-length linear',
      'numerics/not-finite linear 0',
      'numerics/not-finite lower 0',
      'numerics/wrong-length rows 0',
    ]);
  });

  test('averages an asymmetry of rounding size', () => {
    const { quadratic } = quadraticProgram({
      quadratic: [
        [1, 0.1],
        [0.1 + 2e-17, 1],
      ],
    });
    expect(quadratic[1]).toBe(quadratic[2]);
  });
});
