import type { Evidence, Json, Lots, PlannedSlice, Side, UnixMs } from '@plimsoll/core';
import type { Infeasible } from './scheduler.ts';

/**
 * What a plan is expected to cost against the arrival price, in quote currency, cost positive.
 * Impact and risk follow R. Almgren and N. Chriss (2000): a slice trades at the price the earlier
 * ones left behind, plus half spread and temporary impact; variance counts what is still held
 * after each slice until the next.
 */
export type PlanExpectation = {
  /** Expected implementation shortfall: the sum of the four parts below. */
  readonly cost: number;
  /** `cost` as basis points of the order's value at arrival. */
  readonly costBps: number;
  /** Half spread paid on every lot. */
  readonly spread: number;
  /** Concessions that are gone when trading stops. */
  readonly temporaryImpact: number;
  /** Price displaced by earlier slices. */
  readonly permanentImpact: number;
  /** Fees in quote currency; fees in another currency are not counted here. */
  readonly fees: number;
  /** Standard deviation of the shortfall from price moves alone. */
  readonly stdev: number;
  /** λ by which `utility` weighs variance, 1/currency; `null` when the scheduler states none. */
  readonly riskAversion: number | null;
  /** `cost + riskAversion · stdev²`; equals `cost` without a risk aversion. */
  readonly utility: number;
  /** How much of `utility` the lot grid and the minimum slice cost; may be slightly negative. */
  readonly roundingLoss: number;
};

/** Detail of a plan's evidence. */
export type PlanDetail = {
  /** The scheduler as a definition. */
  readonly scheduler: { readonly kind: string; readonly version: number; readonly params: Json };
  /** The impact model as a definition, or `null`. */
  readonly impact: {
    readonly kind: string;
    readonly version: number;
    readonly params: Json;
  } | null;
  /** Price against which the shortfall is measured. */
  readonly arrivalPrice: number;
  /** Slices the scheduler asked for. */
  readonly scheduledSlices: number;
  /** Slices of those that fell to the minimum or the lot grid and joined a neighbour. */
  readonly mergedSlices: number;
  /** Least lots of a slice, from the instrument's minimum lots and minimum notional. */
  readonly minSliceLots: number;
  /** Largest difference between scheduled and planned running totals, lots. */
  readonly largestLagLots: number;
  /** The expectation, or `null` without an impact model. */
  readonly expected: PlanExpectation | null;
};

/** A plan: whole lots at times, with what it is expected to cost. Immutable; progress is elsewhere. */
export interface ExecutionPlan {
  /** Discriminates the outcome. */
  readonly status: 'planned';
  /** Order planned. */
  readonly orderId: string;
  /** Instrument. */
  readonly instrumentId: string;
  /** Direction. */
  readonly side: Side;
  /** Lots of the order; the slices sum to exactly this. */
  readonly lots: Lots;
  /** Slices in ascending time, each of at least the minimum. */
  readonly slices: readonly PlannedSlice[];
  /** What it is expected to cost, or `null` without an impact model. */
  readonly expected: PlanExpectation | null;
  /** Proof, checked by `verifyPlan`. */
  readonly evidence: Evidence<PlanDetail>;
}

/** What `plan` answers. */
export type PlanOutcome = ExecutionPlan | Infeasible;

/**
 * Lots that a plan wants done by `at`: slice k counts from its start, so N slices are N actions
 * and the last one begins inside the order's time. Monotone; 0 before the first slice.
 */
export function targetLots(plan: { readonly slices: readonly PlannedSlice[] }, at: UnixMs): Lots {
  let lots = 0;
  for (const slice of plan.slices) {
    if (slice.startAt > at) break;
    lots += slice.lots;
  }
  return lots;
}
