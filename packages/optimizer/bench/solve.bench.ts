// npm run bench -- optimizer: whole answers, door, engine and certificate included.
import { bench, describe } from 'vitest';
import {
  budget,
  cap,
  createOptimizerSession,
  frontier,
  group,
  longOnly,
  maximumSharpe,
  minimumVariance,
  solve,
  verifyPortfolio,
} from '../src/index.ts';
import { factorMoments, names } from '../test/support/moments.ts';

for (const n of [10, 50, 100, 500]) {
  const moments = factorMoments(n, 3);
  const sector = Object.fromEntries(names(n).map((name, i) => [name, `s${i % 10}`]));
  const constraints = [
    budget(1),
    longOnly(),
    cap(Math.min(0.25, 5 / n)),
    group('sector', { max: { s0: 0.1, s1: 0.15 }, min: { s2: 0.05 } }),
  ];
  const base = { moments, groups: { sector }, constraints, psd: 'assume' as const };
  const options = { time: 300, iterations: 5, warmupIterations: 2 };
  describe(`N = ${n}, budget, caps and three sector limits`, () => {
    const problem = { ...base, objective: minimumVariance() };
    bench('solve: minimum variance', () => void solve(problem), options);
    const session = createOptimizerSession(problem);
    session.update();
    const ticks = [factorMoments(n, 3, 1.01).covariance, moments.covariance];
    let tick = 0;
    bench(
      'session: another covariance',
      () => {
        tick += 1;
        session.update({ covariance: ticks[tick % 2] as number[][] });
      },
      options,
    );
    const ratio = { ...base, objective: maximumSharpe({ riskFreeRate: 0.0001 }) };
    bench('solve: maximum Sharpe', () => void solve(ratio), options);
    const { weights } = solve(problem) as { weights: Record<string, number> };
    bench('verifyPortfolio alone', () => void verifyPortfolio(problem, weights), options);
    if (n <= 100) bench('frontier, 25 points', () => void frontier(base), options);
  });
}
