import type { Instrument } from '../domain/instrument.ts';
import type { Side } from '../domain/units.ts';
import { checkNumber } from '../errors/checks.ts';
import { formatDecimal, type GridRounding, parseDecimal, stepsIn } from './decimal.ts';
import { gridOf, type TickStep } from './grid.ts';

/**
 * Direction of tick rounding: `passive` never gives up price (buy down, sell up), `aggressive` never
 * gives up the trade (buy up, sell down), `nearest` takes the closer tick and, on a tie, the passive
 * one.
 */
export type TickMode = 'passive' | 'aggressive' | 'nearest';

const bandAt = (instrument: Instrument, price: number): TickStep => {
  const { bands } = gridOf(instrument);
  let band = bands[0];
  for (const candidate of bands) if (price >= candidate.fromPrice) band = candidate;
  return band;
};

// Both products are exact below 2^53 and a quotient of exact doubles is correctly rounded, so
// equality means: this double is the nearest one to a multiple of the tick.
const isOnBand = (band: TickStep, price: number): boolean => {
  const scaled = Math.round((price * band.denominator) / band.numerator) * band.numerator;
  return Number.isSafeInteger(scaled) && scaled / band.denominator === price;
};

const snap = (band: TickStep, price: number, rounding: GridRounding): number => {
  const { coefficient, scale } = band.tick;
  const steps = stepsIn(parseDecimal(price), band.tick, rounding) as bigint;
  return Number(formatDecimal({ coefficient: coefficient * steps, scale }));
};

/**
 * Moves a price onto the tick grid, as the double nearest to the exact decimal. A price off the grid
 * by floating-point noise (beyond 15 significant digits) snaps to its own tick.
 *
 * @throws PlimsollError `core/invalid-price` when `price` is not finite.
 *
 * @example
 * ```ts
 * roundToTick(stock, 10.019, 'buy', 'passive'); // 10.01
 * ```
 */
export function roundToTick(
  instrument: Instrument,
  price: number,
  side: Side,
  mode: TickMode,
): number {
  checkNumber(price, 'core/invalid-price', ['price']);
  const band = bandAt(instrument, price);
  if (isOnBand(band, price)) return price === 0 ? 0 : price;
  const passive = side === 'buy' ? 'down' : 'up';
  if (mode === 'passive') return snap(band, price, passive);
  const aggressive = side === 'buy' ? 'up' : 'down';
  if (mode === 'aggressive') return snap(band, price, aggressive);
  const halves = stepsIn(parseDecimal(price * 2), band.tick, 'exact');
  const tied = halves !== null && halves % 2n !== 0n;
  return snap(band, price, tied ? passive : 'nearest');
}

/** Whether `price` is exactly the double nearest to a multiple of its tick. */
export function isOnTick(instrument: Instrument, price: number): boolean {
  if (!Number.isFinite(price)) return false;
  const band = bandAt(instrument, price);
  return isOnBand(band, price) || snap(band, price, 'nearest') === price;
}
