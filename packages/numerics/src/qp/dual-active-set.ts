import { dotRun } from '../linear-algebra/tile.ts';
import { solveLower, solveLowerTransposed } from '../linear-algebra/triangular.ts';
import { conflictOf } from './conflict.ts';
import { dependenceOn } from './dependence.ts';
import { type Engine, isEquality, isPinned, type PhaseEnd } from './engine.ts';
import {
  addRow,
  factorise,
  factorSchur,
  fixVariable,
  releaseVariable,
  removeRow,
  subtractAcross,
  timesAcross,
} from './factor.ts';
import { addQuadraticTimes, solveSchur, solveWorkingSet, subtractRows } from './kkt.ts';
import type { ConflictMember } from './program.ts';
import { gradientScale, wrongRow, wrongVariable } from './tolerance.ts';
import { type Direction, insideNormal, type Violation, worstViolation } from './violation.ts';

/** End of the dual method. @internal */
export type DualEnd =
  | { readonly end: PhaseEnd }
  | { readonly end: 'infeasible'; readonly conflict: readonly ConflictMember[] };

function directionOf(engine: Engine, violation: Violation): Direction {
  const { n, m, program, free, freeCount, active, activeCount, factor, stride } = engine;
  const w = insideNormal(engine, violation);
  solveLower(factor, freeCount, w, stride);
  const before = dotRun(w, 0, w, 0, freeCount);
  const r = new Float64Array(activeCount);
  // Twice: the second pass removes what rounding left of the rows in the direction.
  for (let pass = 0; pass < 2; pass += 1) {
    const share = timesAcross(engine, w);
    solveSchur(engine, share);
    subtractAcross(engine, share, w);
    for (let at = 0; at < activeCount; at += 1) r[at] = (r[at] as number) + (share[at] as number);
  }
  let rate = dotRun(w, 0, w, 0, freeCount);
  let dyFree: Float64Array = r;
  if (rate <= 1e-8 * before) {
    const dependent = dependenceOn(engine, insideNormal(engine, violation));
    if (dependent !== null) {
      rate = 0;
      dyFree = dependent;
      w.fill(0);
    }
  }
  solveLowerTransposed(factor, freeCount, w, stride);
  const z = new Float64Array(n);
  for (let j = 0; j < freeCount; j += 1) z[free[j] as number] = w[j] as number;
  const dy = new Float64Array(m);
  for (let at = 0; at < activeCount; at += 1) {
    dy[active[at] as number] = -(dyFree[at] as number);
  }
  const dv = new Float64Array(n);
  addQuadraticTimes(program.quadratic, z, dv);
  subtractRows(program.rows, dy, dv);
  if (violation.index >= n) {
    const at = (violation.index - n) * n;
    for (let i = 0; i < n; i += 1) {
      dv[i] = (dv[i] as number) + violation.side * (program.rows[at + i] as number);
    }
  }
  return { z, dy, dv, rate };
}

/** The inequality in the working set whose multiplier reaches zero first, and after what step. */
function blocking(engine: Engine, { dy, dv }: Direction): readonly [number, number] {
  const { n, m, side, rowSide, v, y, rowLength, curvature } = engine;
  let best = -1;
  let step = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < n; i += 1) {
    if (side[i] !== 0) {
      const share = Math.abs(dv[i] as number) / Math.sqrt(curvature[i] as number);
      largest = Math.max(largest, share);
    }
  }
  for (let r = 0; r < m; r += 1) {
    largest = Math.max(largest, Math.abs(dy[r] as number) * (rowLength[r] as number));
  }
  const negligible = 1e-13 * largest;
  const consider = (index: number, value: number, change: number, unit: number): void => {
    if (!(change * unit > negligible)) return;
    // Multipliers are kept as non-negative magnitudes here: `value` falls by `change` a unit step.
    const ratio = Math.max(value, 0) / change;
    if (ratio < step) {
      step = ratio;
      best = index;
    }
  };
  for (let i = 0; i < n; i += 1) {
    const s = side[i] as number;
    if (s === 0 || isPinned(engine, i)) continue;
    const unit = 1 / Math.sqrt(curvature[i] as number);
    consider(i, -s * (v[i] as number), s * (dv[i] as number), unit);
  }
  for (let r = 0; r < m; r += 1) {
    const s = rowSide[r] as number;
    if (s === 0 || isEquality(engine, r)) continue;
    consider(n + r, -s * (y[r] as number), s * (dy[r] as number), rowLength[r] as number);
  }
  return [best, step];
}

/** Pulls one violated limit in, dropping what blocks. Returns `null` when it holds. */
function pullIn(engine: Engine, violation: Violation, ignored: Set<number>): DualEnd | null {
  const { n, m, program, x, y, v } = engine;
  let { amount } = violation;
  let multiplier = 0;
  for (;;) {
    if (engine.signal?.aborted === true) return { end: 'cancelled' };
    if (engine.iterations >= engine.iterationLimit) return { end: 'iteration-limit' };
    engine.iterations += 1;
    const direction = directionOf(engine, violation);
    const [blocked, dualStep] = blocking(engine, direction);
    const fullStep = direction.rate > 0 ? amount / direction.rate : Number.POSITIVE_INFINITY;
    if (blocked < 0 && direction.rate === 0) {
      const { conflict, proof } = conflictOf(engine, violation, direction);
      if (proof === 'apart') return { end: 'infeasible', conflict };
      if (proof === 'none') return { end: 'stuck' };
      // The limits meet in a point and rounding put it outside one of them: that one holds as well.
      ignored.add(violation.index);
      return null;
    }
    const step = Math.min(dualStep, fullStep);
    for (let i = 0; i < n; i += 1) {
      x[i] = (x[i] as number) + step * (direction.z[i] as number);
      v[i] = (v[i] as number) + step * (direction.dv[i] as number);
    }
    for (let r = 0; r < m; r += 1) y[r] = (y[r] as number) + step * (direction.dy[r] as number);
    multiplier += step;
    if (fullStep <= dualStep) {
      if (violation.index < n) {
        fixVariable(engine, violation.index, violation.side);
        v[violation.index] = -violation.side * multiplier;
      } else {
        y[violation.index - n] = -violation.side * multiplier;
        addRow(engine, violation.index - n, violation.side);
      }
      return null;
    }
    amount -= step * direction.rate;
    if (blocked < n) {
      if (!releaseVariable(engine, blocked)) return { end: 'singular' };
    } else {
      removeRow(engine, engine.active.indexOf(blocked - n));
      factorSchur(engine);
    }
    if (!(amount > 0)) return null;
    // The violation itself is known best from the point, which moved in many small steps.
    if (violation.index < n) {
      const limit = violation.side < 0 ? program.lower : program.upper;
      const at = violation.index;
      amount = violation.side * ((x[at] as number) - (limit[at] as number));
    }
  }
}

/** Drops limits with wrong multipliers until the working set is a start for the dual method. */
function makeDualFeasible(engine: Engine): 'fine' | 'singular' {
  for (;;) {
    if (factorise(engine) === 'singular') return 'singular';
    solveWorkingSet(engine, 1);
    const scale = gradientScale(engine);
    let dropped = false;
    for (let i = 0; i < engine.n; i += 1) {
      if (wrongVariable(engine, i, scale)) {
        engine.side[i] = 0;
        dropped = true;
      }
    }
    for (let r = 0; r < engine.m; r += 1) {
      if (wrongRow(engine, r, scale)) {
        engine.rowSide[r] = 0;
        dropped = true;
      }
    }
    if (!dropped) return 'fine';
  }
}

/**
 * The dual active-set method of Goldfarb and Idnani (1983) from any working set, with variable limits
 * implicit. Every full step raises the dual objective, so it cannot cycle. Where a violated limit
 * admits no step it and the limits that block it are an irreducible contradiction.
 *
 * @internal
 */
export function pullInViolations(engine: Engine): DualEnd {
  const ignored = new Set<number>();
  for (let repair = 0; repair < 8; repair += 1) {
    if (makeDualFeasible(engine) === 'singular') return { end: 'singular' };
    let moved = false;
    for (;;) {
      const violation = worstViolation(engine, ignored);
      if (violation === null) break;
      moved = true;
      const end = pullIn(engine, violation, ignored);
      if (end !== null) return end;
    }
    if (!moved) return { end: 'done' };
  }
  return { end: 'stuck' };
}
