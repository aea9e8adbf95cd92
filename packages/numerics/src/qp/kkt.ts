import { dotRun } from '../linear-algebra/tile.ts';
import { solveLower, solveLowerTransposed } from '../linear-algebra/triangular.ts';
import { type Engine, isPinned } from './engine.ts';
import { subtractAcross, timesAcross } from './factor.ts';

/** Solves `L y = b`, then `L' y = b`, with the Schur factor. @internal */
export function solveSchur(engine: Engine, s: Float64Array): void {
  solveLower(engine.schur, engine.activeCount, s, engine.m);
  solveLowerTransposed(engine.schur, engine.activeCount, s, engine.m);
}

/**
 * Solves the optimality system of the working set, `H x - A'y = right` and `A x = rowRight`, on the
 * free variables and active rows.
 *
 * @param right - Length `freeCount`; holds `x` on return.
 * @param rowRight - Length `activeCount`; holds `y` on return.
 * @internal
 */
export function solveSystem(engine: Engine, right: Float64Array, rowRight: Float64Array): void {
  const { factor, freeCount, stride, activeCount } = engine;
  solveLower(factor, freeCount, right, stride);
  const known = timesAcross(engine, right);
  for (let r = 0; r < activeCount; r += 1) {
    rowRight[r] = (rowRight[r] as number) - (known[r] as number);
  }
  solveSchur(engine, rowRight);
  subtractAcross(
    engine,
    rowRight.map((value) => -value),
    right,
  );
  solveLowerTransposed(factor, freeCount, right, stride);
}

/** `out += sum of x[j] times column j of P`, over the non-zero `x[j]`. @internal */
export function addQuadraticTimes(
  quadratic: Float64Array,
  x: Float64Array,
  out: Float64Array,
): void {
  const n = x.length;
  for (let j = 0; j < n; j += 1) {
    const weight = x[j] as number;
    if (weight === 0) continue;
    const at = j * n;
    for (let i = 0; i < n; i += 1) {
      out[i] = (out[i] as number) + weight * (quadratic[at + i] as number);
    }
  }
}

/** `out -= A' y` over the rows with a non-zero multiplier. @internal */
export function subtractRows(rows: Float64Array, y: Float64Array, out: Float64Array): void {
  const n = out.length;
  for (let r = 0; r < y.length; r += 1) {
    const weight = y[r] as number;
    if (weight === 0) continue;
    const at = r * n;
    for (let i = 0; i < n; i += 1) {
      out[i] = (out[i] as number) - weight * (rows[at + i] as number);
    }
  }
}

/** Recomputes `v = P x + q + r d (x - centre) - A'y` from scratch. @internal */
export function refreshGradient(engine: Engine): void {
  const { n, program, x, y, v, centre, curvature, regularisation } = engine;
  v.set(program.linear);
  if (regularisation !== 0) {
    for (let i = 0; i < n; i += 1) {
      const away = (x[i] as number) - (centre[i] as number);
      v[i] = (v[i] as number) + regularisation * (curvature[i] as number) * away;
    }
  }
  addQuadraticTimes(program.quadratic, x, v);
  subtractRows(program.rows, y, v);
}

/** Value of row `r` at the engine's point. @internal */
export const rowValue = (engine: Engine, r: number): number =>
  dotRun(engine.program.rows, r * engine.n, engine.x, 0, engine.n);

/**
 * One step of iterative refinement: solves the system for the present residuals and applies it.
 *
 * @internal
 */
function correct(engine: Engine): void {
  const { program, x, y, v, free, freeCount, active, activeCount, rowSide } = engine;
  const right = new Float64Array(freeCount);
  const rowRight = new Float64Array(activeCount);
  for (let j = 0; j < freeCount; j += 1) right[j] = -(v[free[j] as number] as number);
  for (let at = 0; at < activeCount; at += 1) {
    const r = active[at] as number;
    const limit = (rowSide[r] as number) < 0 ? program.rowLower[r] : program.rowUpper[r];
    rowRight[at] = (limit as number) - rowValue(engine, r);
  }
  solveSystem(engine, right, rowRight);
  for (let j = 0; j < freeCount; j += 1) {
    const i = free[j] as number;
    x[i] = (x[i] as number) + (right[j] as number);
  }
  for (let at = 0; at < activeCount; at += 1) {
    const r = active[at] as number;
    y[r] = (y[r] as number) + (rowRight[at] as number);
  }
  refreshGradient(engine);
}

/** What the free variables and active rows still lack, in volatility units. */
function residual(engine: Engine): number {
  const { program, v, free, freeCount, active, activeCount, rowSide, curvature } = engine;
  let worst = 0;
  for (let j = 0; j < freeCount; j += 1) {
    const i = free[j] as number;
    worst = Math.max(worst, Math.abs(v[i] as number) / Math.sqrt(curvature[i] as number));
  }
  for (let at = 0; at < activeCount; at += 1) {
    const r = active[at] as number;
    const limit = (rowSide[r] as number) < 0 ? program.rowLower[r] : program.rowUpper[r];
    const lack = Math.abs((limit as number) - rowValue(engine, r));
    worst = Math.max(worst, lack / (engine.rowLength[r] as number));
  }
  return worst;
}

/** Puts the fixed variables on their limits, everything else at nothing. */
function reset(engine: Engine): void {
  const { n, program, x, y, side } = engine;
  for (let i = 0; i < n; i += 1) {
    if (isPinned(engine, i) || (side[i] as number) < 0) x[i] = program.lower[i] as number;
    else if ((side[i] as number) > 0) x[i] = program.upper[i] as number;
    else x[i] = 0;
  }
  // From nothing, so that the answer depends on the working set alone and not on the way to it.
  y.fill(0);
  refreshGradient(engine);
}

/** Multipliers of free variables are zero; what is left in them is rounding. */
function clearFree({ v, free, freeCount }: Engine): void {
  for (let j = 0; j < freeCount; j += 1) v[free[j] as number] = 0;
}

/**
 * Moves `x`, `y` and `v` to the minimiser on the working set: limits exactly, the rest by the factor
 * and `refinements` further corrections.
 *
 * @internal
 */
export function solveWorkingSet(engine: Engine, refinements: number): void {
  reset(engine);
  for (let round = 0; round <= refinements; round += 1) correct(engine);
  clearFree(engine);
}

const mostCorrections = 20;

/**
 * {@link solveWorkingSet}, corrected until the residual falls no further: two or three times where the
 * free block is well conditioned, more often where it is nearly singular.
 *
 * @internal
 */
export function settleWorkingSet(engine: Engine): void {
  const kept = [engine.x, engine.y, engine.v];
  reset(engine);
  correct(engine);
  correct(engine);
  let best = residual(engine);
  for (let round = 2; round < mostCorrections; round += 1) {
    const before = kept.map((values) => values.slice());
    correct(engine);
    const now = residual(engine);
    if (!(now < best)) {
      kept.forEach((values, at) => {
        values.set(before[at] ?? []);
      });
      break;
    }
    const enough = now > best / 2;
    best = now;
    if (enough) break;
  }
  clearFree(engine);
}
