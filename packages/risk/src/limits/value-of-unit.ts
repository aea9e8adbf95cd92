import { notional } from '@plimsoll/core';
import type { OrderIntent, RiskView } from './risk-limit.ts';

/** Value of one unit, or the name of the input that is missing. */
export type UnitValue =
  | { readonly status: 'valued'; readonly standing: number; readonly order: number }
  | { readonly status: 'missing'; readonly missing: string };

/**
 * Base-currency value of one smallest unit: `standing` at the reference price, `order` at the
 * dearer of reference and limit price. A buy can pay up to its limit; a sell limit below the market
 * fills at the market, so both sides take the larger.
 */
export function valueOfUnit(intent: OrderIntent, view: RiskView): UnitValue {
  const { instrument, limitPrice } = intent;
  const reference = view.referencePrice(instrument.instrumentId);
  if (reference === null) return { status: 'missing', missing: 'reference price' };
  const rate = view.fxRate(instrument.quoteCurrency);
  if (rate === null)
    return { status: 'missing', missing: `fx mark of ${instrument.quoteCurrency}` };
  const dearer = Math.max(reference.price, limitPrice ?? reference.price);
  return {
    status: 'valued',
    standing: notional(instrument, 1, reference.price) * rate,
    order: notional(instrument, 1, dearer) * rate,
  };
}
