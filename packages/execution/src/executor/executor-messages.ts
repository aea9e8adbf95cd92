import type { ChildOrder, UnixMs, Vocabulary } from '@plimsoll/core';
import type { ExecutorPolicy } from './executor-policy.ts';

/** Events of the vocabulary that an executor listens to. */
export type ExecutorInput =
  | 'market.instrument-defined'
  | 'market.bar'
  | 'market.quote'
  | 'order.approved'
  | 'order.amend-approved'
  | 'order.control-requested'
  | 'child.approved'
  | 'child.rejected'
  | 'venue.reported'
  | 'venue.state-changed'
  | 'fill.corrected'
  | 'fill.busted';

/** Events of the vocabulary that an executor publishes. */
export type ExecutorOutput =
  | 'order.planned'
  | 'order.amended'
  | 'order.request-refused'
  | 'order.state-changed'
  | 'order.filled'
  | 'order.completed'
  | 'child.requested'
  | 'child.changed'
  | 'venue.reconciled';

/** One event for `apply`: an event of the bus as it is, a wake-up asked for, or a new policy. */
export type ExecutorEvent =
  | {
      [K in ExecutorInput]: {
        /** Type of the event. */
        readonly type: K;
        /** Bus time. */
        readonly at: UnixMs;
        /** Its payload. */
        readonly payload: Vocabulary[K];
      };
    }[ExecutorInput]
  | {
      /** The time of a `wake` effect has come. */
      readonly type: 'wake';
      /** Bus time. */
      readonly at: UnixMs;
      /** Whose wake-up. */
      readonly payload: { readonly orderId: string };
    }
  | {
      /** A validated policy took effect. */
      readonly type: 'policy';
      /** Bus time. */
      readonly at: UnixMs;
      /** The policy, whole. */
      readonly payload: ExecutorPolicy;
    };

/** An event to publish. */
export type ExecutorPublication = {
  [K in ExecutorOutput]: {
    /** Publish on the bus. */
    readonly kind: 'publish';
    /** Type of the event. */
    readonly type: K;
    /** Its payload. */
    readonly payload: Vocabulary[K];
  };
}[ExecutorOutput];

/** What is to be done, as data; the caller does it once the event is in the journal. */
export type ExecutorEffect =
  | ExecutorPublication
  | {
      /** Send a new order to its venue. */
      readonly kind: 'submit';
      /** The order. */
      readonly child: ChildOrder;
    }
  | {
      /** Change an order in place. Not produced yet: amendments cancel and send anew. */
      readonly kind: 'replace';
      /** The order as it shall be. */
      readonly child: ChildOrder;
    }
  | {
      /** Take an order back, or ask how it stands. */
      readonly kind: 'cancel' | 'query';
      /** Where. */
      readonly venue: string;
      /** Which. */
      readonly childId: string;
    }
  | {
      /** Call `apply` with a `wake` then. Each order has one wake-up; a new one replaces it. */
      readonly kind: 'wake';
      /** Whose. */
      readonly orderId: string;
      /** When, or `null` to forget it. */
      readonly at: UnixMs | null;
    };
