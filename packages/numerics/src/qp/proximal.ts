import { pivotBlocks } from './block-pivoting.ts';
import { type DualEnd, pullInViolations } from './dual-active-set.ts';
import type { Engine } from './engine.ts';
import { factorise } from './factor.ts';
import { addQuadraticTimes, rowValue } from './kkt.ts';
import { gradientScale } from './tolerance.ts';

/** End of all phases. @internal */
export type SolveEnd = DualEnd | { readonly end: 'unbounded'; readonly ray: Float64Array };

/** Regularisation round by round, as a share of each variable's own curvature. */
const falling: readonly number[] = [1e-6, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12];
/** Where rows leave a nearly singular block hardly free, less regularisation costs accuracy. @internal */
export const steady: readonly number[] = [1e-6];
const rounds = 40;
/** Stationarity that counts as reached, against the largest term of the gradient. */
const settled = 1e-14;

/** Block pivoting, then the dual method where that gets stuck. @internal */
export function solvePhases(engine: Engine): DualEnd {
  const end = pivotBlocks(engine);
  return end === 'stuck' ? pullInViolations(engine) : { end };
}

/** The step from the centre when it is a feasible direction of endless descent, else `null`. */
function descentRay(engine: Engine): Float64Array | null {
  const { n, m, program, x, centre, curvature } = engine;
  const ray = new Float64Array(n);
  let size = 0;
  for (let i = 0; i < n; i += 1) {
    ray[i] = (x[i] as number) - (centre[i] as number);
    size = Math.max(size, Math.abs(ray[i] as number));
  }
  if (size === 0) return null;
  const tolerance = 1e-9;
  let reach = 0;
  for (let i = 0; i < n; i += 1) {
    reach = Math.max(reach, Math.sqrt(curvature[i] as number) * Math.abs(ray[i] as number));
  }
  let slope = 0;
  let slopeSize = 0;
  let spread = 0;
  for (let i = 0; i < n; i += 1) {
    const root = Math.sqrt(curvature[i] as number);
    let step = (ray[i] as number) / size;
    // What the definite part of the problem still moved is not part of the direction.
    if (root * Math.abs(ray[i] as number) <= tolerance * reach) step = 0;
    if (Number.isFinite(program.lower[i]) && step < 0) return null;
    if (Number.isFinite(program.upper[i]) && step > 0) return null;
    ray[i] = step;
    slope += (program.linear[i] as number) * step;
    slopeSize += Math.abs((program.linear[i] as number) * step);
    spread = Math.max(spread, root * Math.abs(step));
  }
  if (!(slope < -tolerance * slopeSize)) return null;
  const curve = new Float64Array(n);
  addQuadraticTimes(program.quadratic, ray, curve);
  for (let i = 0; i < n; i += 1) {
    if (Math.abs(curve[i] as number) > tolerance * Math.sqrt(curvature[i] as number) * spread) {
      return null;
    }
  }
  const still = engine.x.slice();
  engine.x.set(ray);
  for (let r = 0; r < m; r += 1) {
    const change = rowValue(engine, r) / (engine.rowLength[r] as number);
    const low = Number.isFinite(program.rowLower[r]) && change < -tolerance * spread;
    const high = Number.isFinite(program.rowUpper[r]) && change > tolerance * spread;
    if (low || high) {
      engine.x.set(still);
      return null;
    }
  }
  engine.x.set(still);
  return ray;
}

/** Whether the working set also stands without regularisation, solved to the end. */
function settleExactly(engine: Engine): DualEnd | null {
  const { side, rowSide, x, y, v } = engine;
  // All of it: the next centre must not be a point that a failed attempt left behind.
  const kept = [side, rowSide, x, y, v];
  const before = kept.map((values) => values.slice());
  engine.regularisation = 0;
  if (factorise(engine) !== 'singular') {
    const end = solvePhases(engine);
    if (end.end !== 'singular' && end.end !== 'stuck') return end;
  }
  kept.forEach((values, at) => {
    values.set(before[at] ?? []);
  });
  return null;
}

/**
 * Proximal-point iteration for a singular `P` (as in DAQP, Arnstroem et al. 2022): each round solves
 * the definite problem with `r d (x - centre)^2 / 2` added, then moves the centre. With falling `r`
 * it converges in a few rounds; a free block that turns out definite is finished without it.
 *
 * @internal
 */
export function solveProximally(engine: Engine, schedule: readonly number[] = falling): SolveEnd {
  const { n, program, x, centre, curvature } = engine;
  for (let i = 0; i < n; i += 1) {
    const low = program.lower[i] as number;
    const high = program.upper[i] as number;
    centre[i] = Math.min(Math.max(centre[i] as number, low), high);
  }
  for (let round = 0; round < rounds; round += 1) {
    engine.regularisation = schedule[Math.min(round, schedule.length - 1)] as number;
    const { regularisation } = engine;
    const end = solvePhases(engine);
    // A round that rounding kept from settling still moves the centre in the right direction.
    const last = round === rounds - 1;
    if (end.end !== 'done' && (end.end !== 'stuck' || last)) return end;
    const exact = settleExactly(engine);
    if (exact !== null) return exact;
    engine.regularisation = regularisation;
    let residual = 0;
    for (let i = 0; i < n; i += 1) {
      const away = Math.abs((x[i] as number) - (centre[i] as number));
      residual = Math.max(residual, regularisation * Math.sqrt(curvature[i] as number) * away);
    }
    if (end.end === 'done' && residual <= settled * gradientScale(engine)) return { end: 'done' };
    const ray = round === 0 ? null : descentRay(engine);
    if (ray !== null) return { end: 'unbounded', ray };
    centre.set(x);
  }
  return { end: 'done' };
}
