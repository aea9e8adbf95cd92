import type { Order, OrderEvents } from '@plimsoll/core';
import type { WorkingOrder } from '../rebalance/plan-types.ts';

/** Orders of one account that are requested or live. */
export interface WorkingBook {
  /** Takes in any event of the order family. */
  apply<K extends keyof OrderEvents>(type: K, payload: OrderEvents[K]): void;
  /** The orders still out, oldest first. */
  list(): readonly WorkingOrder[];
  /** Whether an order is still out. */
  has(orderId: string): boolean;
}

/** Makes a book of the working orders of `account`. */
export function createWorkingBook(account: string): WorkingBook {
  const orders = new Map<string, WorkingOrder>();
  const put = (order: Order, leavesLots: number): void => {
    if (order.account !== account) return;
    const { orderId, instrumentId, side } = order;
    orders.set(orderId, { orderId, instrumentId, side, leavesLots });
  };
  return {
    apply(type, payload) {
      // One narrowing a family member; the union of payloads has no common discriminant.
      switch (type) {
        case 'order.requested':
        case 'order.approved': {
          const { order } = payload as OrderEvents['order.requested'];
          put(order, order.lots);
          return;
        }
        case 'order.amended': {
          const { order } = payload as OrderEvents['order.amended'];
          const known = orders.get(order.orderId);
          if (known !== undefined) put(order, Math.min(known.leavesLots, order.lots));
          return;
        }
        case 'order.rejected':
          orders.delete((payload as OrderEvents['order.rejected']).order.orderId);
          return;
        case 'order.filled': {
          const { orderId, leavesLots } = payload as OrderEvents['order.filled'];
          const known = orders.get(orderId);
          if (known !== undefined) orders.set(orderId, { ...known, leavesLots });
          return;
        }
        case 'order.completed':
          orders.delete((payload as OrderEvents['order.completed']).orderId);
          return;
        default:
      }
    },
    list: () => [...orders.values()],
    has: (orderId) => orders.has(orderId),
  };
}
