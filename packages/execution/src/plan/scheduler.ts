import type { Definition, Order, Reason } from '@plimsoll/core';
import type { MarketProfile } from '../market/market-profile.ts';
import type { ImpactModel } from '../models/impact-model.ts';
import type { ScheduleGrid } from './schedule-grid.ts';

/** The part of an order that a plan depends on; every `Order` fits. */
export type PlanOrder = Pick<
  Order,
  'orderId' | 'instrumentId' | 'side' | 'lots' | 'limitPrice' | 'startAt' | 'endAt'
>;

/** No plan is possible; a fact about the order and its market, not an error. */
export interface Infeasible {
  /** Discriminates the outcome. */
  readonly status: 'infeasible';
  /** Why. */
  readonly reason: Reason;
  /** Lots that cannot be placed. */
  readonly shortfallLots: number;
}

/** A schedule in real numbers, before it meets the lot grid. */
export interface Scheduled {
  /** Discriminates the outcome. */
  readonly status: 'scheduled';
  /** When the slices are. */
  readonly grid: ScheduleGrid;
  /** Relative size of each slice, non-negative, not all zero, one a grid slice. */
  readonly weights: readonly number[];
  /** λ of cost + λ · variance that the weights answer, 1/currency; `null` when they answer none. */
  readonly riskAversion: number | null;
}

/** What a scheduler answers. */
export type ScheduleOutcome = Scheduled | Infeasible;

/**
 * Seam: how an order is spread over its time. A definition plus one pure method; lots, minima,
 * costs and evidence are `plan`'s business, so a scheduler of one's own is a few lines.
 */
export interface Scheduler extends Definition {
  /** Model by which the plan's cost is estimated; `null` leaves the estimate out. */
  readonly impact: ImpactModel | null;
  /** Answers with relative slice sizes; must not depend on anything but its arguments. */
  schedule(order: PlanOrder, market: MarketProfile): ScheduleOutcome;
}
