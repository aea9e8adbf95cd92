import { checkOrder, type Order, type OrderAmendRequested, type OrderEvents } from '@plimsoll/core';
import { killVerdict } from '../kill-switch/kill-switch.ts';
import { type ChainHead, evidenceOf, intentOf, withLots } from './decide.ts';
import type { CheckedConfig } from './gate-config.ts';
import { changeWorking, type GateState } from './gate-state.ts';
import { gateView, scopeSubject } from './gate-view.ts';
import { judge } from './judge.ts';

/** What an amendment may be answered with. */
export type AmendEffect =
  | {
      /** It passes; the larger of old and new quantity is reserved. */
      readonly type: 'order.amend-approved';
      /** Payload. */
      readonly payload: OrderEvents['order.amend-approved'];
    }
  | {
      /** It does not pass; the live order stands untouched. */
      readonly type: 'order.request-refused';
      /** Payload. */
      readonly payload: OrderEvents['order.request-refused'];
    };

const refuse = (request: OrderAmendRequested, code: string, remedy: string): AmendEffect => ({
  type: 'order.request-refused',
  payload: {
    requestId: request.requestId,
    request: 'order.amend-requested',
    orderId: request.orderId,
    instrumentId: request.instrumentId,
    code,
    path: [],
    remedy,
  },
});

/**
 * Judges an amendment as one atomic decision. Only what is added beyond the reservation is judged
 * against quantity limits; a smaller quantity keeps the old reservation until `order.amended`
 * confirms it, because the old order may fill meanwhile.
 */
export function decideAmendment(
  request: OrderAmendRequested,
  config: CheckedConfig,
  state: GateState,
  chainHead: ChainHead,
): AmendEffect {
  const reservation = state.reservations.get(request.orderId);
  if (reservation === undefined) {
    return refuse(request, 'risk/no-reservation', 'Amend a live order.');
  }
  const before = reservation.order;
  const instrument = state.instrument(before.instrumentId);
  const order: Order = {
    ...withLots(before, request.lots ?? before.lots),
    limitPrice: request.limitPrice ?? before.limitPrice,
    endAt: request.endAt ?? before.endAt,
  };
  if (instrument === null) {
    return refuse(request, 'risk/unknown-instrument', 'Define it first.');
  }
  const [fault] = checkOrder(order, instrument);
  if (fault !== undefined) return refuse(request, fault.code, fault.message);
  const subject = scopeSubject(intentOf(order, instrument));
  if (killVerdict(state.kills, subject) === 'nothing') {
    return refuse(request, 'risk/killed', 'A kill covers this order.');
  }
  const added = order.lots - before.lots;
  const view = gateView(state);
  const limits = added > 0 ? config.limits : config.limits.filter((limit) => limit.judgesChildren);
  const judgement = judge(
    { ...intentOf(order, instrument), lots: Math.max(added, 1) },
    limits,
    view,
  );
  const [first] = judgement.reasons;
  if (first !== undefined || (added > 0 && judgement.decidedLots < added)) {
    return refuse(request, first?.code ?? 'risk/over-limit', first?.message ?? 'Ask for less.');
  }
  const evidence = evidenceOf(order, state.at, judgement, config, state, chainHead);
  if (added > 0) {
    reservation.leavesLots += added;
    changeWorking(state, reservation, added);
  }
  reservation.order = order;
  return {
    type: 'order.amend-approved',
    payload: { requestId: request.requestId, order, evidence },
  };
}

/** Frees what a confirmed smaller quantity no longer needs. */
export function confirmAmendment(state: GateState, order: Order): void {
  const reservation = state.reservations.get(order.orderId);
  if (reservation === undefined) return;
  const leaves = Math.max(0, order.lots - reservation.filledLots);
  const freed = reservation.leavesLots - leaves;
  if (freed > 0) {
    reservation.leavesLots = leaves;
    changeWorking(state, reservation, -freed);
  }
  reservation.order = order;
}
