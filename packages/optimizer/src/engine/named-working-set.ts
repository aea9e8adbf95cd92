import type { WorkingSet } from '@plimsoll/numerics/qp';
import type { Limit } from '../problem/limit.ts';
import { compileLimits } from './compile.ts';

/** Binding sides by name, so that they survive a change of the universe. */
export interface NamedWorkingSet {
  /** `-1` at the lower limit, `1` at the upper, by asset; assets between are left out. */
  readonly assets: Readonly<Record<string, number>>;
  /** The same by limit on several assets. */
  readonly limits: Readonly<Record<string, number>>;
}

/** Names a working set of the engine. */
export function nameWorkingSet(
  workingSet: WorkingSet,
  limits: readonly Limit[],
  symbols: readonly string[],
): NamedWorkingSet {
  const { rowLimit } = compileLimits(limits, symbols.length);
  const held = (names: readonly string[], sides: readonly number[]): Record<string, number> =>
    Object.fromEntries(
      names.flatMap((name, i) => (sides[i] === 0 ? [] : [[name, sides[i] as number]])),
    );
  return {
    assets: held(symbols, workingSet.variables),
    limits: held(
      rowLimit.map((index) => (limits[index] as Limit).limit),
      workingSet.rows,
    ),
  };
}

/** Positions a named working set; names that are gone are left out, new assets start free. */
export function positionWorkingSet(
  { assets, limits: held }: NamedWorkingSet,
  limits: readonly Limit[],
  symbols: readonly string[],
): WorkingSet {
  const { rowLimit } = compileLimits(limits, symbols.length);
  return {
    variables: symbols.map((symbol) => assets[symbol] ?? 0),
    rows: rowLimit.map((index) => held[(limits[index] as Limit).limit] ?? 0),
  };
}
