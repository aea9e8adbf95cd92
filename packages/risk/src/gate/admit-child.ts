import {
  type ChildOrder,
  type ChildRequested,
  type Evidence,
  isOnTick,
  type Lots,
  type Order,
  type Reason,
} from '@plimsoll/core';
import { outstandingLots, type Reservation } from '../book/reservation.ts';
import type { ChildDecisionCertificate } from '../certificate/verify-child-decision.ts';
import { killVerdict } from '../kill-switch/kill-switch.ts';
import type { OrderIntent } from '../limits/risk-limit.ts';
import { reducibleUnits } from '../limits/worst-case.ts';
import type { ChainHead } from './decide.ts';
import type { CheckedConfig } from './gate-config.ts';
import type { GateState } from './gate-state.ts';
import { gateView, scopeSubject } from './gate-view.ts';
import { judge } from './judge.ts';
import { reason } from './reason.ts';
import type { RiskEffect } from './risk-effect.ts';

/**
 * Lots that may fill once the message is out. A venue that amends the total lets the larger of old
 * and new fill; any other may fill the old order and then the whole new one.
 */
const standingLots = ({ child, action }: ChildRequested, held: Lots, amendsTotal: boolean): Lots =>
  action !== 'replace' ? child.lots : amendsTotal ? Math.max(held, child.lots) : held + child.lots;

const againstReservation = (
  { child, action }: ChildRequested,
  reservation: Reservation,
  standing: Lots,
): Reason[] => {
  const held = reservation.children.get(child.childId) ?? 0;
  const total = outstandingLots(reservation) - (action === 'replace' ? held : 0) + standing;
  const faults: Reason[] = [];
  if (total > reservation.leavesLots) {
    faults.push(
      reason(
        'over-reservation',
        `${total} lots would stand at venues; ${reservation.leavesLots} are reserved.`,
      ),
    );
  }
  if (action === 'submit' && reservation.children.has(child.childId)) {
    faults.push(reason('duplicate-child-id', `${child.childId} was sent before.`));
  }
  const { order } = reservation;
  const same =
    child.account === order.account &&
    child.instrumentId === order.instrumentId &&
    child.side === order.side;
  if (!same) {
    faults.push(reason('child-differs', 'Account, instrument or side differ.'));
  }
  return faults;
};

const childIntent = (
  child: ChildOrder,
  parent: Order,
  instrument: OrderIntent['instrument'],
): OrderIntent => ({
  account: child.account,
  strategy: child.strategy,
  venue: child.venue,
  instrument,
  side: child.side,
  lots: child.lots,
  type: child.type,
  limitPrice: child.limitPrice,
  reduceOnly: child.reduceOnly,
  purpose: parent.purpose,
});

/**
 * Judges one outgoing message and converts reservation into outstanding lots. The parent's
 * quantity is already reserved, so a child is judged on what is its own: validity, price, kill
 * switch, and the room left inside its parent. A cancel is never held back.
 */
export function admitChild(
  request: ChildRequested,
  config: CheckedConfig,
  state: GateState,
  chainHead: ChainHead,
): RiskEffect {
  const { child, action } = request;
  const reservation = state.reservations.get(child.orderId);
  const instrument = state.instrument(child.instrumentId);
  const reasons: Reason[] = [];
  let checks: ReturnType<typeof judge>['checks'] = [];
  if (action !== 'cancel') {
    if (reservation === undefined || instrument === null) {
      reasons.push(
        reason('no-reservation', `No approved order ${child.orderId} in ${child.instrumentId}.`),
      );
    } else {
      const intent = childIntent(child, reservation.order, instrument);
      const verdict = killVerdict(state.kills, scopeSubject(intent));
      if (!Number.isSafeInteger(child.lots) || child.lots < 1) {
        reasons.push(reason('invalid-child-lots', `Lots ${child.lots} is not at least 1.`));
      }
      for (const price of [child.limitPrice, child.stopPrice]) {
        if (price !== null && !isOnTick(instrument, price)) {
          reasons.push(reason('off-tick', `Price ${price} is not on the tick grid.`));
        }
      }
      const held = reservation.children.get(child.childId) ?? 0;
      const standing = standingLots(request, held, state.amendingVenues.has(child.venue));
      reasons.push(...againstReservation(request, reservation, standing));
      const exposure = state.account(child.account).exposure(child.instrumentId);
      // The parent itself is among the working orders; without it, is there something to reduce?
      const reducing =
        reducibleUnits({ ...exposure, workingBuyUnits: 0, workingSellUnits: 0 }, child.side) > 0;
      if (verdict === 'nothing' || (verdict === 'reductions-only' && !reducing)) {
        reasons.push(reason('killed', 'A kill covers this order.'));
      }
      const judgement = judge(
        intent,
        config.limits.filter((limit) => limit.judgesChildren),
        gateView(state),
      );
      checks = judgement.checks;
      reasons.push(...judgement.reasons);
      if (reasons.length === 0) reservation.children.set(child.childId, standing);
    }
  }
  const evidence: Evidence<ChildDecisionCertificate> = {
    kind: 'risk-child-decision',
    version: 1,
    // Not on the way of every message: `verifyChildDecision` confirms it from the journal.
    verified: false,
    configHash: config.hash,
    detail: {
      at: state.at,
      reservedLots: reservation?.leavesLots ?? 0,
      outstandingLots: reservation === undefined ? 0 : outstandingLots(reservation),
      checks,
      chainHead: chainHead(),
    },
  };
  return reasons.length === 0
    ? { type: 'child.approved', payload: { child, action, evidence } }
    : { type: 'child.rejected', payload: { child, action, reasons, evidence } };
}
