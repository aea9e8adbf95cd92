import { checkNumber, type Lots, unitsPerLot } from '@plimsoll/core';
import { defineLimit } from './define-limit.ts';
import { largestLots } from './largest-lots.ts';
import type { LimitOptions, LimitReading, OrderIntent, RiskLimit, RiskView } from './risk-limit.ts';
import { valueOfUnit } from './value-of-unit.ts';
import { freeUnits, worstUnits } from './worst-case.ts';

/** Parameters of {@link positionCap} and {@link grossExposure}. */
export interface EquityFractionOptions extends LimitOptions {
  /** Largest share of the account's equity, a fraction; above 1 is leverage. */
  readonly max: number;
}

interface Standing {
  /** Worst-case notional that stands before the order, base currency. */
  readonly notional: number;
}

/**
 * Measures usage that grows only once an order passes the units that leave the instrument's worst
 * case where it is; both limits below differ in what stands before the order.
 */
const measure = (
  intent: OrderIntent,
  view: RiskView,
  max: number,
  standing: (unitValue: number) => Standing | { readonly missing: string },
): LimitReading => {
  const equity = view.equity(intent.account);
  if (equity === null) return { status: 'unevaluable', missing: 'equity' };
  if (equity <= 0) return { status: 'unevaluable', missing: 'positive equity' };
  const value = valueOfUnit(intent, view);
  if (value.status === 'missing') return { status: 'unevaluable', missing: value.missing };
  const before = standing(value.standing);
  if ('missing' in before) return { status: 'unevaluable', missing: before.missing };
  const exposure = view.exposure(intent.account, intent.instrument.instrumentId);
  const free = freeUnits(exposure, intent.side);
  const perLot = unitsPerLot(intent.instrument);
  const bound = max * view.exposureFactor(intent);
  const usageBefore = before.notional / equity;
  const usageAt = (lots: Lots) =>
    (before.notional + Math.max(0, lots * perLot - free) * value.order) / equity;
  const level = Math.max(bound, usageBefore);
  const room = ((level - usageBefore) * equity) / value.order;
  return {
    status: 'measured',
    usageBefore,
    usageAfter: usageAt(intent.lots),
    bound,
    maxLots: largestLots((free + room) / perLot, usageAt, level),
    usageAt,
  };
};

/**
 * Caps one instrument's worst-case notional as a fraction of equity, working orders counted. Value
 * limits hold at the reference prices of the decision; a later move is a passive breach, from which
 * only reducing orders pass.
 */
export function positionCap(options: EquityFractionOptions): RiskLimit {
  const max = checkNumber(options.max, 'risk/invalid-limit', ['max'], { min: 0 });
  return defineLimit(
    {
      kind: 'position-cap',
      params: { max },
      unit: 'fraction of equity',
      inputs: ['equity', 'reference price', 'fx mark', 'position', 'working orders'],
      evaluate: (intent, view) =>
        measure(intent, view, max, (unitValue) => ({
          notional:
            worstUnits(view.exposure(intent.account, intent.instrument.instrumentId)) * unitValue,
        })),
    },
    options,
  );
}

/**
 * Caps the account's worst-case gross notional as a fraction of equity: the sum over instruments
 * of the larger of |position + working buys| and |position − working sells|.
 */
export function grossExposure(options: EquityFractionOptions): RiskLimit {
  const max = checkNumber(options.max, 'risk/invalid-limit', ['max'], { min: 0 });
  return defineLimit(
    {
      kind: 'gross-exposure',
      params: { max },
      unit: 'fraction of equity',
      inputs: ['equity', 'reference price', 'fx mark', 'position', 'working orders'],
      evaluate: (intent, view) =>
        measure(intent, view, max, () => {
          const gross = view.grossNotional(intent.account);
          return gross.unpriced === null
            ? { notional: gross.amount }
            : { missing: `reference price of ${gross.unpriced}` };
        }),
    },
    options,
  );
}
