import type { Instrument } from '../domain/instrument.ts';
import { type Decimal, type Lots, type Side, type SignedUnits, sideSign } from '../domain/units.ts';
import { checkInteger, checkOneOf } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';
import { formatDecimal, type GridRounding, parseDecimal, stepsIn } from './decimal.ts';
import { gridOf } from './grid.ts';

const safe = (value: bigint, received: unknown): number => {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  return misuse(
    'core/unsafe-quantity',
    ['quantity'],
    received,
    'Stay within 2^53 - 1 smallest units, or define a coarser unitSize.',
  );
};

/** Smallest units in one lot. */
export function unitsPerLot(instrument: Instrument): number {
  return gridOf(instrument).unitsPerLot;
}

/**
 * Lots in a base quantity ≥ 0. Exact: text is taken as written, a number to 15 significant digits
 * (so `0.3 - 0.1` is two lots of `0.1`), never a floored quotient of doubles.
 *
 * @param rounding - `exact` refuses a quantity between two lots.
 * @throws PlimsollError `core/invalid-decimal`, `core/invalid-quantity` (negative), `core/off-lot`
 * (under `exact`), `core/unsafe-quantity`.
 *
 * @example
 * ```ts
 * lotsFromQuantity(btc, '0.0123', 'down'); // 12 when lotSize is '0.001'
 * ```
 */
export function lotsFromQuantity(
  instrument: Instrument,
  quantity: Decimal | number,
  rounding: GridRounding,
): Lots {
  checkOneOf(rounding, ['down', 'up', 'nearest', 'exact'], 'core/invalid-rounding', ['rounding']);
  const value = parseDecimal(quantity, ['quantity']);
  if (value.coefficient < 0n) {
    misuse(
      'core/invalid-quantity',
      ['quantity'],
      quantity,
      'Give a size ≥ 0; direction is in side.',
    );
  }
  const lots = stepsIn(value, gridOf(instrument).lot, rounding);
  if (lots !== null) return safe(lots, quantity);
  return misuse(
    'core/off-lot',
    ['quantity'],
    quantity,
    `Give a whole multiple of lotSize "${instrument.lotSize}", or another rounding.`,
  );
}

/** Base quantity of a number of lots, exactly. */
export function quantityFromLots(instrument: Instrument, lots: Lots): Decimal {
  checkInteger(lots, 'core/invalid-lots', ['lots'], { min: 0 });
  const { coefficient, scale } = gridOf(instrument).lot;
  return formatDecimal({ coefficient: coefficient * BigInt(lots), scale });
}

/** Base quantity of a holding, exactly; negative when short. */
export function quantityFromUnits(instrument: Instrument, signedUnits: SignedUnits): Decimal {
  checkInteger(signedUnits, 'core/invalid-units', ['signedUnits']);
  const { coefficient, scale } = gridOf(instrument).unit;
  return formatDecimal({ coefficient: coefficient * BigInt(signedUnits), scale });
}

/**
 * What a fill of `lots` adds to a holding: positive for a buy, negative for a sell.
 *
 * @throws PlimsollError `core/invalid-lots`, `core/unsafe-quantity` beyond 2^53 - 1 units.
 */
export function signedUnitsFromLots(instrument: Instrument, side: Side, lots: Lots): SignedUnits {
  checkInteger(lots, 'core/invalid-lots', ['lots'], { min: 0 });
  const units = lots * gridOf(instrument).unitsPerLot;
  if (!Number.isSafeInteger(units)) safe(BigInt(Number.MAX_SAFE_INTEGER) + 1n, lots);
  return units === 0 ? 0 : sideSign(side) * units;
}

/**
 * Whole lots inside a number of units, towards zero, and what is left over. Fees in base coin,
 * splits and lot changes leave holdings between two lots; the rest cannot be traded.
 */
export function lotsFromUnits(
  instrument: Instrument,
  signedUnits: SignedUnits,
): { readonly side: Side; readonly lots: Lots; readonly restUnits: SignedUnits } {
  checkInteger(signedUnits, 'core/invalid-units', ['signedUnits']);
  const perLot = gridOf(instrument).unitsPerLot;
  const restUnits = signedUnits % perLot;
  const lots = Math.abs((signedUnits - restUnits) / perLot);
  return {
    side: signedUnits < 0 ? 'sell' : 'buy',
    lots,
    restUnits: restUnits === 0 ? 0 : restUnits,
  };
}
