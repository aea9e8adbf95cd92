import { type Engine, isEquality, isPinned } from './engine.ts';
import { refreshGradient, rowValue } from './kkt.ts';
import type { ConflictMember, QuadraticProgram } from './program.ts';
import { gradientScale, pointSize } from './tolerance.ts';

/** Shares of a contradiction's own terms: what must cancel, and what must be left over. */
const cancelled = 1e-10;
const apart = 1e-11;

/** What a contradiction proves: `apart`, or the limits `touch`, or nothing at all. @internal */
export type ConflictProof = 'apart' | 'touch' | 'none';

/**
 * Checks a contradiction on the program's own numbers by Farkas' lemma: the limits, each as
 * `a'x <= b` times its weight, must cancel on the left, variable by variable, and leave less than
 * nothing on the right. Nothing of the method that found it is used.
 *
 * @internal
 */
export function proofOf(
  { lower, upper, rows, rowLower, rowUpper }: QuadraticProgram,
  conflict: readonly ConflictMember[],
): ConflictProof {
  const n = lower.length;
  const left = new Float64Array(n);
  const terms = new Float64Array(n);
  let gap = 0;
  let size = 0;
  for (const { kind, index, side, weight } of conflict) {
    const own = kind === 'variable';
    const limit = (own ? (side < 0 ? lower : upper) : side < 0 ? rowLower : rowUpper)[index];
    if (!(weight > 0 && Number.isFinite(limit))) return 'none';
    const term = weight * side * (limit as number);
    gap -= term;
    size += Math.abs(term);
    for (let i = own ? index : 0; i < (own ? index + 1 : n); i += 1) {
      const share = weight * side * (own ? 1 : (rows[index * n + i] as number));
      left[i] = (left[i] as number) + share;
      terms[i] = (terms[i] as number) + Math.abs(share);
    }
  }
  if (left.some((sum, i) => Math.abs(sum) > cancelled * (terms[i] as number))) return 'none';
  return gap > apart * size ? 'apart' : 'touch';
}

/**
 * Worst violation of the optimality conditions at the engine's point, each as a share of its own
 * scale, without regularisation. The gradient is computed afresh; multipliers of free variables are
 * left in `v` as the residuals that they are.
 *
 * @internal
 */
export function optimalityError(engine: Engine): number {
  const { n, m, program, x, y, v, side, rowSide, curvature, rowLength } = engine;
  const { lower, upper, rows, rowLower, rowUpper } = program;
  engine.regularisation = 0;
  refreshGradient(engine);
  const size = pointSize(engine);
  const scale = gradientScale(engine);
  let worst = 0;
  // NaN must count as wrong.
  const note = (amount: number, unit: number): void => {
    if (amount !== 0 && !(Math.abs(amount) <= worst * unit)) worst = Math.abs(amount) / unit;
  };
  for (let i = 0; i < n; i += 1) {
    const value = x[i] as number;
    note(Math.max((lower[i] as number) - value, value - (upper[i] as number), 0), size);
    const multiplier = v[i] as number;
    const wrong = side[i] === 0 || multiplier * (side[i] as number) > 0;
    if (wrong && !isPinned(engine, i)) note(multiplier, Math.sqrt(curvature[i] as number) * scale);
  }
  for (let r = 0; r < m; r += 1) {
    const value = rowValue(engine, r);
    let reach = 0;
    for (let i = 0; i < n; i += 1) reach += Math.abs(rows[r * n + i] as number) * size;
    const held = rowSide[r] as number;
    const below = (rowLower[r] as number) - value;
    const above = value - (rowUpper[r] as number);
    note(held < 0 ? below : held > 0 ? above : Math.max(below, above, 0), reach);
    const wrong = (y[r] as number) * held > 0 && !isEquality(engine, r);
    if (wrong) note((y[r] as number) * (rowLength[r] as number), scale);
  }
  return worst;
}
