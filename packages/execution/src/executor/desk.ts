import type { ChildState, OrderState, Reason, UnixMs } from '@plimsoll/core';
import type { MarketMemory } from '../market/market-memory.ts';
import type { Scheduler } from '../plan/scheduler.ts';
import type { ExecutorEffect, ExecutorPublication } from './executor-messages.ts';
import type { ExecutorPolicy } from './executor-policy.ts';
import type { Child, Parent } from './parent.ts';

/** What the handlers of an executor work on: its state and the effects of the event at hand. */
export interface Desk {
  /** Time of the event. */
  at: UnixMs;
  /** Policy in force. */
  policy: ExecutorPolicy;
  /** How orders are planned. */
  readonly scheduler: Scheduler;
  /** Venue of orders that name none. */
  readonly venue: string;
  /** Venues that can be sent to. */
  readonly venues: ReadonlySet<string>;
  /** Venues that cannot be reached now. */
  readonly closed: Set<string>;
  /** The market. */
  readonly market: MarketMemory;
  /** Parents by order id, completed ones included. */
  readonly parents: Map<string, Parent>;
  /** Children by child id, with their parents. */
  readonly children: Map<string, { readonly parent: Parent; readonly child: Child }>;
  /** Completed orders, oldest first. */
  readonly completed: string[];
  /** Effects so far. */
  effects: ExecutorEffect[];
  /** Mints the next child id. */
  nextChildId(): string;
}

/** A reason without a limit. */
export function reason(code: string, message: string): Reason {
  return { code, message, limit: null };
}

/** Adds an event to publish. */
export function publish<K extends ExecutorPublication['type']>(
  desk: Desk,
  type: K,
  payload: Extract<ExecutorPublication, { type: K }>['payload'],
): void {
  desk.effects.push({ kind: 'publish', type, payload } as ExecutorPublication);
}

/** Moves a child to another state and says so. */
export function moveChild(desk: Desk, child: Child, to: ChildState, why: Reason | null): void {
  const from = child.state;
  child.state = to;
  const { childId, orderId, instrumentId } = child.order;
  const { filledLots } = child;
  publish(desk, 'child.changed', {
    childId,
    orderId,
    instrumentId,
    from,
    to,
    filledLots,
    reason: why,
  });
}

/** Moves a parent to another state and says so. */
export function moveParent(
  desk: Desk,
  parent: Parent,
  from: OrderState | null,
  to: OrderState,
  why: Reason | null,
): void {
  parent.state = to;
  const { orderId, instrumentId } = parent.order;
  publish(desk, 'order.state-changed', { orderId, instrumentId, from, to, reason: why });
}
