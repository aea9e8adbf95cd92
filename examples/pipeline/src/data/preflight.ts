import { misuse } from '@plimsoll/core';
import type { MarketData } from './market-data.ts';

/** Stops the run when a fact about the data does not hold; returns the lines to print. */
export function preflight(market: MarketData): readonly string[] {
  const broken = market.facts.find((fact) => !fact.holds);
  if (broken !== undefined) {
    misuse(
      'pipeline/preflight-failed',
      ['preflight'],
      broken.statement,
      'The data is not what the pipeline was specified on; do not trust a result from it.',
    );
  }
  return market.facts.map((fact) => fact.statement);
}
