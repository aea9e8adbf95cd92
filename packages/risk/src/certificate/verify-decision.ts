import type { RiskDecision } from './decision.ts';

/** What {@link verifyDecision} found. */
export interface DecisionVerdict {
  /** Whether the certificate supports the decision. */
  readonly status: 'supported' | 'unsupported';
  /** Every contradiction, one sentence each. */
  readonly faults: readonly string[];
}

/**
 * Checks a decision against its own certificate, without the gate: an accepted quantity is what was
 * asked for and below every hard limit's maximum, a scaled one is exactly the tightest maximum, a
 * refusal names a reason, and nothing passes over a limit that could not be evaluated. Shares no
 * code with the gate, so it judges decisions from anywhere.
 */
export function verifyDecision(decision: RiskDecision): DecisionVerdict {
  const { detail } = decision.evidence;
  const faults: string[] = [];
  const demand = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  demand(detail.orderId === decision.order.orderId, 'It certifies another order.');
  let tightest = detail.requestedLots;
  for (const check of detail.checks) {
    if (!check.hard) continue;
    const passes = check.status !== 'unevaluable' && check.status !== 'exceeded';
    const most = check.maxLots ?? (passes ? detail.requestedLots : 0);
    const cap = check.status === 'exempt' ? detail.requestedLots : most;
    tightest = Math.min(tightest, check.status === 'unevaluable' ? 0 : cap);
    if (passes && check.status !== 'exempt') {
      // What already stands above a bound may stay, and shrink; nothing may be added to it.
      const level = Math.max(Number(check.bound), Number(check.usageBefore));
      demand(
        (check.usageAfter ?? Number.NaN) <= level + 1e-12 * Math.abs(level),
        `${check.limit} passes above its bound.`,
      );
    }
    demand(
      check.status !== 'exceeded' || detail.binding.some(({ limit }) => limit === check.limit),
      `${check.limit} is exceeded but not binding.`,
    );
  }
  demand(detail.decidedLots <= tightest, 'More passed than a limit accepts.');
  if (decision.status === 'rejected') {
    demand(detail.decidedLots === 0, 'A refused order has a quantity.');
    demand(decision.reasons.length > 0, 'A refusal without a reason.');
  } else {
    demand(decision.order.lots === detail.decidedLots, 'Order and certificate differ.');
    demand(detail.decidedLots > 0, 'An order of no lots passed.');
    const whole = detail.decidedLots === detail.requestedLots;
    demand(whole === (decision.status === 'accepted'), 'Status and quantity differ.');
    demand(whole || detail.decidedLots === tightest, 'It was cut further than needed.');
  }
  return { status: faults.length === 0 ? 'supported' : 'unsupported', faults };
}
