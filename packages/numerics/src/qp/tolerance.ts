import { type Engine, isEquality, isPinned } from './engine.ts';
import { rowValue } from './kkt.ts';

/** Violations and wrong signs below this share of their own scale count as rounding. */
const rounding = 2e-13;

/** Largest magnitude in the point, the scale of violations at a zero limit. @internal */
export function pointSize(engine: Engine): number {
  let size = engine.leastSize;
  for (let i = 0; i < engine.n; i += 1) size = Math.max(size, Math.abs(engine.x[i] as number));
  return size;
}

/**
 * How far free variable `i` is outside its limits: negative below the lower, positive above the
 * upper, zero within or when the excess is rounding.
 *
 * @internal
 */
export function variableExcess(engine: Engine, i: number, size: number): number {
  const value = engine.x[i] as number;
  const below = value - (engine.program.lower[i] as number);
  if (below < -rounding * size) return below;
  const above = value - (engine.program.upper[i] as number);
  return above > rounding * size ? above : 0;
}

/** As {@link variableExcess}, for a row outside the working set. @internal */
export function rowExcess(engine: Engine, r: number): number {
  const { n, program, x } = engine;
  const value = rowValue(engine, r);
  const below = value - (program.rowLower[r] as number);
  const above = value - (program.rowUpper[r] as number);
  const excess = below < 0 ? below : Math.max(above, 0);
  if (excess === 0) return 0;
  let size = Math.abs(value - excess);
  for (let i = 0; i < n; i += 1) {
    const reach = Math.max(Math.abs(x[i] as number), engine.leastSize);
    size += Math.abs(program.rows[r * n + i] as number) * reach;
  }
  return Math.abs(excess) > rounding * size ? excess : 0;
}

/** Scale of the gradient of each variable, in volatility units: the terms that should cancel. */
export function gradientScale(engine: Engine): number {
  const { n, m, program, x, y, curvature } = engine;
  let scale = 0;
  for (let i = 0; i < n; i += 1) {
    const root = Math.sqrt(curvature[i] as number);
    scale = Math.max(scale, Math.abs(program.linear[i] as number) / root);
    scale = Math.max(scale, Math.abs((x[i] as number) * root));
  }
  for (let r = 0; r < m; r += 1) {
    scale = Math.max(scale, Math.abs(y[r] as number) * (engine.rowLength[r] as number));
  }
  return scale;
}

/** Whether the multiplier of the fixed variable `i` has the wrong sign by more than rounding. @internal */
export function wrongVariable(engine: Engine, i: number, scale: number): boolean {
  const side = engine.side[i] as number;
  if (side === 0 || isPinned(engine, i)) return false;
  const root = Math.sqrt(engine.curvature[i] as number);
  return (engine.v[i] as number) * side > rounding * scale * root;
}

/** As {@link wrongVariable}, for an active row. @internal */
export function wrongRow(engine: Engine, r: number, scale: number): boolean {
  const side = engine.rowSide[r] as number;
  if (side === 0 || isEquality(engine, r)) return false;
  return (engine.y[r] as number) * side * (engine.rowLength[r] as number) > rounding * scale;
}
