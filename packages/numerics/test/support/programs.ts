import { type ConflictMember, type QuadraticProgram, quadraticProgram } from '../../src/qp.ts';
import { numbers } from './dense.ts';

/** A random bounded convex program with ties, duplicates, singular and zero curvature. */
export function randomProgram(seed: number, largest = 4): QuadraticProgram {
  const next = numbers(seed * 7919 + 1);
  const uniform = (): number => next() + 0.5;
  for (let i = 0; i < 5; i += 1) uniform();
  const integer = (low: number, high: number): number =>
    low + Math.floor(uniform() * (high - low + 1));
  const whole = uniform() < 0.6;
  const n = integer(1, largest);
  const m = integer(0, 2);
  const factors = Array.from({ length: integer(0, n + 1) }, () =>
    Array.from({ length: n }, () => (whole ? integer(-2, 2) : uniform() - 0.5)),
  );
  const quadratic = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) =>
      factors.reduce((sum, f) => sum + (f[i] as number) * (f[j] as number), 0),
    ),
  );
  const linear = Array.from({ length: n }, () =>
    uniform() < 0.3 ? 0 : whole ? integer(-3, 3) : uniform() - 0.5,
  );
  const lower = Array.from({ length: n }, () => (whole ? integer(-1, 0) : -uniform()));
  const upper = lower.map((low) =>
    uniform() < 0.1 ? low : low + (whole ? integer(0, 2) : uniform()),
  );
  const rows = Array.from({ length: m }, () =>
    Array.from({ length: n }, () =>
      uniform() < 0.5 ? 1 : whole ? integer(-1, 2) : uniform() - 0.3,
    ),
  );
  if (m === 2 && uniform() < 0.2) rows[1] = [...(rows[0] ?? [])];
  const rowLower = rows.map(() =>
    uniform() < 0.3 ? Number.NEGATIVE_INFINITY : whole ? integer(-2, 1) : uniform() - 0.5,
  );
  const rowUpper = rowLower.map((low) => {
    if (uniform() < 0.4 && Number.isFinite(low)) return low;
    if (uniform() < 0.3) return Number.POSITIVE_INFINITY;
    return (Number.isFinite(low) ? low : 0) + (whole ? integer(0, 2) : uniform());
  });
  return quadraticProgram({ quadratic, linear, lower, upper, rows, rowLower, rowUpper });
}

/**
 * A random program around a point that often lies on many of its limits, with dependent rows, missing
 * limits and curvature of any rank: mostly feasible by construction, sometimes just not.
 */
export function degenerateProgram(seed: number): QuadraticProgram {
  const next = numbers(seed * 7919 + 3);
  const uniform = (): number => next() + 0.5;
  for (let i = 0; i < 5; i += 1) uniform();
  const integer = (low: number, high: number): number =>
    low + Math.floor(uniform() * (high - low + 1));
  const whole = uniform() < 0.6;
  const n = integer(1, 12);
  const m = integer(0, 8);
  const list = <T>(length: number, make: (i: number) => T): T[] =>
    Array.from({ length }, (_, i) => make(i));
  const factors = list(integer(0, n + 1), () =>
    list(n, () => (whole ? integer(-2, 2) : uniform() - 0.5)),
  );
  const quadratic = list(n, (i) =>
    list(n, (j) => factors.reduce((sum, f) => sum + (f[i] as number) * (f[j] as number), 0)),
  );
  const linear = list(n, () => (uniform() < 0.3 ? 0 : whole ? integer(-3, 3) : uniform() - 0.5));
  const inside = list(n, () => (whole ? integer(-1, 1) : uniform() - 0.5));
  const room = (): number => (whole ? integer(0, 2) : uniform());
  const lower = inside.map((x) =>
    uniform() < 0.2 ? Number.NEGATIVE_INFINITY : x - (uniform() < 0.4 ? 0 : room()),
  );
  const upper = inside.map((x) =>
    uniform() < 0.2 ? Number.POSITIVE_INFINITY : x + (uniform() < 0.5 ? 0 : room()),
  );
  const rows = list(m, () =>
    list(n, () =>
      uniform() < 0.4 ? 1 : uniform() < 0.5 ? 0 : whole ? integer(-2, 2) : uniform() - 0.3,
    ),
  );
  for (let r = 1; r < m; r += 1) {
    if (uniform() >= 0.2) continue;
    const [a, b] = [rows[integer(0, r - 1)] ?? [], rows[integer(0, r - 1)] ?? []];
    rows[r] = a.map((value, i) => value + (i % 2 === 0 ? 0 : (b[i] as number)));
  }
  const shifted = uniform() < 0.5;
  const middle = rows.map((row) => {
    const value = row.reduce((sum, a, i) => sum + a * (inside[i] as number), 0);
    if (!shifted || uniform() < 0.7) return value;
    return value + (whole ? integer(-1, 1) : 0.3 * (uniform() - 0.5));
  });
  const rowLower = middle.map((value) =>
    uniform() < 0.3 ? Number.NEGATIVE_INFINITY : value - (uniform() < 0.5 ? 0 : room()),
  );
  const rowUpper = middle.map((value, r) => {
    const low = rowLower[r] as number;
    if (uniform() < 0.3) return Number.POSITIVE_INFINITY;
    if (uniform() < 0.3 && Number.isFinite(low)) return low;
    return value + (uniform() < 0.5 ? 0 : room());
  });
  return quadraticProgram({ quadratic, linear, lower, upper, rows, rowLower, rowUpper });
}

/** A long-only minimum-variance program with caps and one group limit, from a factor model. */
export function portfolioProgram(n: number, seed = 3): QuadraticProgram {
  const next = numbers(seed);
  const exposures = Array.from({ length: n }, () => [1 + 0.4 * next(), next(), next()] as const);
  const own = Array.from({ length: n }, () => 0.3 + Math.abs(next()));
  const quadratic = exposures.map((a, i) =>
    exposures.map((b, j) => {
      const common = a[0] * b[0] + 0.3 * a[1] * b[1] + 0.3 * a[2] * b[2];
      return 1e-4 * (common + (i === j ? (own[i] as number) : 0));
    }),
  );
  return quadraticProgram({
    quadratic,
    linear: Array.from({ length: n }, () => 1e-5 * next()),
    lower: Array.from({ length: n }, () => 0),
    upper: Array.from({ length: n }, () => Math.min(0.25, 5 / n)),
    rows: [
      Array.from({ length: n }, () => 1),
      Array.from({ length: n }, (_, i) => (i < n / 5 ? 1 : 0)),
    ],
    rowLower: [1, Number.NEGATIVE_INFINITY],
    rowUpper: [1, 0.1],
  });
}

/** Worst violation of the optimality conditions, computed here from their definition. */
export function kktResidual(
  { quadratic, linear, lower, upper, rows, rowLower, rowUpper }: QuadraticProgram,
  solution: {
    readonly x: Float64Array;
    readonly rowMultipliers: Float64Array;
    readonly variableMultipliers: Float64Array;
  },
): number {
  const { x, rowMultipliers: y, variableMultipliers: v } = solution;
  const n = x.length;
  let worst = 0;
  const limit = (value: number, low: number, high: number, multiplier: number): void => {
    worst = Math.max(worst, low - value, value - high);
    if (multiplier > 0) worst = Math.max(worst, multiplier * Math.abs(value - low));
    if (multiplier < 0) worst = Math.max(worst, -multiplier * Math.abs(high - value));
  };
  for (let i = 0; i < n; i += 1) {
    let gradient = (linear[i] as number) - (v[i] as number);
    for (let j = 0; j < n; j += 1) gradient += (quadratic[i * n + j] as number) * (x[j] as number);
    for (let r = 0; r < y.length; r += 1) {
      gradient -= (rows[r * n + i] as number) * (y[r] as number);
    }
    worst = Math.max(worst, Math.abs(gradient));
    limit(x[i] as number, lower[i] as number, upper[i] as number, v[i] as number);
  }
  for (let r = 0; r < y.length; r += 1) {
    let value = 0;
    for (let i = 0; i < n; i += 1) value += (rows[r * n + i] as number) * (x[i] as number);
    limit(value, rowLower[r] as number, rowUpper[r] as number, y[r] as number);
  }
  return worst;
}

/**
 * What a conflict leaves when its limits, as `a'x <= b` times their weights, are added up: the worst
 * share of any variable that does not cancel, and the gap as a share of its terms.
 */
export function farkasOf(
  { lower, upper, rows, rowLower, rowUpper }: QuadraticProgram,
  conflict: readonly ConflictMember[],
): { readonly left: number; readonly gap: number } {
  const n = lower.length;
  const sum = new Float64Array(n);
  const size = new Float64Array(n);
  let right = 0;
  let rightSize = 0;
  for (const { kind, index, side, weight } of conflict) {
    const variable = kind === 'variable';
    const limits = variable ? (side < 0 ? lower : upper) : side < 0 ? rowLower : rowUpper;
    right += weight * side * (limits[index] as number);
    rightSize += Math.abs(weight * (limits[index] as number));
    for (let i = 0; i < n; i += 1) {
      const a = variable ? Number(i === index) : (rows[index * n + i] as number);
      sum[i] = (sum[i] as number) + weight * side * a;
      size[i] = (size[i] as number) + Math.abs(weight * a);
    }
  }
  const left = sum.reduce(
    (w, s, i) => (s === 0 ? w : Math.max(w, Math.abs(s) / (size[i] as number))),
    0,
  );
  return { left, gap: -right / rightSize };
}

/** The same program with the chosen limits removed: what is left of it when they are given up. */
export function without(
  program: QuadraticProgram,
  dropped: readonly {
    readonly kind: 'variable' | 'row';
    readonly index: number;
    readonly side: -1 | 1;
  }[],
): QuadraticProgram {
  const copy = {
    ...program,
    lower: program.lower.slice(),
    upper: program.upper.slice(),
    rowLower: program.rowLower.slice(),
    rowUpper: program.rowUpper.slice(),
  };
  for (const { kind, index, side } of dropped) {
    const limits =
      kind === 'variable'
        ? side < 0
          ? copy.lower
          : copy.upper
        : side < 0
          ? copy.rowLower
          : copy.rowUpper;
    limits[index] = side < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return copy;
}

/** Only the limits of a conflict, everything else removed. */
export function only(
  program: QuadraticProgram,
  kept: readonly {
    readonly kind: 'variable' | 'row';
    readonly index: number;
    readonly side: -1 | 1;
  }[],
): QuadraticProgram {
  const all = [program.lower, program.upper, program.rowLower, program.rowUpper].flatMap(
    (limits, which) =>
      Array.from(limits, (_, index) => ({
        kind: which < 2 ? ('variable' as const) : ('row' as const),
        index,
        side: which % 2 === 0 ? (-1 as const) : (1 as const),
      })),
  );
  const isKept = (limit: (typeof all)[number]): boolean =>
    kept.some(
      ({ kind, index, side }) =>
        kind === limit.kind && index === limit.index && side === limit.side,
    );
  return without(
    program,
    all.filter((limit) => !isKept(limit)),
  );
}
