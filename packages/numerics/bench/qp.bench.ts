// npm run bench -- qp: the engine alone, on programs already in arrays.
import { bench, describe } from 'vitest';
import { solveQp, tracePath } from '../src/qp.ts';
import { numbers } from '../test/support/dense.ts';
import { portfolioProgram } from '../test/support/programs.ts';

for (const n of [10, 50, 100, 500, 1000]) {
  const program = portfolioProgram(n, 5);
  const options = { time: 300, iterations: 5, warmupIterations: 2 };
  describe(`N = ${n}, budget, caps, one group`, () => {
    bench('cold', () => void solveQp(program), options);
    const solved = solveQp(program);
    if (solved.status !== 'optimal') throw new Error(solved.status);
    const nudged = { ...program, quadratic: program.quadratic.map((value) => value * 1.01) };
    bench('warm', () => void solveQp(nudged, { from: solved.workingSet }), options);
    if (n > 500) return;
    const next = numbers(5);
    const d = Float64Array.from({ length: n }, () => -1e-3 * next());
    bench('whole path', () => void tracePath(program, d), options);
  });
}
