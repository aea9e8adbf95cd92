import {
  bounds,
  budget,
  type Constraint,
  cap,
  group,
  linear,
  longOnly,
  type Problem,
} from '../../src/index.ts';
import { names, uniform } from './moments.ts';

/**
 * A problem as data sometimes are: fewer rows than assets, duplicates, a riskless asset, integer ties,
 * covariances of 1e-12 to 1e2, limits that may contradict one another.
 */
export function hostileProblem(seed: number): Omit<Problem & { moments: object }, 'objective'> & {
  readonly gain: number;
  readonly scale: number;
} {
  const next = uniform(seed);
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const n = whole(2, 25);
  const rows = whole(2, 2 * n + 5);
  const ties = next() < 0.4;
  const scale = 10 ** whole(-12, 2);
  const gain = 10 ** whole(-8, 2);
  const returns = Array.from({ length: rows }, () =>
    Array.from({ length: n }, () => (ties ? whole(-2, 2) : next() + next() + next() - 1.5)),
  );
  const [twin, like, cash] = [whole(0, n - 1), whole(0, n - 1), whole(0, n - 1)];
  const duplicate = next() < 0.3;
  const riskless = next() < 0.3;
  for (const row of returns) {
    if (duplicate) row[twin] = row[like] as number;
    if (riskless) row[cash] = 0;
  }
  const covariance = names(n).map((_, i) =>
    names(n).map(
      (__, j) =>
        (scale * returns.reduce((sum, r) => sum + (r[i] as number) * (r[j] as number), 0)) / rows,
    ),
  );
  const mean = names(n).map(() => (next() < 0.2 ? 0 : gain * (ties ? whole(-2, 4) : next() - 0.3)));
  const sector = Object.fromEntries(names(n).map((name) => [name, `s${whole(0, 3)}`]));
  const [one = '', two] = [...new Set(Object.values(sector))];
  const constraints: Constraint[] = [budget(next() < 0.8 ? 1 : 0.5 * whole(0, 2))];
  constraints.push(next() < 0.85 ? longOnly() : bounds({ min: -0.3, max: 0.5 }));
  if (next() < 0.6) constraints.push(cap(next() < 0.5 ? Math.max(0.05, 1.5 / n) : 0.4));
  if (next() < 0.5) {
    const min = two === undefined ? {} : { [two]: whole(0, 3) / 10 };
    constraints.push(group('sector', { max: { [one]: whole(1, 5) / 10 }, min }));
  }
  if (next() < 0.3) {
    const coefficients = Object.fromEntries(
      names(n).map((name) => [name, ties ? whole(0, 2) : 2 * next()]),
    );
    constraints.push(linear({ name: 'beta', coefficients, min: 0.3, max: 1.2 }));
  }
  const period = { label: 'day', periodsPerYear: null };
  const moments = { symbols: names(n), mean, covariance, returns: 'simple' as const, period };
  return { moments, groups: { sector }, constraints, gain, scale };
}
