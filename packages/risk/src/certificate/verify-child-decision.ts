import type { ChildApproved, ChildRejected, LimitCheck, Lots, UnixMs } from '@plimsoll/core';
import type { DecisionVerdict } from './verify-decision.ts';

/** The proof that travels with every answer to a child message: evidence of kind `risk-child-decision`. */
export interface ChildDecisionCertificate {
  /** Time of the decision. */
  readonly at: UnixMs;
  /** Lots reserved for the parent and not yet filled; `0` without an approved parent. */
  readonly reservedLots: Lots;
  /** Lots of the parent that stand at venues, this message included when it was let out. */
  readonly outstandingLots: Lots;
  /** Every limit that judges single messages and in whose scope the child falls. */
  readonly checks: readonly LimitCheck[];
  /** Head of the journal's chain before the current drain, or `null` without a journal. */
  readonly chainHead: string | null;
}

/**
 * Checks the answer to a child message against its own certificate, without the gate: what is let
 * out stays within the parent's reservation and every hard limit, a refusal names a reason, and a
 * cancel is never held back.
 */
export function verifyChildDecision(answer: ChildApproved | ChildRejected): DecisionVerdict {
  const { reservedLots, outstandingLots, checks } = answer.evidence
    .detail as ChildDecisionCertificate;
  const faults: string[] = [];
  const demand = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  if ('reasons' in answer) {
    demand(answer.reasons.length > 0, 'A refusal without a reason.');
    demand(answer.action !== 'cancel', 'A cancel was held back.');
  } else if (answer.action !== 'cancel') {
    demand(outstandingLots <= reservedLots, 'More stands at venues than is reserved.');
    demand(outstandingLots >= answer.child.lots, 'The child is not among what stands at venues.');
    for (const { limit, hard, status, usageAfter, bound } of checks) {
      if (!hard || status === 'exempt') continue;
      const within =
        usageAfter !== null && bound !== null && usageAfter <= bound + 1e-12 * Math.abs(bound);
      demand(within && status !== 'exceeded', `${limit} does not let the message pass.`);
    }
  }
  return { status: faults.length === 0 ? 'supported' : 'unsupported', faults };
}
