import type { Measure } from '@plimsoll/core';
import type { OrderCost } from './order-cost.ts';

/** How well predicted costs fit realised ones, over orders whose price paths are independent. */
export interface PredictionScore {
  /** Orders with a prediction that were filled completely. */
  readonly orders: number;
  /** Sum of realised trading cost and fees, quote currency. */
  readonly realised: number;
  /** Sum of predicted costs. */
  readonly predicted: number;
  /** Realised minus predicted. */
  readonly difference: number;
  /** `difference` in basis points of the notional. */
  readonly differenceBps: Measure;
  /** Standard error of `difference`: the root of the summed variances that the plans stated. */
  readonly standardError: number;
  /** `difference / standardError`: about standard normal when the model is right. */
  readonly zScore: Measure;
  /** Mean of the orders' own z-scores; about normal with variance 1/orders. */
  readonly meanZ: Measure;
  /** Standard deviation (ddof 1) of the orders' own z-scores; about 1 when the risk is right. */
  readonly stdevZ: Measure;
}

const measure = (value: number, ok: boolean, reason: string, convention: string): Measure => ({
  value: ok ? value : null,
  reason: ok ? null : reason,
  convention,
});

/**
 * Compares realised with predicted cost over completed orders. Orders that ended short, were late or
 * had no prediction are left out; the z-scores assume that the orders' prices move independently,
 * so orders of one moment in correlated markets make them too large.
 */
export function predictionScore(costs: readonly OrderCost[]): PredictionScore {
  let orders = 0;
  let realised = 0;
  let predicted = 0;
  let variance = 0;
  let notional = 0;
  const scores: number[] = [];
  for (const { state, expectedCost, expectedStdev, arrivalCost, notional: value } of costs) {
    if (state !== 'filled' || expectedCost === null || expectedStdev === null) continue;
    orders++;
    realised += arrivalCost;
    predicted += expectedCost;
    variance += expectedStdev * expectedStdev;
    notional += value;
    if (expectedStdev > 0) scores.push((arrivalCost - expectedCost) / expectedStdev);
  }
  const difference = realised - predicted;
  const standardError = Math.sqrt(variance);
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  let squares = 0;
  for (const score of scores) squares += (score - mean) * (score - mean);
  const few = 'Fewer than two orders with a risk.';
  return {
    orders,
    realised,
    predicted,
    difference,
    differenceBps: measure(
      (difference / notional) * 10_000,
      notional > 0,
      'No orders.',
      'basis points of notional at arrival',
    ),
    standardError,
    zScore: measure(
      difference / standardError,
      standardError > 0,
      'No order with a risk.',
      'sum of differences over root of summed variances, independent orders',
    ),
    meanZ: measure(mean, scores.length > 0, 'No order with a risk.', 'mean over orders'),
    stdevZ: measure(
      Math.sqrt(squares / Math.max(1, scores.length - 1)),
      scores.length > 1,
      few,
      'ddof 1 over orders',
    ),
  };
}
