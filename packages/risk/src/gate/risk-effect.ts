import type { ChildEvents, OrderEvents, RiskEvents } from '@plimsoll/core';

/** Events a gate may ask its agent to publish. */
export type RiskOutput = RiskEvents &
  Pick<OrderEvents, 'order.requested' | 'order.control-requested'> &
  Pick<ChildEvents, 'child.approved' | 'child.rejected'>;

/** One event to publish, as data. */
export type RiskEffect = {
  [K in keyof RiskOutput & string]: { readonly type: K; readonly payload: RiskOutput[K] };
}[keyof RiskOutput & string];
