/** Unix time in milliseconds UTC; fractions allowed. */
export type UnixMs = number;

/** Canonical decimal string: no exponent, no leading `+`, no trailing zeros, e.g. `0.001`, `25`. */
export type Decimal = string;

/** Number of tradable lots: a safe integer ≥ 0; the direction is in `side`. */
export type Lots = number;

/** Holding in the instrument's smallest unit: a safe integer, negative when short. */
export type SignedUnits = number;

/** Direction of an order or fill. */
export type Side = 'buy' | 'sell';

/** `1` for a buy, `-1` for a sell. */
export function sideSign(side: Side): 1 | -1 {
  return side === 'buy' ? 1 : -1;
}

/** `sell` for `buy` and `buy` for `sell`. */
export function oppositeSide(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy';
}
