import { choleskyInPlace } from '../linear-algebra/cholesky.ts';
import { choleskyAppend, choleskyDeleteAcross } from '../linear-algebra/cholesky-rows.ts';
import { accumulateRows, dotRun } from '../linear-algebra/tile.ts';
import { solveLowerRows } from '../linear-algebra/triangular.ts';
import { type Engine, isEquality, isPinned } from './engine.ts';

/** Smallest share of a variable's own variance that the others may leave unexplained. */
const pivotFloor = 2e-14;
/** As `pivotFloor`, for rows in the metric of the inverse of the free block. */
const rowPivotFloor = 1e-14;

const room = (count: number): number => count + 16;

/** Rebuilds `free` and `active` from the sides; equalities come first. */
function listWorkingSet(engine: Engine): void {
  const { n, m, side, rowSide, free, active } = engine;
  engine.freeCount = 0;
  for (let i = 0; i < n; i += 1) {
    if (isPinned(engine, i)) side[i] = -1;
    if (side[i] === 0) {
      free[engine.freeCount] = i;
      engine.freeCount += 1;
    }
  }
  engine.activeCount = 0;
  for (const wantEquality of [true, false]) {
    for (let r = 0; r < m; r += 1) {
      if (rowSide[r] !== 0 && isEquality(engine, r) === wantEquality) {
        active[engine.activeCount] = r;
        engine.activeCount += 1;
      }
    }
  }
}

function fillAcross(engine: Engine, at: number): void {
  const { n, program, free, freeCount, across, stride } = engine;
  const row = (engine.active[at] as number) * n;
  for (let j = 0; j < freeCount; j += 1) {
    across[at * stride + j] = program.rows[row + (free[j] as number)] as number;
  }
}

/**
 * Factors the Schur complement of the active rows. Dependent rows are taken out of the working set.
 *
 * @returns Whether all rows were independent.
 * @internal
 */
export function factorSchur(engine: Engine): boolean {
  const { m, across, stride, schur, freeCount } = engine;
  let clean = true;
  for (let r = 0; r < engine.activeCount; ) {
    for (let c = 0; c <= r; c += 1) {
      schur[r * m + c] = dotRun(across, r * stride, across, c * stride, freeCount);
    }
    const own = schur[r * m + r] as number;
    for (let c = 0; c < r; c += 1) {
      const at = r * m + c;
      schur[at] =
        ((schur[at] as number) - dotRun(schur, r * m, schur, c * m, c)) /
        (schur[c * m + c] as number);
    }
    const pivot = own - dotRun(schur, r * m, schur, r * m, r);
    if (pivot > rowPivotFloor * own) {
      schur[r * m + r] = Math.sqrt(pivot);
      r += 1;
    } else {
      clean = false;
      removeRow(engine, r);
    }
  }
  return clean;
}

/** Takes the row at position `at` of `active` out of the working set. @internal */
export function removeRow(engine: Engine, at: number): void {
  const { active, across, stride, rowSide, y } = engine;
  const row = active[at] as number;
  rowSide[row] = 0;
  y[row] = 0;
  active.copyWithin(at, at + 1, engine.activeCount);
  across.copyWithin(at * stride, (at + 1) * stride, engine.activeCount * stride);
  engine.activeCount -= 1;
}

/**
 * Factors the free block and the Schur complement of the working set afresh.
 *
 * @returns `singular` when the free block is, `dependent` when rows had to leave the working set.
 * @internal
 */
export function factorise(engine: Engine): 'fine' | 'dependent' | 'singular' {
  listWorkingSet(engine);
  const { n, m, program, free, freeCount: k, curvature, regularisation } = engine;
  if (engine.stride < k || engine.factor.length === 0) {
    engine.stride = Math.min(n, room(k));
    engine.factor = new Float64Array(engine.stride * engine.stride);
    engine.across = new Float64Array(m * engine.stride);
  }
  const { factor, stride } = engine;
  for (let r = 0; r < k; r += 1) {
    const i = free[r] as number;
    const from = i * n;
    const to = r * stride;
    for (let c = 0; c <= r; c += 1) {
      factor[to + c] = program.quadratic[from + (free[c] as number)] as number;
    }
    factor[to + r] = (factor[to + r] as number) + regularisation * (curvature[i] as number);
  }
  if (choleskyInPlace(factor, k, stride) >= 0) return 'singular';
  for (let r = 0; r < k; r += 1) {
    const root = factor[r * stride + r] as number;
    if (root * root <= pivotFloor * (curvature[free[r] as number] as number)) return 'singular';
  }
  for (let at = 0; at < engine.activeCount; at += 1) fillAcross(engine, at);
  solveLowerRows(factor, k, engine.across, engine.activeCount, stride, 0, stride);
  return factorSchur(engine) ? 'fine' : 'dependent';
}

function grow(engine: Engine): void {
  const { m, n, factor, across, stride, freeCount, activeCount } = engine;
  const next = Math.min(n, 2 * room(stride));
  const wider = new Float64Array(next * next);
  const widerAcross = new Float64Array(m * next);
  for (let r = 0; r < freeCount; r += 1) {
    wider.set(factor.subarray(r * stride, r * stride + r + 1), r * next);
  }
  for (let r = 0; r < activeCount; r += 1) {
    widerAcross.set(across.subarray(r * stride, r * stride + freeCount), r * next);
  }
  engine.factor = wider;
  engine.across = widerAcross;
  engine.stride = next;
}

/** Frees variable `i`. Returns whether the free block stays definite. @internal */
export function releaseVariable(engine: Engine, i: number): boolean {
  if (engine.freeCount === engine.stride) grow(engine);
  const { n, program, free, freeCount: k, factor, stride, across, active, curvature } = engine;
  const row = new Float64Array(k + 1);
  for (let c = 0; c < k; c += 1) {
    row[c] = program.quadratic[i * n + (free[c] as number)] as number;
  }
  const scale = curvature[i] as number;
  row[k] = (program.quadratic[i * n + i] as number) + engine.regularisation * scale;
  if (!(choleskyAppend(factor, k, row, stride, pivotFloor * scale) > pivotFloor * scale)) {
    return false;
  }
  for (let at = 0; at < engine.activeCount; at += 1) {
    const value = program.rows[(active[at] as number) * n + i] as number;
    const known = dotRun(factor, k * stride, across, at * stride, k);
    across[at * stride + k] = (value - known) / (factor[k * stride + k] as number);
  }
  free[k] = i;
  engine.freeCount = k + 1;
  engine.side[i] = 0;
  engine.v[i] = 0;
  factorSchur(engine);
  return true;
}

/** Puts the free variable `i` at its lower (`-1`) or upper (`1`) limit. @internal */
export function fixVariable(engine: Engine, i: number, side: number): void {
  const { free, factor, across, stride, freeCount, activeCount, program, x } = engine;
  const at = free.indexOf(i);
  choleskyDeleteAcross(factor, freeCount, at, stride, across, activeCount);
  free.copyWithin(at, at + 1, freeCount);
  engine.freeCount = freeCount - 1;
  engine.side[i] = side;
  x[i] = (side < 0 ? program.lower[i] : program.upper[i]) as number;
  factorSchur(engine);
}

/** Adds row `r` to the working set at its lower (`-1`) or upper (`1`) limit. @internal */
export function addRow(engine: Engine, r: number, side: number): void {
  const { active, activeCount: at, factor, freeCount, across, stride } = engine;
  active[at] = r;
  engine.rowSide[r] = side;
  fillAcross(engine, at);
  solveLowerRows(factor, freeCount, across, 1, stride, at * stride, stride);
  engine.activeCount = at + 1;
  factorSchur(engine);
}

/**
 * `right -= across' s`, the part of a right-hand side that the active rows take up.
 *
 * @internal
 */
export function subtractAcross(engine: Engine, s: Float64Array, right: Float64Array): void {
  const { across, stride, activeCount, freeCount } = engine;
  for (let at = 0; at < activeCount; at += 1) {
    const scale = s[at] as number;
    if (scale === 0) continue;
    for (let j = 0; j < freeCount; j += 1) {
      right[j] = (right[j] as number) - scale * (across[at * stride + j] as number);
    }
  }
}

/** `out = across w`. @internal */
export function timesAcross(engine: Engine, w: Float64Array): Float64Array {
  const out = new Float64Array(engine.activeCount);
  accumulateRows(
    1,
    engine.across,
    0,
    engine.stride,
    engine.activeCount,
    w,
    0,
    0,
    1,
    engine.freeCount,
    out,
    0,
    1,
  );
  return out;
}
