import type { Order, OrderState, UnixMs } from '@plimsoll/core';
import type { ImplementationShortfall } from './implementation-shortfall.ts';

/** Cost of one parent order, once it has completed. */
export interface OrderCost extends ImplementationShortfall {
  /** Order. */
  readonly orderId: string;
  /** Instrument. */
  readonly instrumentId: string;
  /** Direction. */
  readonly side: Order['side'];
  /** When it was planned. */
  readonly plannedAt: UnixMs;
  /** When it completed. */
  readonly completedAt: UnixMs;
  /** Final state. */
  readonly state: OrderState;
  /** Value at the arrival price, quote currency. */
  readonly notional: number;
  /** Expected shortfall against arrival of the first plan, or `null` without a model. */
  readonly expectedCost: number | null;
  /** Its standard deviation, or `null`. */
  readonly expectedStdev: number | null;
  /** Trading cost plus fees: what `expectedCost` predicts. */
  readonly arrivalCost: number;
  /** Fees in other currencies than the quote, by currency; not part of any sum here. */
  readonly otherFees: Readonly<Record<string, number>>;
}
