import { checkNumber, type Measure, type Side, sideSign } from '@plimsoll/core';

/** What the cost of one order is computed from; quantities in base quantity times multiplier. */
export interface ShortfallInput {
  /** Direction. */
  readonly side: Side;
  /** Quantity that was decided on. */
  readonly quantity: number;
  /** Price when it was decided. */
  readonly decisionPrice: number;
  /** Price when execution began. */
  readonly arrivalPrice: number;
  /** Trades. */
  readonly fills: readonly { readonly quantity: number; readonly price: number }[];
  /** Price at the end, at which what is unfilled is judged; may be `null` when all filled. */
  readonly endPrice: number | null;
  /** Fees paid, in the currency of the prices. */
  readonly fees: number;
}

/** Cost of one order against having traded everything at the decision price; positive is bad. */
export interface ImplementationShortfall {
  /** Quantity filled. */
  readonly filledQuantity: number;
  /** Mean fill price, or `null` without a fill. */
  readonly averagePrice: number | null;
  /** From decision to arrival, on what was filled. */
  readonly delay: number;
  /** From arrival to the fills: spread, impact and the market's move meanwhile. */
  readonly trading: number;
  /** From decision to the end, on what was not filled. */
  readonly opportunity: number;
  /** Fees. */
  readonly fees: number;
  /** The sum of the four. */
  readonly total: number;
  /** `total` in basis points of the decided value. */
  readonly totalBps: Measure;
}

/**
 * Implementation shortfall of A. Perold, "The implementation shortfall: paper versus reality"
 * (1988), split after W. Wagner into delay, trading, opportunity and fees, which sum to it exactly.
 *
 * @throws PlimsollError `execution/bad-shortfall` on non-finite numbers, on fills beyond nothing,
 * and on an unfilled rest without an end price.
 */
export function implementationShortfall(input: ShortfallInput): ImplementationShortfall {
  const code = 'execution/bad-shortfall';
  const sign = sideSign(input.side);
  const quantity = checkNumber(input.quantity, code, ['quantity'], { min: 0 });
  const decision = checkNumber(input.decisionPrice, code, ['decisionPrice']);
  const arrival = checkNumber(input.arrivalPrice, code, ['arrivalPrice']);
  const fees = checkNumber(input.fees, code, ['fees']);
  let filledQuantity = 0;
  let value = 0;
  input.fills.forEach((fill, i) => {
    const filled = checkNumber(fill.quantity, code, ['fills', i, 'quantity'], { min: 0 });
    filledQuantity += filled;
    value += filled * checkNumber(fill.price, code, ['fills', i, 'price']);
  });
  const rest = Math.max(0, quantity - filledQuantity);
  const end = rest === 0 ? decision : checkNumber(input.endPrice, code, ['endPrice']);
  const delay = sign * filledQuantity * (arrival - decision);
  const trading = sign * (value - filledQuantity * arrival);
  const opportunity = rest === 0 ? 0 : sign * rest * (end - decision);
  const total = delay + trading + opportunity + fees;
  const paper = quantity * Math.abs(decision);
  return {
    filledQuantity,
    averagePrice: filledQuantity === 0 ? null : value / filledQuantity,
    delay,
    trading,
    opportunity,
    fees,
    total,
    totalBps: {
      value: paper === 0 ? null : (total / paper) * 10_000,
      reason: paper === 0 ? 'Nothing was decided on.' : null,
      convention: 'basis points of decided quantity at the decision price',
    },
  };
}
