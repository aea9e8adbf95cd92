import type { BasisLot } from '../domain/position.ts';
import { addProduct, addSum, type ExactSum } from './exact-sum.ts';

/** What marks taken before `at` must be multiplied by to be comparable with holdings after it. */
export interface Rescale {
  /** When the split or spin-off took effect. */
  readonly at: number;
  /** Factor on older marks. */
  readonly factor: number;
}

/**
 * Cost basis of one position, first in first out. `cost` and `realized` count units × price exactly;
 * the value of one unit at price one turns them into money.
 */
export interface CostBasis {
  /** Open lots, oldest first, all of one sign. */
  lots: BasisLot[];
  /** Sum of the lots' units. */
  units: number;
  /** Sum of units × price over the lots. */
  cost: ExactSum;
  /** Result of everything closed so far. */
  realized: ExactSum;
  /** Splits and spin-offs that older marks do not know of. */
  rescales: readonly Rescale[];
}

/** No holding, no result. */
export function emptyBasis(): CostBasis {
  return { lots: [], units: 0, cost: [], realized: [], rescales: [] };
}

/** An independent copy; lots are immutable and shared. */
export function copyBasis(basis: CostBasis): CostBasis {
  return {
    lots: basis.lots.slice(),
    units: basis.units,
    cost: basis.cost.slice(),
    realized: basis.realized.slice(),
    rescales: basis.rescales,
  };
}

const mergeOldest = (basis: CostBasis): void => {
  const [first, second] = basis.lots as [BasisLot, BasisLot];
  const units = first.units + second.units;
  const price = (first.units / units) * first.price + (second.units / units) * second.price;
  addProduct(basis.cost, -first.units, first.price);
  addProduct(basis.cost, -second.units, second.price);
  addProduct(basis.cost, units, price);
  basis.lots.splice(0, 2, { units, price, openedAt: first.openedAt });
};

/**
 * Books signed units at a price: closes the oldest lots of the other sign, then opens one. More than
 * `maxLots` lots merge the two oldest at their average price.
 */
export function tradeUnits(
  basis: CostBasis,
  units: number,
  price: number,
  at: number,
  maxLots: number,
): void {
  const { lots, cost, realized } = basis;
  let left = units;
  let gone = 0;
  for (let lot = lots[0]; left !== 0 && lot !== undefined; lot = lots[gone]) {
    if (lot.units > 0 === left > 0) break;
    const whole = Math.abs(lot.units) <= Math.abs(left);
    const closed = whole ? lot.units : -left;
    addProduct(realized, closed, price);
    addProduct(realized, -closed, lot.price);
    addProduct(cost, -closed, lot.price);
    left += closed;
    if (whole) gone += 1;
    else lots[gone] = { ...lot, units: lot.units - closed };
  }
  if (gone > 0) lots.splice(0, gone);
  basis.units += units;
  if (left === 0) return;
  addProduct(cost, left, price);
  const last = lots.at(-1);
  if (last !== undefined && last.price === price && last.openedAt === at) {
    lots[lots.length - 1] = { ...last, units: last.units + left };
  } else {
    lots.push({ units: left, price, openedAt: at });
  }
  if (lots.length > maxLots) mergeOldest(basis);
}

/** Replaces the open lots and everything derived from them. */
export function setLots(basis: CostBasis, lots: readonly BasisLot[]): void {
  basis.lots = lots.slice();
  basis.units = 0;
  basis.cost = [];
  for (const { units, price } of lots) {
    basis.units += units;
    addProduct(basis.cost, units, price);
  }
}

/** Adds to the realised result exactly: `gain` less the fall of `costBefore` to `costAfter`. */
export function realize(
  basis: CostBasis,
  gain: number,
  costBefore: readonly number[],
  costAfter: readonly number[],
): void {
  addSum(basis.realized, [gain], 1);
  addSum(basis.realized, costBefore, -1);
  addSum(basis.realized, costAfter, 1);
}
