import { checkNumber, type Definition } from '@plimsoll/core';

/** What crossing the market costs beside impact. Stateless. */
export interface SpreadModel extends Definition {
  /** Half the quoted spread at a price, quote currency per base quantity. */
  halfSpread(price: number): number;
}

/** Options of {@link proportionalSpread}. */
export interface ProportionalSpreadOptions {
  /** Half the spread as a share of price, basis points. */
  readonly halfSpreadBps: number;
}

/**
 * A half spread proportional to price.
 *
 * @throws PlimsollError `execution/bad-spread`.
 */
export function proportionalSpread(options: ProportionalSpreadOptions): SpreadModel {
  const { halfSpreadBps } = options;
  checkNumber(halfSpreadBps, 'execution/bad-spread', ['halfSpreadBps'], { min: 0 });
  return {
    kind: 'proportional-spread',
    version: 1,
    params: { halfSpreadBps },
    halfSpread: (price) => (price * halfSpreadBps) / 10_000,
  };
}
