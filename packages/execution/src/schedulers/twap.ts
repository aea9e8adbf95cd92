import type { Json } from '@plimsoll/core';
import type { ImpactModel } from '../models/impact-model.ts';
import { checkSlicing, type Slicing, tradingGrid } from '../plan/schedule-grid.ts';
import type { Scheduler } from '../plan/scheduler.ts';

/** Options of {@link twap}. */
export interface TwapOptions extends Slicing {
  /** Model for the expected cost. @defaultValue none: no expectation is given */
  readonly impact?: ImpactModel;
}

/** An impact model as part of another definition's parameters. */
export function impactParams(impact: ImpactModel | null): Json {
  if (impact === null) return null;
  const { kind, version, params } = impact;
  return { kind, version, params };
}

/**
 * Equal parts in equal trading time. With linear impact this is the schedule of least expected
 * cost; it ignores risk.
 *
 * @throws PlimsollError `execution/bad-slicing`.
 *
 * @example
 * ```ts
 * plan(order, market, twap({ slices: 13 }));
 * ```
 */
export function twap(options: TwapOptions): Scheduler {
  const slicing = checkSlicing(options);
  const impact = options.impact ?? null;
  return {
    kind: 'twap',
    version: 1,
    params: { ...slicing, impact: impactParams(impact) },
    impact,
    schedule(order, market) {
      const gridded = tradingGrid(order, market, slicing);
      if (gridded.status === 'infeasible') return gridded;
      const { grid } = gridded;
      const weights = new Array<number>(grid.startAt.length).fill(1);
      return { status: 'scheduled', grid, weights, riskAversion: null };
    },
  };
}
