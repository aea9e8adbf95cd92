import type { MarketProfile } from '../market/market-profile.ts';
import type { ImpactModel } from '../models/impact-model.ts';
import type { ScheduleGrid } from './schedule-grid.ts';

/** Cost parts and variance of a schedule, quote currency, fees apart. */
export interface ScheduleCost {
  /** Half spread. */
  readonly spread: number;
  /** Temporary impact. */
  readonly temporaryImpact: number;
  /** Permanent impact. */
  readonly permanentImpact: number;
  /** Variance of the shortfall, currency squared. */
  readonly variance: number;
}

/**
 * Expected cost of a schedule and its variance by the sums of Almgren and Chriss (2000), with any
 * impact model: Σ x_k g(n_k) + Σ n_k (ε + h(n_k/τ_k)) and σ² Σ τ_k x_k², x_k held after slice k.
 *
 * @param quantities - Base quantity of each slice.
 */
export function expectedCost(
  grid: ScheduleGrid,
  quantities: Float64Array,
  market: MarketProfile,
  impact: ImpactModel,
): ScheduleCost {
  const count = grid.durationDays.length;
  let total = 0;
  for (let k = 0; k < count; k++) total += quantities[k] as number;
  let held = total;
  let temporaryImpact = 0;
  let permanentImpact = 0;
  let squares = 0;
  for (let k = 0; k < count; k++) {
    const days = grid.durationDays[k] as number;
    const traded = quantities[k] as number;
    held = k === count - 1 ? 0 : held - traded;
    if (traded > 0) {
      temporaryImpact += traded * impact.temporary(traded / days, market);
      permanentImpact += held * impact.permanent(traded, market);
    }
    squares += days * held * held;
  }
  const { multiplier } = market.instrument;
  const sigma = market.dailyVolatility * market.arrivalPrice * multiplier;
  return {
    spread: market.halfSpread * total * multiplier,
    temporaryImpact: temporaryImpact * multiplier,
    permanentImpact: permanentImpact * multiplier,
    variance: sigma * sigma * squares,
  };
}
