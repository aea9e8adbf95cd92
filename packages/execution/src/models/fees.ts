import { checkNumber, type FeeModel } from '@plimsoll/core';

/** Options of {@link proportionalFee}. */
export interface ProportionalFeeOptions {
  /** Fee as a share of traded value, basis points; negative for a rebate. */
  readonly bps: number;
  /** Share when the fill made liquidity, basis points. @defaultValue the same as `bps` */
  readonly makerBps?: number;
}

/**
 * A fee proportional to traded value, in the quote currency.
 *
 * @throws PlimsollError `execution/bad-fee`.
 *
 * @example
 * ```ts
 * proportionalFee({ bps: 1 }); // 1 basis point of notional
 * ```
 */
export function proportionalFee(options: ProportionalFeeOptions): FeeModel {
  const { bps, makerBps = bps } = options;
  checkNumber(bps, 'execution/bad-fee', ['bps']);
  checkNumber(makerBps, 'execution/bad-fee', ['makerBps']);
  return {
    kind: 'proportional-fee',
    version: 1,
    params: { bps, makerBps },
    fee({ instrument, lots, price, liquidity }) {
      const value = lots * Number(instrument.lotSize) * price * instrument.multiplier;
      return {
        amount: (value * (liquidity === 'maker' ? makerBps : bps)) / 10_000,
        currency: instrument.quoteCurrency,
      };
    },
  };
}

/** Options of {@link perShareFee}. */
export interface PerShareFeeOptions {
  /** Fee per 1.0 of base quantity, quote currency. */
  readonly perShare: number;
  /** Least fee of one fill, quote currency. @defaultValue perShareFeeDefaults.minimum */
  readonly minimum?: number;
}

/** Defaults of {@link perShareFee}. */
export const perShareFeeDefaults: { readonly minimum: number } = { minimum: 0 };

/**
 * A fee per share (per 1.0 of base quantity) with a minimum a fill, in the quote currency.
 *
 * @throws PlimsollError `execution/bad-fee`.
 */
export function perShareFee(options: PerShareFeeOptions): FeeModel {
  const { perShare, minimum } = { ...perShareFeeDefaults, ...options };
  checkNumber(perShare, 'execution/bad-fee', ['perShare'], { min: 0 });
  checkNumber(minimum, 'execution/bad-fee', ['minimum'], { min: 0 });
  return {
    kind: 'per-share-fee',
    version: 1,
    params: { perShare, minimum },
    fee: ({ instrument, lots }) => ({
      amount: Math.max(minimum, lots * Number(instrument.lotSize) * perShare),
      currency: instrument.quoteCurrency,
    }),
  };
}
