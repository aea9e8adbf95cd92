import { lotQuantity, type MarketProfile } from '../market/market-profile.ts';
import type { ImpactModel } from '../models/impact-model.ts';
import type { PlanExpectation } from './execution-plan.ts';
import { expectedCost } from './expected-cost.ts';
import type { PlanOrder, Scheduled } from './scheduler.ts';

/** Values times a factor, as a typed array. */
export function scaled(values: readonly number[], factor: number): Float64Array {
  const result = new Float64Array(values.length);
  for (let k = 0; k < values.length; k++) result[k] = (values[k] as number) * factor;
  return result;
}

const expectedFees = (order: PlanOrder, market: MarketProfile, lots: readonly number[]): number => {
  const { arrivalPrice, fees, instrument } = market;
  if (fees === null) return 0;
  let sum = 0;
  for (const slice of lots) {
    if (slice === 0) continue;
    const { amount, currency } = fees.fee({
      instrument,
      side: order.side,
      lots: slice,
      price: arrivalPrice,
      liquidity: 'taker',
      volume30dNotional: 0,
    });
    if (currency === instrument.quoteCurrency) sum += amount;
  }
  return sum;
};

/**
 * What a plan is expected to cost, and what the lot grid adds to the ideal schedule. `idealLots` is
 * used up: it is converted to base quantity in place.
 */
export function expectationOf(
  order: PlanOrder,
  market: MarketProfile,
  impact: ImpactModel,
  { grid, riskAversion }: Scheduled,
  idealLots: Float64Array,
  lots: readonly number[],
): PlanExpectation {
  const { instrument, arrivalPrice } = market;
  const lot = lotQuantity(instrument);
  for (let k = 0; k < idealLots.length; k++) idealLots[k] = (idealLots[k] as number) * lot;
  const ideal = expectedCost(grid, idealLots, market, impact);
  const actual = expectedCost(grid, scaled(lots, lot), market, impact);
  const { spread, temporaryImpact, permanentImpact, variance } = actual;
  const fees = expectedFees(order, market, lots);
  const cost = spread + temporaryImpact + permanentImpact + fees;
  const lambda = riskAversion ?? 0;
  return {
    cost,
    costBps: (cost / (order.lots * lot * arrivalPrice * instrument.multiplier)) * 10_000,
    spread,
    temporaryImpact,
    permanentImpact,
    fees,
    stdev: Math.sqrt(variance),
    riskAversion,
    utility: cost + lambda * variance,
    roundingLoss:
      temporaryImpact -
      ideal.temporaryImpact +
      (permanentImpact - ideal.permanentImpact) +
      lambda * (variance - ideal.variance),
  };
}
