import type { BasisLot } from '../domain/position.ts';
import { type CostBasis, realize, setLots } from './cost-basis.ts';
import { addProduct, addSum, type ExactSum } from './exact-sum.ts';

/** New units per old unit, exactly. */
export interface Ratio {
  /** New units. */
  readonly numerator: number;
  /** Old units. */
  readonly denominator: number;
}

interface Converted {
  readonly lots: readonly BasisLot[];
  /** Whether no fraction of a unit was lost. */
  readonly exact: boolean;
}

// Units are cut cumulatively, so that only the position as a whole loses a fraction.
const convert = (
  lots: readonly BasisLot[],
  { numerator, denominator }: Ratio,
  factor: number,
): Converted => {
  const converted: BasisLot[] = [];
  const ratio = [BigInt(numerator), BigInt(denominator)] as const;
  let cumulative = 0n;
  let before = 0n;
  for (const { units, price, openedAt } of lots) {
    cumulative += BigInt(units);
    const upTo = (cumulative * ratio[0]) / ratio[1];
    const whole = Number(upTo - before);
    before = upTo;
    if (whole === 0) continue;
    const newPrice = (price * factor * denominator) / numerator;
    converted.push({ units: whole, price: newPrice, openedAt });
  }
  return { lots: converted, exact: before * ratio[1] === cumulative * ratio[0] };
};

/**
 * A split: units by the exact ratio, prices by its inverse, the fraction given up for
 * `cashInLieu` (in units × price). Older marks are rescaled, so the value does not jump.
 */
export function splitUnits(basis: CostBasis, ratio: Ratio, cashInLieu: number, at: number): void {
  const { lots, exact } = convert(basis.lots, ratio, 1);
  const costBefore = basis.cost;
  setLots(basis, lots);
  if (!exact || cashInLieu !== 0) realize(basis, cashInLieu, costBefore, basis.cost);
  const factor = ratio.denominator / ratio.numerator;
  basis.rescales = [...basis.rescales, { at, factor }];
}

/** A holding that becomes another: symbol change, merger, spin-off. */
export interface Conversion {
  /** New units per old unit; numerator 0 in an all-cash merger. */
  readonly ratio: Ratio;
  /** Share of the basis that goes over, 1 except in a spin-off. */
  readonly basisShare: number;
  /** Whether the old holding stays (spin-off). */
  readonly keeps: boolean;
  /** Money received with it, in the old instrument's units × price. */
  readonly cashInLieu: number;
  /** Value of one old unit at price one over that of one new unit. */
  readonly valueRatio: number;
}

/** Takes the converted part out of `basis` and returns the new instrument's lots. */
export function convertUnits(
  basis: CostBasis,
  { ratio, basisShare, keeps, cashInLieu, valueRatio }: Conversion,
  at: number,
): readonly BasisLot[] {
  const { lots, exact } = convert(basis.lots, ratio, basisShare * valueRatio);
  const costBefore = basis.cost;
  const kept = keeps
    ? basis.lots.map((lot) => ({ ...lot, price: lot.price * (1 - basisShare) }))
    : [];
  setLots(basis, kept);
  if (!exact || cashInLieu !== 0 || ratio.numerator === 0) {
    const costAfter: ExactSum = basis.cost.slice();
    const moved: ExactSum = [];
    for (const { units, price } of lots) addProduct(moved, units, price / valueRatio);
    addSum(costAfter, moved, 1);
    realize(basis, cashInLieu, costBefore, costAfter);
  }
  if (keeps) basis.rescales = [...basis.rescales, { at, factor: 1 - basisShare }];
  return lots;
}
