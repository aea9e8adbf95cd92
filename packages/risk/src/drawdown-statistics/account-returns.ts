import { checkNumber, misuse } from '@plimsoll/core';

/** Value of an account over time, with the money paid in and out. Not returns: a record says so. */
export interface AccountPath {
  /** Net asset value at the start, then after each period, flows included. */
  readonly nav: ArrayLike<number>;
  /**
   * Money paid in (positive) or out (negative) in each period, one a period, at its end: the first
   * belongs to `nav[1]`. @defaultValue none
   */
  readonly flows?: ArrayLike<number>;
}

/**
 * Time-weighted returns of an account: `(nav - flow) / previous nav - 1`, so that a deposit is no
 * gain and a withdrawal no loss. Their drawdown is that of the account with the peak scaled by each
 * flow, as core's ledger does. n + 1 values give n returns.
 *
 * @throws PlimsollError `risk/bad-account` for numbers that are not finite, a nav that is not
 * positive before the end (a return on it does not exist), or another number of flows.
 *
 * @example
 * ```ts
 * accountReturns({ nav: [100, 160, 152], flows: [50, 0] }); // [0.1, -0.05], to rounding
 * ```
 */
export function accountReturns({ nav, flows }: AccountPath): readonly number[] {
  const code = 'risk/bad-account';
  if (nav.length === 0) misuse(code, ['nav', 'length'], 0, 'Give at least the value at the start.');
  const periods = nav.length - 1;
  if (flows !== undefined && flows.length !== periods) {
    const remedy = `Give ${periods} flows, one a period after the first nav.`;
    misuse(code, ['flows', 'length'], flows.length, remedy);
  }
  return Array.from({ length: periods }, (_, i) => {
    const before = checkNumber(nav[i], code, ['nav', i], { min: 0, above: true });
    const after = checkNumber(nav[i + 1], code, ['nav', i + 1]);
    const flow = flows === undefined ? 0 : checkNumber(flows[i], code, ['flows', i]);
    return (after - flow) / before - 1;
  });
}
