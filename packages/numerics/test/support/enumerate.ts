import { Matrix, pseudoInverse } from 'ml-matrix';
import type { QuadraticProgram } from '../../src/qp.ts';

/** Best objective over every face of the polyhedron, by brute force; `null` when there is no point. */
export interface Enumerated {
  readonly objective: number | null;
  readonly x: readonly number[] | null;
}

interface Limit {
  readonly normal: readonly number[];
  readonly low: number;
  readonly high: number;
}

const limitsOf = (program: QuadraticProgram): readonly Limit[] => {
  const n = program.linear.length;
  const limits: Limit[] = [];
  for (let i = 0; i < n; i += 1) {
    const normal = Array.from({ length: n }, (_, j) => (i === j ? 1 : 0));
    limits.push({ normal, low: program.lower[i] ?? 0, high: program.upper[i] ?? 0 });
  }
  program.rowLower.forEach((low, r) => {
    const normal = Array.from(program.rows.subarray(r * n, (r + 1) * n));
    limits.push({ normal, low, high: program.rowUpper[r] ?? 0 });
  });
  return limits;
};

/** Every choice of `null` (inactive), low or high for each limit. */
function* choices(limits: readonly Limit[]): Generator<readonly (number | null)[]> {
  const first = limits[0];
  if (first === undefined) {
    yield [];
    return;
  }
  const options: (number | null)[] = [];
  if (first.low !== first.high) options.push(null);
  if (Number.isFinite(first.low)) options.push(first.low);
  if (Number.isFinite(first.high) && first.high !== first.low) options.push(first.high);
  for (const rest of choices(limits.slice(1)))
    for (const option of options) yield [option, ...rest];
}

/**
 * Solves a tiny bounded convex program by solving the stationarity system of every face with a
 * pseudo-inverse and keeping the best feasible point. Shares no code with the engine.
 */
export function enumerateFaces(program: QuadraticProgram): Enumerated {
  const n = program.linear.length;
  const limits = limitsOf(program);
  let best: number | null = null;
  let point: readonly number[] | null = null;
  for (const choice of choices(limits)) {
    const active = limits.flatMap((limit, at) => {
      const value = choice[at] ?? null;
      return value === null ? [] : [{ normal: limit.normal, value }];
    });
    const size = n + active.length;
    const system = Matrix.zeros(size, size);
    const right = Matrix.zeros(size, 1);
    for (let i = 0; i < n; i += 1) {
      right.set(i, 0, -(program.linear[i] ?? 0));
      for (let j = 0; j < n; j += 1) system.set(i, j, program.quadratic[i * n + j] ?? 0);
    }
    active.forEach(({ normal, value }, at) => {
      right.set(n + at, 0, value);
      normal.forEach((a, i) => {
        system.set(n + at, i, a);
        system.set(i, n + at, a);
      });
    });
    const x = pseudoInverse(system, 1e-11).mmul(right).to1DArray().slice(0, n);
    const feasible = limits.every(({ normal, low, high }) => {
      const value = normal.reduce((sum, a, i) => sum + a * (x[i] ?? 0), 0);
      return value >= low - 1e-7 && value <= high + 1e-7;
    });
    if (!feasible) continue;
    let objective = 0;
    for (let i = 0; i < n; i += 1) {
      objective += (program.linear[i] ?? 0) * (x[i] ?? 0);
      for (let j = 0; j < n; j += 1) {
        objective += ((program.quadratic[i * n + j] ?? 0) * (x[i] ?? 0) * (x[j] ?? 0)) / 2;
      }
    }
    if (best === null || objective < best) {
      best = objective;
      point = x;
    }
  }
  return { objective: best, x: point };
}
