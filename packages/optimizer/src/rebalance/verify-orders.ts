import { notional, unitsPerLot } from '@plimsoll/core';
import type { PlanOrdersInput, PlanOrdersOutcome } from './plan-types.ts';

/** What the verifier of plans found. */
export interface PlanVerification {
  /** Whether nothing is wrong. */
  readonly verified: boolean;
  /** What is wrong, one sentence each. */
  readonly faults: readonly string[];
}

/**
 * Judges a plan from its input alone: whole lots of at least one, cancels that exist, sells before
 * buys, no step beyond the target, every rest below a lot or explained, nothing spent that is not
 * there. Shares no code with `planOrders`.
 */
export function verifyOrders(input: PlanOrdersInput, plan: PlanOrdersOutcome): PlanVerification {
  const faults: string[] = [];
  const fault = (wrong: boolean, message: string): void => {
    if (wrong) faults.push(message);
  };
  if (plan.status === 'infeasible') {
    fault(plan.reasons.length === 0, 'An infeasible plan gives no reason.');
    return { verified: faults.length === 0, faults };
  }
  const cancelled = new Set(plan.cancels.map(({ orderId }) => orderId));
  for (const orderId of cancelled) {
    const known = input.working.some((order) => order.orderId === orderId);
    fault(!known, `Order ${orderId} is cancelled but not working.`);
  }
  const sides = plan.orders.map(({ side }) => side);
  fault(
    sides.lastIndexOf('sell') > sides.indexOf('buy') && sides.includes('buy'),
    'A buy comes before a sell.',
  );
  for (const line of plan.evidence.detail.lines) {
    const { instrumentId: id, targetUnits, positionUnits, reason } = line;
    const instrument = input.instruments.find(({ instrumentId }) => instrumentId === id);
    if (instrument === undefined) {
      faults.push(`${id} is not defined.`);
      continue;
    }
    const perLot = unitsPerLot(instrument);
    const ordered = plan.orders.filter(({ instrumentId }) => instrumentId === id);
    let lots = 0;
    for (const order of ordered) {
      fault(!Number.isSafeInteger(order.lots) || order.lots < 1, `${id}: lots ${order.lots}.`);
      lots += order.side === 'buy' ? order.lots : -order.lots;
    }
    for (const order of input.working) {
      if (order.instrumentId === id && !cancelled.has(order.orderId)) {
        lots += order.side === 'buy' ? order.leavesLots : -order.leavesLots;
      }
    }
    const held = input.portfolio.positions
      .filter(({ instrumentId }) => instrumentId === id)
      .reduce((sum, { signedUnits }) => sum + signedUnits, 0);
    fault(held !== positionUnits, `${id}: the position is ${held}.`);
    const demand = targetUnits - held;
    const rest = demand - lots * perLot;
    const slack = 1e-6 * perLot;
    fault(rest * Math.sign(demand) < -slack, `${id}: the plan goes beyond its target.`);
    fault(Math.abs(rest) >= perLot + slack && reason === null, `${id}: a rest is unexplained.`);
    fault(Math.abs(rest - line.restUnits) > slack, `${id}: the rest is ${rest}.`);
  }
  const { available, spent } = plan.evidence.detail.cash;
  let buys = 0;
  for (const { side, instrumentId, lots, price } of plan.orders) {
    const instrument = input.instruments.find((each) => each.instrumentId === instrumentId);
    if (side !== 'buy' || instrument === undefined) continue;
    const rate = input.rates?.[instrument.quoteCurrency] ?? 1;
    buys += lots * notional(instrument, unitsPerLot(instrument), price) * rate;
  }
  const tolerance = 1e-9 * Math.max(1, Math.abs(available));
  fault(buys > spent + tolerance, 'The buys cost more than the plan says.');
  fault(spent > Math.max(0, available) + tolerance, 'The plan spends more than there is.');
  return { verified: faults.length === 0, faults };
}
