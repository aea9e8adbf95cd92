import {
  type Instrument,
  type Json,
  type Order,
  type OrderApproved,
  type OrderPlanned,
  PlimsollError,
  type Reason,
} from '@plimsoll/core';
import type { MarketProfile } from '../market/market-profile.ts';
import type { ExecutionPlan } from '../plan/execution-plan.ts';
import { plan } from '../plan/plan.ts';
import { type Desk, moveParent, publish, reason } from './desk.ts';
import type { Parent } from './parent.ts';

/** A plan with what else the executor keeps of its making, or why there is none. */
export type Planning =
  | { readonly status: 'planned'; readonly plan: ExecutionPlan; readonly endAt: number }
  | { readonly status: 'refused'; readonly reason: Reason };

const unsupported = (order: Order, desk: Desk): Reason | null => {
  if (order.type !== 'market' && order.type !== 'limit') {
    return reason('execution/order-type-not-supported', `Type ${order.type} cannot be worked yet.`);
  }
  if (order.timeInForce === 'ioc' || order.timeInForce === 'fok') {
    const message = `Time in force ${order.timeInForce} is for children; a parent has endAt.`;
    return reason('execution/time-in-force-not-supported', message);
  }
  if (order.displayLots !== null) {
    return reason('execution/display-not-supported', 'Display quantities cannot be worked yet.');
  }
  if (order.bucket !== undefined && order.bucket !== 'net') {
    return reason('execution/bucket-not-supported', 'Only netting accounts can be traded yet.');
  }
  if (order.type === 'limit' && order.limitPrice === null) {
    return reason('execution/limit-missing', 'A limit order needs its limit price.');
  }
  if (!desk.venues.has(order.venue ?? desk.venue)) {
    return reason('execution/unknown-venue', `There is no venue ${order.venue}.`);
  }
  return null;
};

const lastTradingTime = (desk: Desk, instrument: Instrument, order: Order): number => {
  const time = desk.market.time(instrument);
  const total = time?.between(order.startAt, order.endAt) ?? 0;
  return time?.endOf(order.startAt, total) ?? order.endAt;
};

/** Plans an order as of now; whatever stands against it is a reason, never a throw. */
export function planNow(desk: Desk, order: Order): Planning {
  const refused = unsupported(order, desk);
  if (refused !== null) return { status: 'refused', reason: refused };
  const instrument = desk.market.instrument(order.instrumentId, desk.at);
  if (instrument === null) {
    const message = `No definition of ${order.instrumentId} has been seen.`;
    return { status: 'refused', reason: reason('execution/unknown-instrument', message) };
  }
  const window = { ...order, startAt: Math.max(order.startAt, desk.at) };
  try {
    const market: MarketProfile = desk.market.profile(
      instrument,
      order.decisionPrice,
      window.startAt,
      window.endAt,
    );
    const outcome = plan(window, market, desk.scheduler);
    if (outcome.status === 'infeasible') return { status: 'refused', reason: outcome.reason };
    return { status: 'planned', plan: outcome, endAt: lastTradingTime(desk, instrument, window) };
  } catch (error) {
    if (!PlimsollError.is(error)) throw error;
    return { status: 'refused', reason: reason(error.code, error.message) };
  }
}

/** The announcement of a plan. */
export function plannedEvent(made: ExecutionPlan): OrderPlanned {
  const { orderId, instrumentId, slices, expected, evidence } = made;
  return {
    orderId,
    instrumentId,
    scheduler: evidence.detail.scheduler.kind,
    slices,
    expectedCost: expected?.cost ?? null,
    expectedCostStdev: expected?.stdev ?? null,
    evidence: { ...evidence, detail: evidence.detail as Json },
  };
}

/** Takes an approved order in: plans it, or completes it at once as rejected. */
export function approve(desk: Desk, { order }: OrderApproved): Parent | null {
  const { orderId, account, strategy, instrumentId, lots } = order;
  const refuse = (code: string, field: string, remedy: string): null => {
    publish(desk, 'order.request-refused', {
      requestId: orderId,
      request: 'order.approved',
      code,
      path: ['order', field],
      remedy,
      orderId,
      instrumentId,
    });
    return null;
  };
  if (desk.parents.has(orderId)) {
    return refuse('execution/duplicate-order', 'orderId', 'Approve an order once; amend it after.');
  }
  if (!Number.isSafeInteger(lots) || lots < 0) {
    return refuse('execution/bad-order', 'lots', 'Give a whole number of lots.');
  }
  const planning = planNow(desk, order);
  const made = planning.status === 'planned' ? planning.plan : null;
  const parent: Parent = {
    order,
    state: 'planned',
    slices: made?.slices ?? [],
    baseLots: 0,
    minSliceLots: made?.evidence.detail.minSliceLots ?? 1,
    endAt: planning.status === 'planned' ? planning.endAt : desk.at,
    slice: -1,
    earlierLots: 0,
    sliceFilledLots: 0,
    filledLots: 0,
    filledValue: 0,
    unsentLots: lots,
    excessLots: 0,
    live: [],
    ended: [],
    rejects: 0,
    retryAt: desk.at,
    maxChildLots: null,
    ending: null,
    doubtful: false,
    wakeAt: null,
  };
  desk.parents.set(orderId, parent);
  if (planning.status === 'refused') {
    moveParent(desk, parent, null, 'rejected', planning.reason);
    publish(desk, 'order.completed', {
      orderId,
      account,
      strategy,
      instrumentId,
      state: 'rejected',
      approvedLots: lots,
      filledLots: 0,
      averagePrice: null,
      reason: planning.reason,
    });
    desk.completed.push(orderId);
    return parent;
  }
  moveParent(desk, parent, null, 'planned', null);
  publish(desk, 'order.planned', plannedEvent(planning.plan));
  return parent;
}
