import { leastSquares } from './least-squares.ts';

/** A gradient to be explained by limits that hold with equality. */
export interface MultiplierProblem {
  /** Gradient of the objective to be minimised. */
  readonly gradient: Float64Array;
  /** Size of the terms of each component, above zero. */
  readonly scale: Float64Array;
  /** Normals of the active rows. */
  readonly rows: readonly Float64Array[];
  /** Sign each row's multiplier may have: 1, -1, or 0 for either. */
  readonly signs: readonly number[];
  /** Sign each asset's own multiplier may have: 1 at a lower limit, -1 at an upper, 2 at both, 0 at none. */
  readonly own: Int8Array;
}

/** Multipliers that leave the smallest residual. */
export interface Multipliers {
  /** One a row. */
  readonly rows: Float64Array;
  /** One an asset. */
  readonly own: Float64Array;
  /** What stays unexplained. */
  readonly residual: Float64Array;
}

/** A share of the scale below which a sign counts as rounding. */
const rounding = 1e-14;

interface State {
  /** Rows with a multiplier. */
  readonly rows: Uint8Array;
  /** Assets whose own multiplier takes up all that is left. */
  readonly own: Uint8Array;
}

function solve(problem: MultiplierProblem, state: State): Multipliers {
  const { gradient, scale, rows } = problem;
  const kept: number[] = [];
  for (let i = 0; i < gradient.length; i += 1) if (state.own[i] === 0) kept.push(i);
  const weigh = (values: Float64Array): Float64Array =>
    Float64Array.from(kept, (i) => (values[i] as number) / (scale[i] as number));
  const chosen = rows.flatMap((_, k) => (state.rows[k] === 1 ? [k] : []));
  const found = leastSquares(
    chosen.map((k) => weigh(rows[k] as Float64Array)),
    weigh(gradient),
  );
  const multipliers = new Float64Array(rows.length);
  const residual = gradient.slice();
  chosen.forEach((k, at) => {
    const value = found[at] as number;
    multipliers[k] = value;
    const normal = rows[k] as Float64Array;
    for (let i = 0; i < residual.length; i += 1) {
      residual[i] = (residual[i] as number) - value * (normal[i] as number);
    }
  });
  const own = new Float64Array(gradient.length);
  for (let i = 0; i < own.length; i += 1) {
    if (state.own[i] === 0) continue;
    own[i] = residual[i] as number;
    residual[i] = 0;
  }
  return { rows: multipliers, own, residual };
}

/** By how much a multiplier has the wrong sign, against its scale; negative when it is right. */
const wrongness = (value: number, sign: number, scale: number): number =>
  sign === 0 || sign === 2 ? -1 : (-sign * value) / scale;

function rowScale({ rows, scale, signs }: MultiplierProblem, k: number): number {
  if (signs[k] === 0) return 1;
  let largest = 0;
  const normal = rows[k] as Float64Array;
  for (let i = 0; i < normal.length; i += 1) {
    largest = Math.max(largest, Math.abs(normal[i] as number) / (scale[i] as number));
  }
  return largest > 0 ? 1 / largest : 1;
}

/** Members of the state with a wrong sign. */
function violators(
  problem: MultiplierProblem,
  state: State,
  { rows, own }: Multipliers,
): readonly (readonly ['row' | 'own', number])[] {
  const out: (readonly ['row' | 'own', number])[] = [];
  rows.forEach((value, k) => {
    if (state.rows[k] === 0) return;
    if (wrongness(value, problem.signs[k] as number, rowScale(problem, k)) > rounding) {
      out.push(['row', k]);
    }
  });
  own.forEach((value, i) => {
    if (state.own[i] === 0) return;
    if (wrongness(value, problem.own[i] as number, problem.scale[i] as number) > rounding) {
      out.push(['own', i]);
    }
  });
  return out;
}

/** The limit outside the state that would take up most of the residual, or `null`. */
function best(
  problem: MultiplierProblem,
  state: State,
  { residual }: Multipliers,
): readonly ['row' | 'own', number] | null {
  const { scale, rows, signs, own } = problem;
  let largest = 1e-13;
  let found: readonly ['row' | 'own', number] | null = null;
  for (let i = 0; i < residual.length; i += 1) {
    if (own[i] === 0 || state.own[i] === 1) continue;
    const share = ((own[i] as number) * (residual[i] as number)) / (scale[i] as number);
    if (share > largest) {
      largest = share;
      found = ['own', i];
    }
  }
  rows.forEach((normal, k) => {
    if (state.rows[k] === 1) return;
    let along = 0;
    let length = 0;
    for (let i = 0; i < residual.length; i += 1) {
      const unit = (normal[i] as number) / (scale[i] as number);
      along += (unit * (residual[i] as number)) / (scale[i] as number);
      length += unit * unit;
    }
    const share = length > 0 ? ((signs[k] as number) * along) / Math.sqrt(length) : 0;
    if (share > largest) {
      largest = share;
      found = ['row', k];
    }
  });
  return found;
}

const set = (state: State, [kind, index]: readonly ['row' | 'own', number], value: 0 | 1): void => {
  (kind === 'row' ? state.rows : state.own)[index] = value;
};

/** Share of the way from `from` to `to` on which no member of the state changes its sign. */
function stepTo(
  problem: MultiplierProblem,
  state: State,
  from: Multipliers,
  to: Multipliers,
): { readonly share: number; readonly at: readonly ['row' | 'own', number] } | null {
  let share = 1;
  let at: readonly ['row' | 'own', number] | null = null;
  for (const [kind, index] of violators(problem, state, to)) {
    const before = Math.abs((kind === 'row' ? from.rows : from.own)[index] as number);
    const after = Math.abs((kind === 'row' ? to.rows : to.own)[index] as number);
    const step = before + after > 0 ? before / (before + after) : 0;
    if (at === null || step < share) {
      share = step;
      at = [kind, index];
    }
  }
  return at === null ? null : { share, at };
}

const between = (from: Float64Array, to: Float64Array, share: number): Float64Array =>
  from.map((value, i) => value + share * ((to[i] as number) - value));

/**
 * Multipliers with the right signs that explain a gradient best: non-negative least squares (Lawson
 * and Hanson 1974) in which every asset's own limit is eliminated. Nothing here is shared with the
 * engine that solves portfolios.
 */
export function findMultipliers(problem: MultiplierProblem): Multipliers {
  const state: State = {
    rows: new Uint8Array(problem.rows.length).fill(1),
    own: Uint8Array.from(problem.own, (sign) => (sign === 0 ? 0 : 1)),
  };
  // All at once first: at a solution that is not degenerate this is already the answer.
  let now = solve(problem, state);
  for (;;) {
    const wrong = violators(problem, state, now);
    if (wrong.length === 0) break;
    for (const member of wrong) set(state, member, 0);
    now = solve(problem, state);
  }
  const limit = 3 * (problem.rows.length + problem.gradient.length);
  for (let round = 0; round < limit; round += 1) {
    const entering = best(problem, state, now);
    if (entering === null) break;
    set(state, entering, 1);
    for (;;) {
      const next = solve(problem, state);
      const step = stepTo(problem, state, now, next);
      if (step === null) {
        now = next;
        break;
      }
      now = {
        rows: between(now.rows, next.rows, step.share),
        own: between(now.own, next.own, step.share),
        residual: now.residual,
      };
      set(state, step.at, 0);
      if (step.at[0] === entering[0] && step.at[1] === entering[1]) {
        now = solve(problem, state);
        break;
      }
    }
  }
  return now;
}
