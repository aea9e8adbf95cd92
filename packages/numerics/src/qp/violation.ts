import { type Engine, isEquality } from './engine.ts';
import { pointSize, rowExcess, variableExcess } from './tolerance.ts';

/** A violated limit: variable `index`, or row `index - n`. */
export interface Violation {
  readonly index: number;
  /** `-1` below the lower limit, `1` above the upper. */
  readonly side: number;
  readonly amount: number;
}

/** Direction in which point and multipliers move while a violated limit is pulled in. */
export interface Direction {
  /** Change of the free variables; all zero when the limit depends on the working set. */
  readonly z: Float64Array;
  /** Change of the multipliers of the active rows. */
  readonly dy: Float64Array;
  /** Change of the multipliers of the fixed variables. */
  readonly dv: Float64Array;
  /** How fast the violation falls; zero when it cannot. */
  readonly rate: number;
}

/** The worst violation in volatility units, equalities first, the lowest index among equals. */
export function worstViolation(engine: Engine, ignored: ReadonlySet<number>): Violation | null {
  const { n, m, side, rowSide, curvature, rowLength } = engine;
  const size = pointSize(engine);
  let worst: Violation | null = null;
  let worstScore = 0;
  let wantEquality = false;
  for (let r = 0; r < m; r += 1) {
    if (rowSide[r] !== 0 || ignored.has(n + r)) continue;
    const excess = rowExcess(engine, r);
    if (excess === 0) continue;
    const equality = isEquality(engine, r);
    const score = Math.abs(excess) / (rowLength[r] as number);
    if (score > worstScore || (equality && !wantEquality)) {
      if (wantEquality && !equality) continue;
      worst = { index: n + r, side: Math.sign(excess), amount: Math.abs(excess) };
      worstScore = score;
      wantEquality ||= equality;
    }
  }
  if (wantEquality) return worst;
  for (let i = 0; i < n; i += 1) {
    if (side[i] !== 0 || ignored.has(i)) continue;
    const excess = variableExcess(engine, i, size);
    const score = Math.abs(excess) * Math.sqrt(curvature[i] as number);
    if (score > worstScore) {
      worst = { index: i, side: Math.sign(excess), amount: Math.abs(excess) };
      worstScore = score;
    }
  }
  return worst;
}

/** The violated limit's normal on the free variables, pointing inside. */
export function insideNormal(engine: Engine, violation: Violation): Float64Array {
  const { n, program, free, freeCount } = engine;
  const normal = new Float64Array(freeCount);
  const sign = -violation.side;
  for (let j = 0; j < freeCount; j += 1) {
    const i = free[j] as number;
    if (violation.index >= n) {
      normal[j] = sign * (program.rows[(violation.index - n) * n + i] as number);
    } else if (i === violation.index) normal[j] = sign;
  }
  return normal;
}
