import type { AnyEvent, Event, Order, OrderEvents, UnixMs } from '@plimsoll/core';
import type { DecisionCertificate } from '../certificate/decision.ts';
import type { RiskGate } from '../gate/create-risk-gate.ts';
import { type RiskInputEvent, riskInputTypes } from '../gate/risk-input.ts';

/** One decision as the journal holds it. */
export interface AuditRecord {
  /** Id of the journaled answer. */
  readonly eventId: string;
  /** Time of the decision. */
  readonly at: UnixMs;
  /** Order judged. */
  readonly orderId: string;
  /** Outcome. */
  readonly status: 'accepted' | 'scaled' | 'rejected';
  /** The certificate that went out with it. */
  readonly certificate: DecisionCertificate;
}

/** Result of {@link auditJournal}. */
export type AuditOutcome =
  | {
      /** Every decision was recomputed to the same bytes. */
      readonly status: 'identical';
      /** How many. */
      readonly decisions: number;
    }
  | {
      /** A decision in the journal is not what this configuration decides. */
      readonly status: 'differs';
      /** Id of the first journaled answer that differs. */
      readonly eventId: string;
      /** What the journal says. */
      readonly journaled: string;
      /** What was recomputed. */
      readonly recomputed: string;
    };

/** The decisions in a journal: a projection of it, not a second chain. */
export function auditTrail(events: Iterable<Event>): readonly AuditRecord[] {
  const records: AuditRecord[] = [];
  for (const event of events) {
    if (event.type !== 'order.approved' && event.type !== 'order.rejected') continue;
    const payload = event.payload as OrderEvents['order.approved'] | OrderEvents['order.rejected'];
    records.push({
      eventId: event.id,
      at: event.at,
      orderId: payload.order.orderId,
      status: 'status' in payload ? payload.status : 'rejected',
      certificate: payload.evidence.detail as DecisionCertificate,
    });
  }
  return records;
}

/** Decision without the chain head, which is the journal's and not the gate's to recompute. */
const comparable = (status: string, order: Order, certificate: DecisionCertificate): string =>
  JSON.stringify({ status, order, certificate: { ...certificate, chainHead: null } });

/**
 * Feeds a journal to a gate of the same configuration and compares every decision with the one on
 * record. Together with core's verification of the chain this shows that the records were
 * neither edited nor decided by other rules.
 *
 * @param gate - A fresh gate: `createRiskGate(config)`.
 */
export function auditJournal(
  gate: Pick<RiskGate, 'decide' | 'apply'>,
  events: Iterable<Event>,
): AuditOutcome {
  const listened: readonly string[] = riskInputTypes;
  const pending = new Map<string, string>();
  let decisions = 0;
  for (const event of events) {
    if (event.type === 'order.requested') {
      const { order } = event.payload as OrderEvents['order.requested'];
      const decision = gate.decide(order, event.at);
      pending.set(event.id, comparable(decision.status, decision.order, decision.evidence.detail));
    } else if (event.type === 'order.approved' || event.type === 'order.rejected') {
      const answer = event as AnyEvent<Pick<OrderEvents, 'order.approved' | 'order.rejected'>>;
      const status = answer.type === 'order.approved' ? answer.payload.status : 'rejected';
      const { order, evidence } = answer.payload;
      const journaled = comparable(status, order, evidence.detail as DecisionCertificate);
      const recomputed = pending.get(answer.causationId ?? '') ?? 'no such request';
      if (journaled !== recomputed) {
        return { status: 'differs', eventId: answer.id, journaled, recomputed };
      }
      decisions += 1;
    } else if (listened.includes(event.type)) gate.apply(event as RiskInputEvent);
  }
  return { status: 'identical', decisions };
}
