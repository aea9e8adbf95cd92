import { checkNumber, configHash, type Side } from '@plimsoll/core';
import {
  type PlanLine,
  type PlannedOrder,
  type PlanOrdersInput,
  type PlanOrdersOptions,
  type PlanOrdersOutcome,
  planOrdersDefaults,
  type WorkingOrder,
} from './plan-types.ts';
import { type ReadInstrument, readPlan } from './read-plan.ts';
import { trimBuys } from './trim-buys.ts';
import { verifyOrders } from './verify-orders.ts';

/** One instrument's decision before the cash is looked at. */
export interface Demand {
  readonly read: ReadInstrument;
  readonly cancels: readonly WorkingOrder[];
  /** Working lots kept, negative for sells. */
  readonly kept: number;
  /** New lots, negative for a sell. */
  lots: number;
  reason: PlanLine['reason'];
}

const signOf = (side: Side): 1 | -1 => (side === 'buy' ? 1 : -1);

/** Share of a lot that rounding may be off by: 0.9999999999 lots wanted are one. */
const lotRounding = 1e-9;

/** Whole lots towards zero, so that a plan never goes beyond its target. */
function wholeLots({ targetUnits, positionUnits, unitsPerLot }: ReadInstrument): number {
  const lots = (targetUnits - positionUnits) / unitsPerLot;
  return Math.trunc(lots + Math.sign(lots) * lotRounding) + 0;
}

/** Cancels what runs against the demand, then the newest of what overshoots it. */
function demandOf(read: ReadInstrument): Demand {
  const demand = wholeLots(read);
  const side = Math.sign(demand);
  const cancels = read.working.filter(
    (order) => order.leavesLots > 0 && signOf(order.side) !== side,
  );
  const same = read.working.filter((order) => order.leavesLots > 0 && signOf(order.side) === side);
  let kept = same.reduce((sum, { leavesLots }) => sum + leavesLots, 0);
  while (kept > Math.abs(demand)) {
    const newest = same.pop() as WorkingOrder;
    cancels.push(newest);
    kept -= newest.leavesLots;
  }
  const { instrument, positionUnits, targetUnits, lotValue } = read;
  let lots = demand - side * kept + 0;
  let reason: PlanLine['reason'] = null;
  const closing = targetUnits === 0 && positionUnits !== 0;
  const small =
    Math.abs(lots) < instrument.minLots || Math.abs(lots) * lotValue < instrument.minNotional;
  if (lots !== 0 && instrument.status !== 'active') {
    lots = 0;
    reason = 'not-tradable';
  } else if (lots !== 0 && small && !closing) {
    lots = 0;
    reason = 'below-minimum';
  }
  return { read, cancels, kept: side * kept + 0, lots, reason };
}

function orderOf({ read, cancels, lots }: Demand): PlannedOrder {
  const { instrument, price, lotValue, positionUnits, unitsPerLot } = read;
  const after = positionUnits + lots * unitsPerLot;
  return {
    instrumentId: instrument.instrumentId,
    side: lots < 0 ? 'sell' : 'buy',
    lots: Math.abs(lots),
    price,
    notional: Math.abs(lots) * lotValue,
    reduceOnly:
      Math.sign(lots) === -Math.sign(positionUnits) &&
      (after === 0 || Math.sign(after) === Math.sign(positionUnits)),
    after: cancels.map(({ orderId }) => orderId),
  };
}

function lineOf({ read, kept, lots, reason }: Demand): PlanLine {
  const { instrument, targetUnits, positionUnits, unitsPerLot } = read;
  return {
    instrumentId: instrument.instrumentId,
    targetUnits: targetUnits + 0,
    positionUnits,
    workingLots: kept,
    orderLots: lots,
    restUnits: targetUnits - positionUnits - (kept + lots) * unitsPerLot + 0,
    reason,
  };
}

/**
 * Orders that bring an account from what it holds to what it should hold: demand = target - position -
 * working. Working orders that run against the demand are cancelled first, and of those that overshoot
 * it the newest; what is left is ordered in whole lots, rounded towards zero, sells before buys, and
 * buys are cut to the cash there is. Pure: a caller with a bus, a file or a broker does the rest.
 *
 * @throws PlimsollError on misuse: `core/invalid-target`, `optimizer/unknown-instrument`,
 * `optimizer/bad-price`, `optimizer/missing-rate`, `optimizer/missing-benchmark`, ...
 *
 * @example
 * ```ts
 * const { cancels, orders } = assume(
 *   planOrders({ target, portfolio, prices, working: [], instruments }),
 *   'planned',
 * );
 * ```
 */
export function planOrders(
  input: PlanOrdersInput,
  options: PlanOrdersOptions = {},
): PlanOrdersOutcome {
  const { costBps, countProceeds } = { ...planOrdersDefaults, ...options };
  checkNumber(costBps, 'optimizer/bad-cost', ['costBps'], { min: 0 });
  const { lines, reasons, cash } = readPlan(input);
  if (reasons.length > 0) return { status: 'infeasible', reasons };
  const demands = lines.map(demandOf);
  const cost = costBps / 1e4;
  let available = cash;
  for (const { read, kept, lots } of demands) {
    // Working buys will be paid; what sells bring counts only when asked for.
    if (kept > 0) available -= kept * read.lotValue * (1 + cost);
    else if (countProceeds) available -= kept * read.lotValue * (1 - cost);
    if (lots < 0 && countProceeds) available -= lots * read.lotValue * (1 - cost);
  }
  const spent = trimBuys(demands, Math.max(0, available), 1 + cost);
  const orders = demands.filter(({ lots }) => lots !== 0).map(orderOf);
  const plan = {
    status: 'planned' as const,
    cancels: demands.flatMap(({ cancels }) =>
      cancels.map(({ orderId, instrumentId }) => ({ orderId, instrumentId })),
    ),
    orders: [
      ...orders.filter(({ side }) => side === 'sell'),
      ...orders.filter(({ side }) => side === 'buy'),
    ],
    evidence: {
      kind: 'rebalance-plan',
      version: 1,
      verified: false,
      configHash: configHash({ costBps, countProceeds }),
      detail: {
        lines: demands.map(lineOf),
        cash: { available, spent, left: available - spent },
      },
    },
  };
  const { verified } = verifyOrders(input, plan);
  return { ...plan, evidence: { ...plan.evidence, verified } };
}
