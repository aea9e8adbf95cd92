import { dotRun } from '../linear-algebra/tile.ts';
import { optimalityError } from './certify.ts';
import { adoptWorkingSet, createEngine, type Engine, isPinned, workingSetOf } from './engine.ts';
import { factorise } from './factor.ts';
import { guessWorkingSet } from './first-guess.ts';
import { addQuadraticTimes, settleWorkingSet } from './kkt.ts';
import type { QpOutcome, QpSolution } from './outcome.ts';
import type { ConflictMember, QuadraticProgram, WorkingSet } from './program.ts';
import { type SolveEnd, solvePhases, solveProximally, steady } from './proximal.ts';

/** Below this size factoring everything is cheaper than guessing. */
const guessAbove = 32;

/** Options of {@link solveQp}. */
export interface SolveQpOptions {
  /** Where to start: the working set of a similar program. @defaultValue nothing at a limit */
  readonly from?: WorkingSet;
  /** When minimisers are not unique, approach the one nearest to this point. @defaultValue any */
  readonly near?: ArrayLike<number>;
  /** Pivots allowed. @defaultValue `1000 + 20 (n + m)` */
  readonly iterationLimit?: number;
  /** Set `aborted` to end early with the outcome `cancelled`. */
  readonly signal?: { readonly aborted: boolean };
}

/** Contradictions within one variable or one row, which need no method. */
function obviousConflict(program: QuadraticProgram): readonly ConflictMember[] | null {
  const { lower, upper, rows, rowLower, rowUpper } = program;
  const n = lower.length;
  const both = (kind: ConflictMember['kind'], index: number): readonly ConflictMember[] => [
    { kind, index, side: -1, weight: 1 },
    { kind, index, side: 1, weight: 1 },
  ];
  for (let i = 0; i < n; i += 1) {
    if ((lower[i] as number) > (upper[i] as number)) return both('variable', i);
  }
  for (let r = 0; r < rowLower.length; r += 1) {
    const low = rowLower[r] as number;
    const high = rowUpper[r] as number;
    if (low > high) return both('row', r);
    if (rows.subarray(r * n, (r + 1) * n).some((value) => value !== 0)) continue;
    if (low > 0) return [{ kind: 'row', index: r, side: -1, weight: 1 }];
    if (high < 0) return [{ kind: 'row', index: r, side: 1, weight: 1 }];
  }
  return null;
}

/** A point and how far it is from optimal, as a share of the scale of what should hold. */
interface Candidate {
  readonly solution: QpSolution;
  readonly error: number;
}

/** Error with which an answer is returned at once, and the most with which it counts as optimal. */
const proven = 1e-12;
const acceptable = 1e-9;

const nothing: WorkingSet = { variables: [], rows: [] };

/** A point that is nothing but the rounding of what the objective wants, where nothing is allowed. */
function flush({ n, program, x, curvature }: Engine): void {
  const { linear, lower, upper, rowLower, rowUpper } = program;
  let wanted = 0;
  for (let i = 0; i < n; i += 1) {
    wanted = Math.max(wanted, Math.abs(linear[i] as number) / (curvature[i] as number));
  }
  const nothing = x.every((value) => Math.abs(value) <= 1e-14 * wanted);
  const allowed = (low: Float64Array, high: Float64Array): boolean =>
    low.every((limit, i) => limit <= 0 && (high[i] as number) >= 0);
  if (nothing && allowed(lower, upper) && allowed(rowLower, rowUpper)) x.fill(0);
}

/**
 * Solves once more on the final working set. A free variable that rounding left outside goes onto its
 * limit but stays free: at a degenerate vertex fixing it would lose the multipliers.
 */
function polish(engine: Engine): void {
  const { n, program, x, side } = engine;
  if (factorise(engine) === 'singular') return;
  settleWorkingSet(engine);
  for (let i = 0; i < n; i += 1) {
    if (side[i] !== 0) continue;
    x[i] = Math.min(
      Math.max(x[i] as number, program.lower[i] as number),
      program.upper[i] as number,
    );
  }
  flush(engine);
}

/** The engine's point as data, with how far it is from optimal. */
function solutionOf(engine: Engine, proximal: boolean): Candidate {
  const { n, program, x, y, v, side, rowSide } = engine;
  const error = optimalityError(engine);
  for (let i = 0; i < n; i += 1) {
    // A wrong sign here is rounding; zero is the multiplier it stands for.
    const wrong = (v[i] as number) * (side[i] as number) > 0 && !isPinned(engine, i);
    if (side[i] === 0 || wrong) v[i] = 0;
  }
  for (let r = 0; r < engine.m; r += 1) {
    const equality = program.rowLower[r] === program.rowUpper[r];
    if (!equality && (y[r] as number) * (rowSide[r] as number) > 0) y[r] = 0;
  }
  const curve = new Float64Array(n);
  addQuadraticTimes(program.quadratic, x, curve);
  const solution = {
    x: x.slice(),
    rowMultipliers: y.slice(),
    variableMultipliers: v.slice(),
    objective: dotRun(curve, 0, x, 0, n) / 2 + dotRun(program.linear, 0, x, 0, n),
    workingSet: workingSetOf(engine),
    iterations: engine.iterations,
    proximal,
  };
  return { solution, error };
}

/**
 * Routes to the optimum, the quickest first and the surest last. A route is left for the next when its
 * answer does not prove itself.
 */
function* routes(
  engine: Engine,
  near: ArrayLike<number> | undefined,
): Generator<{ readonly end: SolveEnd; readonly proximal: boolean }, void, void> {
  const start = workingSetOf(engine);
  const direct = solvePhases(engine);
  if (direct.end !== 'done' || near === undefined) yield { end: direct, proximal: false };
  if (direct.end !== 'done') adoptWorkingSet(engine, start);
  engine.centre.set(near ?? []);
  const end = solveProximally(engine);
  yield { end, proximal: true };
  engine.regularisation = 0;
  guessWorkingSet(engine);
  // Not convex as a whole; it may still be on the free variables of a good guess.
  if (end.end === 'singular') return yield { end: solvePhases(engine), proximal: true };
  for (const from of [workingSetOf(engine), nothing]) {
    adoptWorkingSet(engine, from);
    engine.centre.fill(0).set(near ?? []);
    yield { end: solveProximally(engine, steady), proximal: true };
  }
}

/** A contradiction among the limits, sought where no objective blurs it, or `null`. */
function contradictionOf({
  n,
  program,
  curvature,
  signal,
}: Engine): readonly ConflictMember[] | null {
  const quadratic = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) quadratic[i * n + i] = curvature[i] as number;
  const flat = { ...program, quadratic, linear: new Float64Array(n) };
  const end = solvePhases(createEngine(flat, undefined, signal));
  return end.end === 'infeasible' ? end.conflict : null;
}

/**
 * Solves a convex quadratic (or linear) program exactly: block principal pivoting on the free
 * variables, a dual active-set method as the safeguard that cannot cycle and proves infeasibility,
 * and proximal steps where `P` is singular. Only `+ - * /` and square roots are used, ties go to the
 * lowest index, and no tolerance is absolute, so the answer does not depend on units or engine.
 *
 * An answer is given only when it proves itself on the program's own numbers: `optimal` by the
 * optimality conditions, `infeasible` by Farkas' lemma. Else the next, surer route is taken, and in the
 * end `numerical` is said.
 *
 * @param program - See {@link QuadraticProgram}; not validated here.
 */
export function solveQp(program: QuadraticProgram, options: SolveQpOptions = {}): QpOutcome {
  const obvious = obviousConflict(program);
  if (obvious !== null) return { status: 'infeasible', conflict: obvious };
  const engine = createEngine(program, options.iterationLimit, options.signal);
  if (options.from !== undefined) adoptWorkingSet(engine, options.from);
  else if (engine.n > guessAbove) guessWorkingSet(engine);
  let best: Candidate | null = null;
  let spent = false;
  for (const { end, proximal } of routes(engine, options.near)) {
    if (end.end === 'infeasible') return { status: 'infeasible', conflict: end.conflict };
    if (end.end === 'unbounded') return { status: 'unbounded', ray: end.ray };
    if (end.end === 'done') polish(engine);
    const { solution, error } = solutionOf(engine, proximal);
    if (end.end === 'cancelled') return { status: end.end, ...solution };
    if (end.end === 'iteration-limit') {
      if (options.iterationLimit !== undefined) return { status: end.end, ...solution };
      spent = true;
      engine.iterationLimit *= 2;
    }
    const settled = end.end === 'done' || end.end === 'stuck';
    const found = { solution, error: settled ? error : Number.POSITIVE_INFINITY };
    if (best === null || found.error < best.error) best = found;
    if (best.error <= proven) break;
  }
  const { solution, error } = best as Candidate;
  if (error <= acceptable) return { status: 'optimal', ...solution };
  const conflict = contradictionOf(engine);
  if (conflict !== null) return { status: 'infeasible', conflict };
  return { status: spent ? 'iteration-limit' : 'numerical', ...solution };
}
