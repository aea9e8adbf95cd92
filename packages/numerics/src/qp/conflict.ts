import { type Engine, isEquality, isPinned } from './engine.ts';
import type { ConflictMember } from './program.ts';
import type { Direction, Violation } from './violation.ts';

/** Members of the contradiction: the violated limit and what the direction runs up against. */
export function conflictOf(
  engine: Engine,
  violation: Violation,
  { dy, dv }: Direction,
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
  const matters = (change: number, unit: number): boolean => Math.abs(change) * unit > 1e-9 * own;
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

/** Whether the weighted bounds of a conflict are apart by more than rounding. */
export function isApart(engine: Engine, conflict: readonly ConflictMember[]): boolean {
  const { lower, upper, rowLower, rowUpper } = engine.program;
  let gap = 0;
  let size = 0;
  for (const { kind, index, side, weight } of conflict) {
    const limits =
      kind === 'variable' ? (side < 0 ? lower : upper) : side < 0 ? rowLower : rowUpper;
    const term = weight * side * (limits[index] as number);
    gap -= term;
    size += Math.abs(term);
  }
  return gap > 1e-11 * size;
}
