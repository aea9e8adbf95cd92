import { sideSign } from '@plimsoll/core';
import type { RunRecord } from '../system/run-record.ts';

/** Implementation shortfall of one parent against its arrival close, base currency. */
export interface ParentShortfall {
  /** Order. */
  readonly orderId: string;
  /** Value of the order at arrival. */
  readonly notional: number;
  /** Cost realised by the fills, fees included. */
  readonly realised: number;
  /** Cost the plan expected. */
  readonly predicted: number;
  /** Standard deviation the plan expected. */
  readonly deviation: number;
}

/** All parents together. */
export interface ShortfallSummary {
  /** One entry a parent that was planned with a model and filled. */
  readonly parents: readonly ParentShortfall[];
  /** Sum of realised less predicted cost, basis points of traded notional. */
  readonly surpriseBps: number;
  /** The same over its standard deviation; parents are taken as independent. */
  readonly zScore: number;
  /** Realised cost, basis points of traded notional. */
  readonly realisedBps: number;
  /** Predicted cost, basis points of traded notional. */
  readonly predictedBps: number;
}

/** Compares what the fills cost with what the plans said they would. */
export function shortfallOf(record: RunRecord): ShortfallSummary {
  const orders = new Map(record.approved.map(({ payload }) => [payload.order.orderId, payload]));
  const parents = new Map<string, { realised: number; notional: number }>();
  for (const { payload: fill } of record.fills) {
    const order = orders.get(fill.orderId)?.order;
    if (order === undefined) continue;
    const entry = parents.get(fill.orderId) ?? { realised: 0, notional: 0 };
    const slip = sideSign(fill.side) * (fill.price - order.decisionPrice);
    entry.realised += slip * fill.lots + fill.fee;
    entry.notional += fill.lots * order.decisionPrice;
    parents.set(fill.orderId, entry);
  }
  const rows: ParentShortfall[] = [];
  for (const [orderId, { realised, notional }] of parents) {
    const plan = record.planned.get(orderId)?.payload;
    if (plan === undefined || plan.expectedCost === null || plan.expectedCostStdev === null) {
      continue;
    }
    rows.push({
      orderId,
      notional,
      realised,
      predicted: plan.expectedCost,
      deviation: plan.expectedCostStdev,
    });
  }
  const total = (of: (row: ParentShortfall) => number) =>
    rows.reduce((sum, row) => sum + of(row), 0);
  const traded = total((row) => row.notional);
  const surprise = total((row) => row.realised - row.predicted);
  const deviation = Math.sqrt(total((row) => row.deviation ** 2));
  return {
    parents: rows,
    surpriseBps: traded === 0 ? 0 : (1e4 * surprise) / traded,
    zScore: deviation === 0 ? 0 : surprise / deviation,
    realisedBps: traded === 0 ? 0 : (1e4 * total((row) => row.realised)) / traded,
    predictedBps: traded === 0 ? 0 : (1e4 * total((row) => row.predicted)) / traded,
  };
}
