import { type ConflictProof, proofOf } from './certify.ts';
import { type Engine, isEquality, isPinned } from './engine.ts';
import type { ConflictMember } from './program.ts';
import type { Direction, Violation } from './violation.ts';

/** Members with less than this share of the violated limit's weight are taken for rounding at first. */
const rounding = 1e-9;

/** Members of the contradiction: the violated limit and what the direction runs up against. */
function membersOf(
  engine: Engine,
  violation: Violation,
  { dy, dv }: Direction,
  negligible: number,
): readonly ConflictMember[] {
  const { n, m, side, rowSide, rowLength, curvature } = engine;
  const members: ConflictMember[] = [];
  const add = (index: number, direction: number, weight: number): void => {
    members.push({
      kind: index < n ? 'variable' : 'row',
      index: index < n ? index : index - n,
      side: direction < 0 ? -1 : 1,
      weight,
    });
  };
  add(violation.index, violation.side, 1);
  const own =
    violation.index < n
      ? 1 / Math.sqrt(curvature[violation.index] as number)
      : (rowLength[violation.index - n] as number);
  const matters = (change: number, unit: number): boolean =>
    Math.abs(change) * unit > negligible * own;
  for (let i = 0; i < n; i += 1) {
    const change = dv[i] as number;
    if (side[i] === 0 || !matters(change, 1 / Math.sqrt(curvature[i] as number))) continue;
    add(i, isPinned(engine, i) ? -Math.sign(change) : (side[i] as number), Math.abs(change));
  }
  for (let r = 0; r < m; r += 1) {
    const change = dy[r] as number;
    if (rowSide[r] === 0 || !matters(change, rowLength[r] as number)) continue;
    add(
      n + r,
      isEquality(engine, r) ? -Math.sign(change) : (rowSide[r] as number),
      Math.abs(change),
    );
  }
  return members;
}

/**
 * The contradiction that a direction without a step claims, with what it proves on the program's own
 * numbers. Small members are rounding or are what makes the rest cancel; the proof decides.
 *
 * @internal
 */
export function conflictOf(
  engine: Engine,
  violation: Violation,
  direction: Direction,
): { readonly conflict: readonly ConflictMember[]; readonly proof: ConflictProof } {
  const conflict = membersOf(engine, violation, direction, rounding);
  const proof = proofOf(engine.program, conflict);
  if (proof !== 'none') return { conflict, proof };
  const whole = membersOf(engine, violation, direction, 0);
  return { conflict: whole, proof: proofOf(engine.program, whole) };
}
