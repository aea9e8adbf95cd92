import type { ChildOrder, ReplaceSemantics } from '@plimsoll/core';

/**
 * Seam: the way out to a venue. Commands are calls that return nothing; every answer comes as
 * `venue.reported`, from a source of its own. A call never throws for what the venue thinks of it.
 */
export interface Venue {
  /** Name, as in `ChildOrder.venue` and `venue.reported`. */
  readonly venue: string;
  /** What the venue does with a replace. */
  readonly replaceSemantics: ReplaceSemantics;
  /** Sends a new order. */
  submit(child: ChildOrder): void;
  /** Takes an order back. */
  cancel(childId: string): void;
  /** Changes an order in place: the child as it shall be, same `childId`. */
  replace(child: ChildOrder): void;
  /** Asks how an order stands: answered by its fills and a `status`, or by `not-found`. */
  query(childId: string): void;
}
