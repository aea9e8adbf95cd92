import type { Instrument } from '../domain/instrument.ts';
import type { SignedUnits } from '../domain/units.ts';
import { checkInteger, checkNumber } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';
import { gridOf } from './grid.ts';

/** Refuses every payoff but `linear` with `core/unsupported-payoff`. */
export function requireLinear(instrument: Pick<Instrument, 'payoff'>): void {
  if (instrument.payoff === 'linear') return;
  misuse(
    'core/unsupported-payoff',
    ['instrument', 'payoff'],
    instrument.payoff,
    'Only linear payoffs are valued in this version.',
  );
}

/**
 * Signed value of a holding in quote currency: signedUnits × unitSize × price × multiplier. The
 * quantity is the double nearest to the exact decimal; each further product rounds once.
 *
 * @throws PlimsollError `core/unsupported-payoff`, `core/invalid-units`, `core/invalid-price`.
 */
export function notional(instrument: Instrument, signedUnits: SignedUnits, price: number): number {
  requireLinear(instrument);
  checkInteger(signedUnits, 'core/invalid-units', ['signedUnits']);
  checkNumber(price, 'core/invalid-price', ['price']);
  const { numerator, denominator } = gridOf(instrument).unitRatio;
  return ((signedUnits * numerator) / denominator) * instrument.multiplier * price + 0;
}
