import { adoptWorkingSet, createEngine, type Engine, isEquality, isPinned } from './engine.ts';
import { factorise } from './factor.ts';
import { rowValue, solveWorkingSet } from './kkt.ts';
import type { QpSolution } from './outcome.ts';
import type { PathCorner, PathOutcome } from './path-outcome.ts';
import type { QuadraticProgram, WorkingSet } from './program.ts';
import { type SolveQpOptions, solveQp } from './solve-qp.ts';
import { gradientScale, pointSize } from './tolerance.ts';

/** Options of {@link tracePath}. */
export interface TracePathOptions extends SolveQpOptions {
  /** Corners allowed. @defaultValue `100 + 20 (n + m)` */
  readonly cornerLimit?: number;
}

/** Distances and multipliers below this share of their scale count as zero at a corner. */
const weak = 1e-11;

const shifted = (program: QuadraticProgram, d: Float64Array, t: number): QuadraticProgram => ({
  ...program,
  linear: program.linear.map((value, i) => value + t * (d[i] as number)),
});

/** Limits of the direction for one variable or row. */
function cone(side: number, strong: boolean, atLower: boolean, atUpper: boolean): [number, number] {
  if (side !== 0 && strong) return [0, 0];
  const low = side < 0 || atLower;
  const high = side > 0 || atUpper;
  return [low ? 0 : Number.NEGATIVE_INFINITY, high ? 0 : Number.POSITIVE_INFINITY];
}

/**
 * The program whose solution is the derivative of the minimiser to the right: limits with a positive
 * multiplier stay, weakly binding ones become one-sided, the others do not matter.
 */
function derivativeProgram(engine: Engine, d: Float64Array): QuadraticProgram {
  const { n, m, program, x, y, v, side, rowSide, curvature, rowLength } = engine;
  const scale = weak * gradientScale(engine);
  const size = weak * pointSize(engine);
  const lower = new Float64Array(n);
  const upper = new Float64Array(n);
  const rowLower = new Float64Array(m);
  const rowUpper = new Float64Array(m);
  for (let i = 0; i < n; i += 1) {
    if (isPinned(engine, i)) continue;
    const strong = Math.abs(v[i] as number) > scale * Math.sqrt(curvature[i] as number);
    const atLower = (x[i] as number) - (program.lower[i] as number) <= size;
    const atUpper = (program.upper[i] as number) - (x[i] as number) <= size;
    [lower[i], upper[i]] = cone(side[i] as number, strong, atLower, atUpper);
  }
  for (let r = 0; r < m; r += 1) {
    if (isEquality(engine, r)) continue;
    const strong = Math.abs(y[r] as number) * (rowLength[r] as number) > scale;
    const value = rowValue(engine, r);
    const unit = weak * Math.max(Math.abs(value), (rowLength[r] as number) * pointSize(engine));
    const atLower = value - (program.rowLower[r] as number) <= unit;
    const atUpper = (program.rowUpper[r] as number) - value <= unit;
    [rowLower[r], rowUpper[r]] = cone(rowSide[r] as number, strong, atLower, atUpper);
  }
  return {
    quadratic: program.quadratic,
    linear: d,
    lower,
    upper,
    rows: program.rows,
    rowLower,
    rowUpper,
  };
}

/** Limits that the derivative keeps: strong ones at their side, weak ones where it holds them. */
function nextWorkingSet(engine: Engine, cone: QuadraticProgram, held: WorkingSet): WorkingSet {
  const pick = (
    side: number,
    low: number,
    high: number,
    holds: number,
    limits: readonly [number, number],
  ): number => {
    if (low === high) return side === 0 ? -1 : side;
    if (holds === 0) return 0;
    return holds < 0 && Number.isFinite(limits[0]) ? -1 : 1;
  };
  const { program } = engine;
  return {
    variables: held.variables.map((holds, i) =>
      pick(engine.side[i] as number, cone.lower[i] as number, cone.upper[i] as number, holds, [
        program.lower[i] as number,
        program.upper[i] as number,
      ]),
    ),
    rows: held.rows.map((holds, r) =>
      pick(
        engine.rowSide[r] as number,
        cone.rowLower[r] as number,
        cone.rowUpper[r] as number,
        holds,
        [program.rowLower[r] as number, program.rowUpper[r] as number],
      ),
    ),
  };
}

/** How far the path stays on the segment: the first limit reached or multiplier gone. */
function segmentLength(
  engine: Engine,
  cone: QuadraticProgram,
  dx: Float64Array,
  dy: Float64Array,
  dv: Float64Array,
): number {
  const { n, m, program, x, y, v, side, rowSide } = engine;
  let length = Number.POSITIVE_INFINITY;
  const until = (distance: number, speed: number): void => {
    if (speed > 0) length = Math.min(length, Math.max(distance, 0) / speed);
  };
  for (let i = 0; i < n; i += 1) {
    const change = dx[i] as number;
    if (change < 0 && cone.lower[i] !== 0)
      until((x[i] as number) - (program.lower[i] as number), -change);
    if (change > 0 && cone.upper[i] !== 0)
      until((program.upper[i] as number) - (x[i] as number), change);
    // Only strong limits lose their multiplier later; weak ones were decided by the derivative.
    const s = side[i] as number;
    if (s !== 0 && !isPinned(engine, i) && cone.lower[i] === cone.upper[i]) {
      until(-s * (v[i] as number), s * (dv[i] as number));
    }
  }
  for (let r = 0; r < m; r += 1) {
    let change = 0;
    for (let i = 0; i < n; i += 1) {
      change += (program.rows[r * n + i] as number) * (dx[i] as number);
    }
    const value = rowValue(engine, r);
    const free = cone.rowLower[r] !== cone.rowUpper[r];
    if (free && cone.rowLower[r] !== 0) until(value - (program.rowLower[r] as number), -change);
    if (free && cone.rowUpper[r] !== 0) until((program.rowUpper[r] as number) - value, change);
    const s = rowSide[r] as number;
    if (s !== 0 && !isEquality(engine, r) && !free) {
      until(-s * (y[r] as number), s * (dy[r] as number));
    }
  }
  return length;
}

/**
 * Clears what is rounding in a derivative, against what `d` would do to a variable on its own: at a
 * vertex nothing moves, and a slope of 1e-19 would lead nowhere in 1e43 steps.
 */
function clean(
  { curvature, rowLength }: Engine,
  d: Float64Array,
  dx: Float64Array,
  dy: Float64Array,
  dv: Float64Array,
): void {
  let own = 0;
  d.forEach((value, i) => {
    own = Math.max(own, Math.abs(value) / Math.sqrt(curvature[i] as number));
  });
  const noise = 1e-12 * own;
  for (let i = 0; i < d.length; i += 1) {
    const root = Math.sqrt(curvature[i] as number);
    if (Math.abs(dx[i] as number) * root <= noise) dx[i] = 0;
    if (Math.abs(dv[i] as number) <= noise * root) dv[i] = 0;
  }
  for (let r = 0; r < dy.length; r += 1) {
    if (Math.abs(dy[r] as number) * (rowLength[r] as number) <= noise) dy[r] = 0;
  }
}

/**
 * Puts the engine at the corner. Solving afresh sheds accumulated rounding, but at a degenerate corner
 * the multipliers are not unique, and only those carried along continue the path.
 */
function settle(
  engine: Engine,
  workingSet: WorkingSet,
  point: Pick<QpSolution, 'x' | 'rowMultipliers' | 'variableMultipliers'>,
): void {
  adoptWorkingSet(engine, workingSet);
  if (factorise(engine) === 'fine') solveWorkingSet(engine, 1);
  else {
    adoptWorkingSet(engine, workingSet);
    engine.x.set(point.x);
    engine.y.set(point.rowMultipliers);
    engine.v.set(point.variableMultipliers);
  }
  const { lower, upper } = engine.program;
  engine.x.forEach((value, i) => {
    engine.x[i] = Math.min(Math.max(value, lower[i] as number), upper[i] as number);
  });
}

/**
 * Follows the minimiser of `x'Px / 2 + (q + t d)'x` over the limits from `t = 0` to infinity: the
 * critical line of Markowitz (1956) when `d` is minus the expected returns. Between corners the
 * minimiser is linear in `t`. At every corner the derivative is itself the solution of a quadratic
 * program, so that ties need no rule and cannot cycle.
 *
 * @param program - The program at `t = 0`.
 * @param d - Direction of the linear term.
 */
export function tracePath(
  program: QuadraticProgram,
  d: Float64Array,
  options: TracePathOptions = {},
): PathOutcome {
  const corners: PathCorner[] = [];
  const first = solveQp(program, options);
  if (first.status !== 'optimal') return { status: first.status, corners };
  const limit = options.cornerLimit ?? 100 + 20 * (d.length + program.rowLower.length);
  let workingSet = first.workingSet;
  let point: Pick<QpSolution, 'x' | 'rowMultipliers' | 'variableMultipliers'> = first;
  let t = 0;
  const work = options.signal === undefined ? {} : { signal: options.signal };
  for (let count = 0; count < limit; count += 1) {
    const engine = createEngine(shifted(program, d, t), undefined, options.signal);
    settle(engine, workingSet, point);
    const cone = derivativeProgram(engine, d);
    const step = solveQp(cone, { ...work, from: workingSet });
    if (step.status !== 'optimal') return { status: step.status, corners };
    const { x: dx, rowMultipliers: dy, variableMultipliers: dv } = step;
    clean(engine, d, dx, dy, dv);
    workingSet = nextWorkingSet(engine, cone, step.workingSet);
    const length = segmentLength(engine, cone, dx, dy, dv);
    corners.push({ at: t, x: engine.x.slice(), workingSet, slope: dx });
    if (!Number.isFinite(length)) {
      return { status: 'traced', corners, bounded: dx.every((change) => change === 0) };
    }
    t += length;
    const advance = (from: Float64Array, by: Float64Array): Float64Array =>
      from.map((value, at) => value + length * (by[at] as number));
    point = {
      x: advance(engine.x, dx),
      rowMultipliers: advance(engine.y, dy),
      variableMultipliers: advance(engine.v, dv),
    };
  }
  return { status: 'iteration-limit', corners };
}
