import type { Lots, Order } from '@plimsoll/core';

/** What the gate holds for an approved order until it completes. */
export interface Reservation {
  /** The order as approved, or as last amended. */
  order: Order;
  /** Quantity filled so far. */
  filledLots: Lots;
  /** Quantity that may still fill and is counted as working. */
  leavesLots: Lots;
  /** Part of it that is out at a venue, by child: what each may still fill. */
  readonly children: Map<string, Lots>;
}

/** Lots of a reservation that stand at venues. */
export function outstandingLots(reservation: Reservation): Lots {
  let lots = 0;
  for (const leaves of reservation.children.values()) lots += leaves;
  return lots;
}
