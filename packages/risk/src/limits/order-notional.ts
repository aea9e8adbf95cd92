import { checkNumber, type Lots, unitsPerLot } from '@plimsoll/core';
import { defineLimit } from './define-limit.ts';
import { largestLots } from './largest-lots.ts';
import type { LimitOptions, RiskLimit } from './risk-limit.ts';
import { valueOfUnit } from './value-of-unit.ts';
import { reducibleUnits } from './worst-case.ts';

/** Parameters of {@link orderNotional}. */
export interface OrderNotionalOptions extends LimitOptions {
  /** Largest value of one order, base currency. */
  readonly max: number;
}

/**
 * Caps the value of a single order at the dearer of reference and limit price. What provably
 * reduces the position is exempt, so that a large holding can still be closed.
 *
 * It judges orders when they are requested. Of an amendment only the added lots are judged, so a
 * sequence of amendments, or a raised limit price, can take an order past `max`.
 */
export function orderNotional(options: OrderNotionalOptions): RiskLimit {
  const max = checkNumber(options.max, 'risk/invalid-limit', ['max'], { min: 0, above: true });
  return defineLimit(
    {
      kind: 'order-notional',
      params: { max },
      unit: 'base currency',
      inputs: ['reference price', 'fx mark'],
      evaluate: (intent, view) => {
        const value = valueOfUnit(intent, view);
        if (value.status === 'missing') return { status: 'unevaluable', missing: value.missing };
        const exposure = view.exposure(intent.account, intent.instrument.instrumentId);
        const perLot = unitsPerLot(intent.instrument);
        const free = reducibleUnits(exposure, intent.side);
        const usageAt = (lots: Lots) => Math.max(0, lots * perLot - free) * value.order;
        return {
          status: 'measured',
          usageBefore: 0,
          usageAfter: usageAt(intent.lots),
          bound: max,
          maxLots: largestLots((free + max / value.order) / perLot, usageAt, max),
          usageAt,
        };
      },
    },
    options,
  );
}
