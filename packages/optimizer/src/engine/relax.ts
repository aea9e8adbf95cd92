import { type QuadraticProgram, solveQp } from '@plimsoll/numerics/qp';
import type { Limit } from '../problem/limit.ts';
import type { ConflictLimit, Relaxation } from './outcome.ts';

interface Side {
  readonly limit: Limit;
  readonly side: 'min' | 'max';
  readonly bound: number;
  /** Largest coefficient: relaxation is counted per unit of it. */
  readonly unit: number;
}

const unitOf = ({ coefficients }: Limit): number =>
  coefficients.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;

const sidesOf = (limits: readonly Limit[]): readonly Side[] =>
  limits.flatMap((limit) =>
    (['min', 'max'] as const).flatMap((side) => {
      const bound = limit[side];
      return Number.isFinite(bound) ? [{ limit, side, bound, unit: unitOf(limit) }] : [];
    }),
  );

const relaxed = (side: Side, amount: number): Relaxation => {
  const by = amount * side.unit;
  return {
    limit: side.limit.limit,
    side: side.side,
    by,
    bound: side.bound + (side.side === 'min' ? -by : by),
    unit: side.limit.unit,
  };
};

/**
 * The least total relaxation as a linear program: every side of every limit may give by its own
 * amount, and the sum of the amounts is minimised.
 */
export function smallestRelaxation(limits: readonly Limit[], n: number): readonly Relaxation[] {
  const sides = sidesOf(limits);
  const count = sides.length;
  const size = n + count;
  const { NEGATIVE_INFINITY: none, POSITIVE_INFINITY: unlimited } = Number;
  const rows = new Float64Array(count * size);
  const rowLower = new Float64Array(count).fill(none);
  const rowUpper = new Float64Array(count).fill(unlimited);
  sides.forEach(({ limit, side, bound, unit }, r) => {
    limit.assets.forEach((asset, k) => {
      rows[r * size + asset] = (limit.coefficients[k] as number) / unit;
    });
    rows[r * size + n + r] = side === 'min' ? 1 : -1;
    if (side === 'min') rowLower[r] = bound / unit;
    else rowUpper[r] = bound / unit;
  });
  const linear = new Float64Array(size).fill(1, n);
  const lower = new Float64Array(size).fill(none, 0, n);
  const program: QuadraticProgram = {
    quadratic: new Float64Array(size * size),
    linear,
    lower,
    upper: new Float64Array(size).fill(unlimited),
    rows,
    rowLower,
    rowUpper,
  };
  const solved = solveQp(program);
  if (solved.status !== 'optimal') return [];
  let total = 0;
  for (let r = 0; r < count; r += 1) total += solved.x[n + r] as number;
  return sides.flatMap((side, r) => {
    const amount = solved.x[n + r] as number;
    return amount > 1e-12 * total ? [relaxed(side, amount)] : [];
  });
}

/** Sides up to which the linear program is solved whole; beyond it conflicts are met one by one. */
const wholeProgram = 400;

/**
 * The least relaxation that makes the limits consistent. A single contradiction is met cheapest by
 * giving way on its heaviest limit alone, which Farkas' lemma proves to be the least; where that does
 * not suffice, the whole linear program is solved.
 *
 * @param next - Finds the contradiction that remains among changed limits, or `null`.
 */
export function relax(
  limits: readonly Limit[],
  first: readonly ConflictLimit[],
  n: number,
  next: (limits: readonly Limit[]) => readonly ConflictLimit[] | null,
): readonly Relaxation[] {
  let changed = limits;
  let conflict: readonly ConflictLimit[] | null = first;
  const total = new Map<string, Relaxation>();
  for (let round = 0; conflict !== null && round < 50; round += 1) {
    if (round === 1 && sidesOf(limits).length <= wholeProgram) return smallestRelaxation(limits, n);
    const step = cheapest(conflict, changed);
    if (step === null) return [];
    const key = `${step.limit}:${step.side}`;
    total.set(key, { ...step, by: step.by + (total.get(key)?.by ?? 0) });
    // A touch more, so that rounding does not leave the relaxed limits contradictory.
    const touch = (step.side === 'min' ? -1e-11 : 1e-11) * step.by;
    changed = changed.map((limit) =>
      limit.limit === step.limit ? { ...limit, [step.side]: step.bound + touch } : limit,
    );
    conflict = next(changed);
  }
  return [...total.values()];
}

/** Gives way on the limit whose unit of relaxation does most against the contradiction. */
function cheapest(conflict: readonly ConflictLimit[], limits: readonly Limit[]): Relaxation | null {
  let gap = 0;
  let best: Side | null = null;
  let bestWeight = 0;
  for (const { limit: name, side, weight } of conflict) {
    const limit = limits.find(({ limit: candidate }) => candidate === name);
    if (limit === undefined) return null;
    const bound = limit[side];
    gap += (side === 'min' ? weight : -weight) * bound;
    const unit = unitOf(limit);
    if (weight * unit > bestWeight * (1 + 1e-12)) {
      bestWeight = weight * unit;
      best = { limit, side, bound, unit };
    }
  }
  return best === null ? null : relaxed(best, gap / bestWeight);
}
