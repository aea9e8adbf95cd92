import { adoptWorkingSet, createEngine } from './engine.ts';
import { factorise } from './factor.ts';
import { solveWorkingSet } from './kkt.ts';
import type { QuadraticProgram, WorkingSet } from './program.ts';

/** The minimiser on one working set as a linear function of `t`: `base + t slope`. */
export interface PathSegment {
  /** Minimiser at `t = 0`, which may lie outside the limits. */
  readonly base: Float64Array;
  /** Change per unit of `t`. */
  readonly slope: Float64Array;
}

/** Limits that stand still: zero where the working set or an equality holds, none elsewhere. */
function still(
  lower: Float64Array,
  upper: Float64Array,
  sides: readonly number[],
): readonly [Float64Array, Float64Array] {
  const held = (i: number, side: number): boolean => lower[i] === upper[i] || sides[i] === side;
  return [
    lower.map((_, i) => (held(i, -1) ? 0 : Number.NEGATIVE_INFINITY)),
    upper.map((_, i) => (held(i, 1) ? 0 : Number.POSITIVE_INFINITY)),
  ];
}

function minimiserOn(program: QuadraticProgram, workingSet: WorkingSet): Float64Array | null {
  const engine = createEngine(program, undefined, undefined);
  adoptWorkingSet(engine, workingSet);
  if (factorise(engine) === 'singular') return null;
  solveWorkingSet(engine, 1);
  return engine.x;
}

/**
 * The segment of the path of `x'Px / 2 + (q + t d)'x` on which the limits of `workingSet` bind. Two
 * solves with one factorisation each; whether the segment is on the path is for the caller to know.
 *
 * @returns `null` when the free block of `P` is singular, so that the segment is not unique.
 */
export function segmentOf(
  program: QuadraticProgram,
  d: Float64Array,
  workingSet: WorkingSet,
): PathSegment | null {
  const [lower, upper] = still(program.lower, program.upper, workingSet.variables);
  const [rowLower, rowUpper] = still(program.rowLower, program.rowUpper, workingSet.rows);
  const base = minimiserOn(program, workingSet);
  const slope = minimiserOn(
    { ...program, linear: d, lower, upper, rowLower, rowUpper },
    workingSet,
  );
  return base && slope && { base, slope };
}
