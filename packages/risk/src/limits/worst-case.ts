import type { Side } from '@plimsoll/core';
import type { Exposure } from './risk-limit.ts';

/** Larger of the two extremes that the working orders can lead to, in units. */
export function worstUnits(exposure: Exposure): number {
  const { signedUnits, workingBuyUnits, workingSellUnits } = exposure;
  return Math.max(
    Math.abs(signedUnits + workingBuyUnits),
    Math.abs(signedUnits - workingSellUnits),
  );
}

/** Units of room on the order's own side before the worst case grows: what it can reduce. */
export function reducibleUnits(exposure: Exposure, side: Side): number {
  const { signedUnits, workingBuyUnits, workingSellUnits } = exposure;
  return side === 'buy'
    ? Math.max(0, -signedUnits - workingBuyUnits)
    : Math.max(0, signedUnits - workingSellUnits);
}

/**
 * Units of an order on `side` that leave {@link worstUnits} where it is. The reducing part of an
 * order lies inside, also when working orders on the other side would already have reached further.
 */
export function freeUnits(exposure: Exposure, side: Side): number {
  const reached =
    side === 'buy'
      ? exposure.signedUnits + exposure.workingBuyUnits
      : exposure.workingSellUnits - exposure.signedUnits;
  return Math.max(0, worstUnits(exposure) - reached);
}
