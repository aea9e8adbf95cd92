import type { BasisLot } from '../domain/position.ts';
import type { Side } from '../domain/units.ts';
import { type Conversion, convertUnits, type Ratio, splitUnits } from './corporate-action.ts';
import { type CostBasis, copyBasis, emptyBasis, tradeUnits } from './cost-basis.ts';

/** One change of a holding, in the order of time. */
export type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'trade'; readonly units: number; readonly price: number }
  | { readonly kind: 'split'; readonly ratio: Ratio; readonly cashInLieu: number }
  | { readonly kind: 'out'; readonly to: string; readonly conversion: Conversion }
  | { readonly kind: 'in'; readonly lots: readonly BasisLot[] };

/** What was booked for a fill, so that it can be recognised, corrected and taken back. */
export interface BookedFill {
  /** Direction. */
  readonly side: Side;
  /** Quantity. */
  readonly lots: number;
  /** Signed units before a fee in kind. */
  readonly grossUnits: number;
  /** Price. */
  readonly price: number;
  /** Fee as reported. */
  readonly fee: number;
  /** Its currency. */
  readonly feeCurrency: string;
}

/** A change with its place in the order `(at, adjustments before fills, key)`. */
export interface Entry {
  /** When it happened. */
  readonly at: number;
  /** 0 for adjustments, 1 for fills. */
  readonly rank: 0 | 1;
  /** Identity of the event. */
  readonly key: string;
  /** The change. */
  readonly change: Change;
  /** The fill behind it, or `null`. */
  readonly fill: BookedFill | null;
}

/** The recent changes of one position, with the basis before and after them. */
export interface PositionHistory {
  /** Basis before the first entry. */
  base: CostBasis;
  /** Changes inside the correction window, in order. */
  entries: Entry[];
  /** Basis after the last entry. */
  now: CostBasis;
  /** Copies of the basis before entry `index`, to replay from. Not part of a snapshot. */
  waypoints: { readonly index: number; readonly basis: CostBasis }[];
}

/** Lots that left for another position. */
export interface Outflow {
  /** Position they go to. */
  readonly to: string;
  /** Adjustment that moves them. */
  readonly key: string;
  /** The lots. */
  readonly lots: readonly BasisLot[];
}

const waypointEvery = 256;

/** A history without changes. */
export function emptyHistory(): PositionHistory {
  return { base: emptyBasis(), entries: [], now: emptyBasis(), waypoints: [] };
}

const step = (
  basis: CostBasis,
  { at, key, change }: Entry,
  maxLots: number,
  outflows: Outflow[],
): void => {
  switch (change.kind) {
    case 'trade':
      tradeUnits(basis, change.units, change.price, at, maxLots);
      return;
    case 'split':
      splitUnits(basis, change.ratio, change.cashInLieu, at);
      return;
    case 'out': {
      const lots = convertUnits(basis, change.conversion, at);
      outflows.push({ to: change.to, key, lots });
      return;
    }
    case 'in': {
      for (const lot of change.lots) {
        tradeUnits(basis, lot.units, lot.price, lot.openedAt, maxLots);
      }
      basis.lots.sort((a, b) => a.openedAt - b.openedAt);
    }
  }
};

const before = (a: Entry, b: Entry): boolean => {
  if (a.at !== b.at) return a.at < b.at;
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.key < b.key;
};

const placeOf = (entries: readonly Entry[], entry: Entry): number => {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(entries[middle] as Entry, entry)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Books everything from entry `from` on again; returns what left for other positions. */
export function replayFrom(
  history: PositionHistory,
  from: number,
  maxLots: number,
): readonly Outflow[] {
  const { waypoints, entries } = history;
  while ((waypoints.at(-1)?.index ?? -1) > from) waypoints.pop();
  const start = waypoints.at(-1) ?? { index: 0, basis: history.base };
  const basis = copyBasis(start.basis);
  const outflows: Outflow[] = [];
  for (let i = start.index; i < entries.length; i++) {
    if (i % waypointEvery === 0 && i > (waypoints.at(-1)?.index ?? 0)) {
      waypoints.push({ index: i, basis: copyBasis(basis) });
    }
    step(basis, entries[i] as Entry, maxLots, outflows);
  }
  history.now = basis;
  return outflows;
}

/** Puts an entry in its place; the common case, at the end, costs no replay. */
export function insertEntry(
  history: PositionHistory,
  entry: Entry,
  maxLots: number,
): readonly Outflow[] {
  const { entries, waypoints } = history;
  const last = entries.at(-1);
  if (last === undefined || before(last, entry)) {
    const index = entries.length;
    if (index % waypointEvery === 0 && index > (waypoints.at(-1)?.index ?? 0)) {
      waypoints.push({ index, basis: copyBasis(history.now) });
    }
    entries.push(entry);
    const outflows: Outflow[] = [];
    step(history.now, entry, maxLots, outflows);
    return outflows;
  }
  const place = placeOf(entries, entry);
  entries.splice(place, 0, entry);
  return replayFrom(history, place, maxLots);
}

/** Puts `entry` in place of the one at `index`, wherever its time now puts it. */
export function replaceEntry(
  history: PositionHistory,
  index: number,
  entry: Entry,
  maxLots: number,
): readonly Outflow[] {
  history.entries.splice(index, 1);
  const place = placeOf(history.entries, entry);
  history.entries.splice(place, 0, entry);
  return replayFrom(history, Math.min(index, place), maxLots);
}

/** Index of an entry by key, or -1; late entries are looked for first. */
export function indexOfEntry(history: PositionHistory, key: string): number {
  return history.entries.findLastIndex((entry) => entry.key === key);
}

/**
 * Forgets entries before `horizon` by booking them into the base, in batches of at least `batch`;
 * returns the keys forgotten.
 */
export function foldBefore(
  history: PositionHistory,
  horizon: number,
  batch: number,
  markAt: number,
  maxLots: number,
): readonly string[] {
  const { entries, base } = history;
  if ((entries[batch - 1]?.at ?? Number.POSITIVE_INFINITY) >= horizon) return [];
  const open = entries.findIndex(({ at }) => at >= horizon);
  const count = open < 0 ? entries.length : open;
  const gone = entries.splice(0, count);
  for (const entry of gone) step(base, entry, maxLots, []);
  const rescales = base.rescales.filter(({ at }) => at > markAt);
  base.rescales = rescales;
  history.waypoints = history.waypoints
    .map(({ index, basis }) => ({ index: index - count, basis }))
    .filter(({ index }) => index > 0);
  return gone.map(({ key }) => key);
}
