import {
  checkInteger,
  checkNumber,
  configHash,
  type Definition,
  type Json,
  misuse,
  type PlannedSlice,
} from '@plimsoll/core';
import { mergeSmall } from '../lots/merge-small.ts';
import { roundLots } from '../lots/round-lots.ts';
import { checkProfile, type MarketProfile } from '../market/market-profile.ts';
import type { ExecutionPlan, PlanDetail, PlanOutcome } from './execution-plan.ts';
import { infeasible } from './infeasible.ts';
import { minimumSliceLots } from './minimum-slice.ts';
import { expectationOf, scaled } from './plan-expectation.ts';
import type { PlanOrder, Scheduled, Scheduler } from './scheduler.ts';
import { verifyPlan } from './verify-plan.ts';

type Described = { readonly kind: string; readonly version: number; readonly params: Json };

const describe = ({ kind, version, params }: Definition): Described => ({ kind, version, params });

// A definition is immutable, so its hash is computed once and plans stay cheap.
const hashes = new WeakMap<Scheduler, string>();

const hashOf = (scheduler: Scheduler): string => {
  let hash = hashes.get(scheduler);
  if (hash === undefined) {
    const impact = scheduler.impact === null ? null : describe(scheduler.impact);
    hash = configHash({ scheduler: describe(scheduler), impact });
    hashes.set(scheduler, hash);
  }
  return hash;
};

const checkOrder = (order: PlanOrder, market: MarketProfile): void => {
  checkInteger(order.lots, 'execution/bad-order', ['lots'], { min: 0 });
  checkNumber(order.startAt, 'execution/bad-order', ['startAt']);
  checkNumber(order.endAt, 'execution/bad-order', ['endAt']);
  if (order.instrumentId !== market.instrument.instrumentId) {
    misuse(
      'execution/other-instrument',
      ['instrumentId'],
      order.instrumentId,
      `The market profile describes ${market.instrument.instrumentId}.`,
    );
  }
};

const sumOf = (values: readonly number[]): number => {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] as number;
  return sum;
};

/** Largest distance between the running totals of `ideal` and `actual`. */
const largestLag = (ideal: Float64Array, actual: readonly number[]): number => {
  let gap = 0;
  let lag = 0;
  for (let k = 0; k < ideal.length; k++) {
    gap += (ideal[k] as number) - (actual[k] as number);
    lag = Math.max(lag, Math.abs(gap));
  }
  return lag;
};

const cutSlices = (scheduled: Scheduled, lots: readonly number[]): PlannedSlice[] => {
  const { startAt, endAt } = scheduled.grid;
  const slices: PlannedSlice[] = [];
  for (let k = 0; k < lots.length; k++) {
    const slice = lots[k] as number;
    if (slice === 0) continue;
    slices.push({ startAt: startAt[k] as number, endAt: endAt[k] as number, lots: slice });
  }
  return slices;
};

/**
 * Spreads an order over time in whole lots. The scheduler answers in real numbers; cumulative
 * rounding and a merge of too small slices put it on the lot grid, so the total is exact and the
 * running total is off by at most half a lot plus one minimum slice. Too few lots give fewer
 * slices, never one block at once.
 *
 * @param order - What to trade and when; any `Order` fits.
 * @param market - The market as known at the time of planning.
 * @param scheduler - How to spread it, e.g. `twap({ slices: 10 })`.
 * @returns `planned` with slices, expectation and evidence, or `infeasible` with the reason.
 * @throws PlimsollError `execution/bad-order`, `execution/bad-profile`, `execution/bad-weights`,
 * `execution/other-instrument` and what the scheduler throws, all for misuse.
 */
export function plan(order: PlanOrder, market: MarketProfile, scheduler: Scheduler): PlanOutcome {
  checkOrder(order, market);
  checkProfile(market);
  if (order.lots === 0) {
    return infeasible('execution/zero-lots', 'The order has no lots to plan.', 0);
  }
  const minSliceLots = minimumSliceLots(market, order.limitPrice);
  if (order.lots < minSliceLots) {
    return infeasible(
      'execution/below-minimum',
      `The smallest order here is ${minSliceLots} lots.`,
      order.lots,
    );
  }
  const scheduled = scheduler.schedule(order, market);
  if (scheduled.status === 'infeasible') return scheduled;
  if (scheduled.weights.length !== scheduled.grid.startAt.length) {
    misuse(
      'execution/bad-weights',
      ['weights', 'length'],
      scheduled.weights.length,
      'Give one weight a slice of the grid.',
    );
  }
  const lots = mergeSmall(roundLots(order.lots, scheduled.weights), minSliceLots);
  const slices = cutSlices(scheduled, lots);
  const idealLots = scaled(scheduled.weights, order.lots / sumOf(scheduled.weights));
  const largestLagLots = largestLag(idealLots, lots);
  const { impact } = scheduler;
  const expected =
    impact === null ? null : expectationOf(order, market, impact, scheduled, idealLots, lots);
  const detail: PlanDetail = {
    scheduler: describe(scheduler),
    impact: impact === null ? null : describe(impact),
    arrivalPrice: market.arrivalPrice,
    scheduledSlices: lots.length,
    mergedSlices: lots.length - slices.length,
    minSliceLots,
    largestLagLots,
    expected,
  };
  const { orderId, instrumentId, side } = order;
  const draft = { status: 'planned', orderId, instrumentId, side, lots: order.lots } as const;
  const verdict = verifyPlan({ order, market, scheduler }, { ...draft, slices, expected });
  const planned: ExecutionPlan = {
    ...draft,
    slices,
    expected,
    evidence: {
      kind: 'execution-plan',
      version: 1,
      verified: verdict.verified,
      configHash: hashOf(scheduler),
      detail,
    },
  };
  return planned;
}
