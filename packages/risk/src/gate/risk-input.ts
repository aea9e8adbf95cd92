import type {
  AccountEvents,
  ChildEvents,
  FillEvents,
  MarketEvents,
  OrderEvents,
  PortfolioEvents,
  RiskEvents,
  VenueEvents,
} from '@plimsoll/core';

/** Events a gate listens to. Others are no concern of its state. */
export type RiskInput = Pick<
  MarketEvents,
  'market.instrument-defined' | 'market.bar' | 'market.mark' | 'market.quote'
> &
  Pick<PortfolioEvents, 'portfolio.changed' | 'portfolio.valued'> &
  Pick<AccountEvents, 'account.reconciled'> &
  Pick<
    OrderEvents,
    'order.filled' | 'order.completed' | 'order.amend-requested' | 'order.amended'
  > &
  Pick<ChildEvents, 'child.requested' | 'child.changed'> &
  FillEvents &
  Pick<VenueEvents, 'venue.state-changed'> &
  Pick<RiskEvents, 'risk.kill-requested' | 'risk.reset-requested' | 'risk.override-requested'>;

/** One event for the gate. Only `type` and `payload` matter, and `at` for time. */
export type RiskInputEvent = {
  [K in keyof RiskInput & string]: {
    /** Event type. */
    readonly type: K;
    /** Payload. */
    readonly payload: RiskInput[K];
    /** Bus time, Unix ms. */
    readonly at: number;
  };
}[keyof RiskInput & string];

// A record rather than a list: the compiler misses neither an event added nor one removed.
const listened: { readonly [K in keyof RiskInput & string]: true } = {
  'market.instrument-defined': true,
  'market.bar': true,
  'market.mark': true,
  'market.quote': true,
  'portfolio.changed': true,
  'portfolio.valued': true,
  'account.reconciled': true,
  'order.filled': true,
  'order.completed': true,
  'order.amend-requested': true,
  'order.amended': true,
  'child.requested': true,
  'child.changed': true,
  'fill.corrected': true,
  'fill.busted': true,
  'venue.state-changed': true,
  'risk.kill-requested': true,
  'risk.reset-requested': true,
  'risk.override-requested': true,
};

/** Event types a gate listens to, in the order in which an agent subscribes. */
export const riskInputTypes: readonly (keyof RiskInput & string)[] = Object.keys(
  listened,
) as (keyof RiskInput & string)[];
