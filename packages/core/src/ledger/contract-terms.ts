import type { Instrument } from '../domain/instrument.ts';
import type { ScaledDecimal } from '../instrument/decimal.ts';
import { gridOf } from '../instrument/grid.ts';

/**
 * How trades settle: `paid` exchanges the whole value; `credited` (perpetuals) pays the result of
 * what is closed at once; `varied` (futures) pays through variation-margin flows only.
 */
export type Settlement = 'paid' | 'credited' | 'varied';

/** What of a definition decides how holdings are counted and valued; the same for all its dates. */
export interface ContractTerms {
  /** Quote currency, in which everything here is money. */
  readonly currency: string;
  /** Coin or currency that the holding itself is (spot fx and crypto), or `null`. */
  readonly heldCurrency: string | null;
  /** Smallest holding. */
  readonly unit: ScaledDecimal;
  /** How trades settle. */
  readonly settlement: Settlement;
  /** Money for units × price. */
  readonly money: (units: number, price: number) => number;
}

const settlementOf = ({ assetClass }: Instrument): Settlement => {
  if (assetClass === 'future') return 'varied';
  return assetClass === 'perpetual' ? 'credited' : 'paid';
};

/** Terms of a linear instrument. */
export function contractTerms(instrument: Instrument): ContractTerms {
  const { unit, unitRatio } = gridOf(instrument);
  const { numerator, denominator } = unitRatio;
  const { multiplier, assetClass, baseCurrency, quoteCurrency } = instrument;
  return {
    currency: quoteCurrency,
    heldCurrency: assetClass === 'fx' || assetClass === 'crypto' ? baseCurrency : null,
    unit,
    settlement: settlementOf(instrument),
    money: (units, price) => ((units * numerator) / denominator) * multiplier * price,
  };
}
