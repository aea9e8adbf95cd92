import type { Position } from '../domain/position.ts';
import { addProduct, addSum, type ExactSum, totalOf } from './exact-sum.ts';
import type { PositionState } from './ledger-state.ts';
import type { Mark, MarkTable } from './mark-table.ts';

/** The latest mark in terms of today's units: older marks are rescaled by later splits. */
export function markOf(position: PositionState, marks: MarkTable): Mark | null {
  const mark = marks.get(position.instrumentId);
  if (mark === null) return null;
  let { price } = mark;
  for (const { at, factor } of position.history.now.rescales) if (at > mark.at) price *= factor;
  return { price, at: mark.at };
}

/** Mean price of the open lots, or `null` when flat. */
export function averagePriceOf({ history: { now } }: PositionState): number | null {
  return now.units === 0 ? null : totalOf(now.cost) / now.units;
}

/** Realised result in quote currency. */
export function realizedOf({ history, terms }: PositionState): number {
  return terms.money(totalOf(history.now.realized), 1);
}

/** Result of the open lots at a price, in quote currency. */
export function unrealizedAt({ history: { now }, terms }: PositionState, price: number): number {
  const result: ExactSum = [];
  addProduct(result, now.units, price);
  addSum(result, now.cost, -1);
  return terms.money(totalOf(result), 1);
}

/** A position as everybody sees it. */
export function viewPosition(account: string, position: PositionState, marks: MarkTable): Position {
  const mark = markOf(position, marks);
  const { now } = position.history;
  return {
    account,
    instrumentId: position.instrumentId,
    bucket: position.bucket,
    signedUnits: now.units,
    basis: now.lots.slice(),
    averagePrice: averagePriceOf(position),
    markPrice: mark?.price ?? null,
    markAt: mark?.at ?? null,
    realizedPnl: realizedOf(position),
    unrealizedPnl: mark === null ? null : unrealizedAt(position, mark.price),
  };
}
