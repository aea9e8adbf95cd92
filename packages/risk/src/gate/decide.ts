import {
  checkOrder,
  type Instrument,
  type Lots,
  type Order,
  type Reason,
  type UnixMs,
} from '@plimsoll/core';
import type { DecisionEvidence, RiskDecision } from '../certificate/decision.ts';
import { verifyDecision } from '../certificate/verify-decision.ts';
import { killVerdict } from '../kill-switch/kill-switch.ts';
import type { OrderIntent } from '../limits/risk-limit.ts';
import type { CheckedConfig } from './gate-config.ts';
import { changeWorking, type GateState } from './gate-state.ts';
import { gateView, scopeSubject } from './gate-view.ts';
import { type Judgement, judge } from './judge.ts';
import { reason } from './reason.ts';

/** Where the chain of the journal stands; see {@link DecisionCertificate.chainHead}. */
export type ChainHead = () => string | null;

const nothing: Judgement = {
  largestAcceptableLots: 0,
  decidedLots: 0,
  checks: [],
  binding: [],
  reasons: [],
  warnings: [],
};

const refusal = (reasons: readonly Reason[]): Judgement => ({ ...nothing, reasons });

/** An order as limits see it. */
export const intentOf = (order: Order, instrument: Instrument): OrderIntent => ({
  account: order.account,
  strategy: order.strategy,
  venue: order.venue,
  instrument,
  side: order.side,
  lots: order.lots,
  type: order.type,
  limitPrice: order.limitPrice,
  reduceOnly: order.reduceOnly,
  purpose: order.purpose,
});

const judgeOrder = (
  order: Order,
  instrument: Instrument | null,
  config: CheckedConfig,
  state: GateState,
): Judgement => {
  if (instrument === null) {
    return refusal([
      reason('unknown-instrument', `No definition of ${order.instrumentId} is in force.`),
    ]);
  }
  if (order.bucket !== undefined && order.bucket !== 'net') {
    return refusal([reason('bucket-unsupported', 'Only netting accounts are judged yet.')]);
  }
  const faults = checkOrder(order, instrument);
  if (faults.length > 0) return refusal(faults);
  if (state.reservations.has(order.orderId)) {
    return refusal([reason('duplicate-order-id', `${order.orderId} is already approved.`)]);
  }
  const intent = intentOf(order, instrument);
  if (killVerdict(state.kills, scopeSubject(intent)) === 'nothing') {
    return refusal([reason('killed', 'A kill of level orders covers this order.')]);
  }
  return judge(intent, config.limits, gateView(state));
};

/** The certificate of a judgement, checked by the separate verifier before it is handed out. */
export const evidenceOf = (
  order: Order,
  at: UnixMs,
  judgement: Judgement,
  config: CheckedConfig,
  state: GateState,
  chainHead: ChainHead,
): DecisionEvidence => {
  const known = state.instruments.latest(order.instrumentId) !== null;
  const { signedUnits, workingBuyUnits, workingSellUnits } = state
    .account(order.account)
    .exposure(order.instrumentId);
  return {
    kind: 'risk-decision',
    version: 1,
    verified: false,
    configHash: config.hash,
    detail: {
      at,
      orderId: order.orderId,
      requestedLots: order.lots,
      decidedLots: judgement.decidedLots,
      largestAcceptableLots: judgement.largestAcceptableLots,
      checks: judgement.checks,
      binding: judgement.binding,
      exposure: known ? { signedUnits, workingBuyUnits, workingSellUnits } : null,
      appliedEvents: state.appliedEvents,
      chainHead: chainHead(),
    },
  };
};

/** Judges `order` without touching the state. */
export function previewOrder(
  order: Order,
  at: UnixMs,
  config: CheckedConfig,
  state: GateState,
  chainHead: ChainHead,
): RiskDecision {
  const judgement = judgeOrder(order, state.instrument(order.instrumentId), config, state);
  const evidence = evidenceOf(order, at, judgement, config, state, chainHead);
  const decision = decisionOf(order, judgement, evidence);
  // The verifier sees only the certificate; what it cannot confirm goes out as not verified.
  const verified = verifyDecision(decision).status === 'supported';
  return { ...decision, evidence: { ...evidence, verified } };
}

const decisionOf = (
  order: Order,
  judgement: Judgement,
  evidence: DecisionEvidence,
): RiskDecision => {
  const { decidedLots, reasons, warnings } = judgement;
  if (decidedLots === 0) return { status: 'rejected', order, reasons, evidence };
  if (decidedLots === order.lots) return { status: 'accepted', order, warnings, evidence };
  return {
    status: 'scaled',
    order: withLots(order, decidedLots),
    warnings: [...reasons, ...warnings],
    evidence,
  };
};

/** The order with another quantity, showing no more than it has. */
export const withLots = (order: Order, lots: Lots): Order => ({
  ...order,
  lots,
  displayLots: order.displayLots === null ? null : Math.min(order.displayLots, lots),
});

/** Holds what was approved until the order completes. */
export function reserve(order: Order, state: GateState): void {
  const reservation = {
    order,
    filledLots: 0,
    leavesLots: order.lots,
    children: new Map<string, Lots>(),
  };
  state.reservations.set(order.orderId, reservation);
  changeWorking(state, reservation, order.lots);
}
