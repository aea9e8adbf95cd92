import type { QuadraticProgram, WorkingSet } from './program.ts';

/**
 * Everything one solve works on. The working set is `side` and `rowSide`; `free` and `active` list
 * the same in the order of the factor.
 *
 * Convention: `P x + q + r d (x - centre) = A' y + v`, where `r d` is the proximal term that makes a
 * singular `P` definite (zero otherwise). `y` and `v` are at least zero at lower limits, at most
 * zero at upper ones.
 *
 * @internal
 */
export interface Engine {
  readonly program: QuadraticProgram;
  readonly n: number;
  readonly m: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly v: Float64Array;
  readonly side: Int8Array;
  readonly rowSide: Int8Array;
  /** Variables neither at a limit nor pinned, in factor order; the first `freeCount` count. */
  readonly free: Int32Array;
  freeCount: number;
  /** Rows in the working set, in factor order; the first `activeCount` count. */
  readonly active: Int32Array;
  activeCount: number;
  /** Lower factor of the free block of `P + r d`. */
  factor: Float64Array;
  stride: number;
  /** Rows `L^-1 A_F'` of the active rows, at the factor's stride. */
  across: Float64Array;
  /** Lower factor of the Schur complement of the active rows, order `activeCount`, stride `m`. */
  readonly schur: Float64Array;
  /** Scale of each variable's curvature, never zero. */
  readonly curvature: Float64Array;
  /** Length of each row in the metric of `curvature`, never zero. */
  readonly rowLength: Float64Array;
  /**
   * Size of a point against which rounding is judged even when the point itself is zero: what the
   * objective wants where every limit is zero, so that nothing else has a scale.
   */
  readonly leastSize: number;
  readonly centre: Float64Array;
  regularisation: number;
  iterations: number;
  iterationLimit: number;
  readonly signal: { readonly aborted: boolean } | undefined;
}

/** Why a phase of the engine stopped. @internal */
export type PhaseEnd = 'done' | 'stuck' | 'singular' | 'iteration-limit' | 'cancelled';

/** Whether variable `i` is pinned by equal limits. @internal */
export const isPinned = ({ program }: Engine, i: number): boolean =>
  program.lower[i] === program.upper[i];

/** Whether row `r` is an equality. @internal */
export const isEquality = ({ program }: Engine, r: number): boolean =>
  program.rowLower[r] === program.rowUpper[r];

/** Curvature scale of variables and rows; a positive stand-in where `P` has none. */
function scales(program: QuadraticProgram, n: number, m: number): [Float64Array, Float64Array] {
  const { quadratic, linear, lower, upper, rows, rowLower, rowUpper } = program;
  let total = 0;
  let count = 0;
  for (let i = 0; i < n; i += 1) {
    const value = quadratic[i * n + i] as number;
    if (value > 0) {
      total += value;
      count += 1;
    }
  }
  let stand = total / Math.max(count, 1);
  if (count === 0) {
    // A linear program: gradient over the typical size of a point is its only curvature scale.
    let slope = 0;
    let size = 0;
    for (const value of linear) slope = Math.max(slope, Math.abs(value));
    for (const limits of [lower, upper, rowLower, rowUpper]) {
      for (const limit of limits) {
        if (Number.isFinite(limit)) size = Math.max(size, Math.abs(limit));
      }
    }
    stand = (slope || 1) / (size || 1);
  }
  const curvature = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    const value = quadratic[i * n + i] as number;
    curvature[i] = value > 0 ? value : stand;
  }
  const rowLength = new Float64Array(m);
  for (let r = 0; r < m; r += 1) {
    let sum = 0;
    for (let i = 0; i < n; i += 1) {
      const value = rows[r * n + i] as number;
      if (value !== 0) sum += (value * value) / (curvature[i] as number);
    }
    rowLength[r] = Math.sqrt(sum) || 1;
  }
  return [curvature, rowLength];
}

/** See {@link Engine.leastSize}. */
function leastSize(program: QuadraticProgram, curvature: Float64Array): number {
  for (const limits of [program.lower, program.upper, program.rowLower, program.rowUpper]) {
    if (limits.some((limit) => limit !== 0 && Number.isFinite(limit))) return 0;
  }
  let size = 0;
  program.linear.forEach((slope, i) => {
    size = Math.max(size, Math.abs(slope) / (curvature[i] as number));
  });
  return size;
}

/** Allocates an engine for `program`, with every variable free and no row active. @internal */
export function createEngine(
  program: QuadraticProgram,
  iterationLimit: number | undefined,
  signal: { readonly aborted: boolean } | undefined,
): Engine {
  const n = program.linear.length;
  const m = program.rowLower.length;
  const [curvature, rowLength] = scales(program, n, m);
  return {
    program,
    n,
    m,
    x: new Float64Array(n),
    y: new Float64Array(m),
    v: new Float64Array(n),
    side: new Int8Array(n),
    rowSide: new Int8Array(m),
    free: new Int32Array(n),
    freeCount: 0,
    active: new Int32Array(m),
    activeCount: 0,
    factor: new Float64Array(0),
    stride: 0,
    across: new Float64Array(0),
    schur: new Float64Array(m * m),
    curvature,
    rowLength,
    leastSize: leastSize(program, curvature),
    centre: new Float64Array(n),
    regularisation: 0,
    iterations: 0,
    iterationLimit: iterationLimit ?? 1000 + 20 * (n + m),
    signal,
  };
}

/** Puts a working set into the engine; members that the program does not have are left out. @internal */
export function adoptWorkingSet(engine: Engine, from: WorkingSet): void {
  const { n, m, program, side, rowSide } = engine;
  for (let i = 0; i < n; i += 1) {
    const wanted = Math.sign(from.variables[i] ?? 0);
    const limit = wanted < 0 ? program.lower[i] : program.upper[i];
    side[i] = wanted !== 0 && Number.isFinite(limit) ? wanted : 0;
  }
  for (let r = 0; r < m; r += 1) {
    const wanted = Math.sign(from.rows[r] ?? 0);
    const limit = wanted < 0 ? program.rowLower[r] : program.rowUpper[r];
    rowSide[r] = wanted !== 0 && Number.isFinite(limit) ? wanted : 0;
  }
}

/** The working set as plain data. @internal */
export const workingSetOf = ({ side, rowSide }: Engine): WorkingSet => ({
  variables: Array.from(side),
  rows: Array.from(rowSide),
});
