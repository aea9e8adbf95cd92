import type { Instrument } from '../domain/instrument.ts';
import { misuse } from '../errors/misuse.ts';
import { parseDecimal, type ScaledDecimal, stepsIn, ten } from './decimal.ts';

/** A positive decimal as a quotient of two doubles that are exact, for fast paths. */
export interface ExactRatio {
  /** Numerator, a safe integer. */
  readonly numerator: number;
  /** Denominator, a power of ten up to 10^22. */
  readonly denominator: number;
}

/** One tick band, ready for arithmetic. */
export interface TickStep extends ExactRatio {
  /** Lowest price of the band. */
  readonly fromPrice: number;
  /** The tick as an exact decimal. */
  readonly tick: ScaledDecimal;
}

/** The quantity and price grids of one definition. */
export interface Grid {
  /** Smallest holding. */
  readonly unit: ScaledDecimal;
  /** Smallest holding as a quotient of doubles. */
  readonly unitRatio: ExactRatio;
  /** Order step. */
  readonly lot: ScaledDecimal;
  /** Units in one lot. */
  readonly unitsPerLot: number;
  /** Tick bands, ascending; the first also serves prices below it. */
  readonly bands: readonly [TickStep, ...TickStep[]];
}

const positive = (text: string, path: readonly (string | number)[]): ScaledDecimal => {
  const value = parseDecimal(text, path);
  if (value.coefficient > 0n) return value;
  return misuse('core/invalid-instrument', path, text, 'Give a decimal above zero.');
};

const ratioOf = (value: ScaledDecimal, path: readonly (string | number)[]): ExactRatio => {
  const numerator = Number(value.coefficient);
  if (Number.isSafeInteger(numerator) && value.scale <= 22) {
    return { numerator, denominator: Number(ten(value.scale)) };
  }
  return misuse(
    'core/invalid-instrument',
    path,
    value.coefficient,
    'Give at most 15 significant digits and 22 decimals.',
  );
};

const bandsOf = (tickSize: Instrument['tickSize']): Grid['bands'] => {
  const table =
    typeof tickSize === 'string' ? [{ fromPrice: '0', tickSize }] : (tickSize as readonly never[]);
  const bands: TickStep[] = [];
  for (const [i, band] of (table as Exclude<Instrument['tickSize'], string>).entries()) {
    const path = typeof tickSize === 'string' ? ['tickSize'] : ['tickSize', i];
    const tick = positive(
      band.tickSize,
      typeof tickSize === 'string' ? path : [...path, 'tickSize'],
    );
    const from = parseDecimal(band.fromPrice, [...path, 'fromPrice']);
    const fromPrice = Number(band.fromPrice);
    const previous = bands[i - 1];
    const rises = previous === undefined ? from.coefficient === 0n : fromPrice > previous.fromPrice;
    const onGrids =
      stepsIn(from, tick, 'exact') !== null &&
      (previous === undefined || stepsIn(from, previous.tick, 'exact') !== null);
    if (!rises || !onGrids) {
      misuse(
        'core/invalid-instrument',
        [...path, 'fromPrice'],
        band.fromPrice,
        'Start the first band at "0", let bands ascend, and let each start on its own grid and that of the band below.',
      );
    }
    bands.push({ fromPrice, tick, ...ratioOf(tick, path) });
  }
  const [first, ...rest] = bands;
  if (first !== undefined) return [first, ...rest];
  return misuse('core/invalid-instrument', ['tickSize'], tickSize, 'Give at least one tick band.');
};

const build = (instrument: Pick<Instrument, 'unitSize' | 'lotSize' | 'tickSize'>): Grid => {
  const unit = positive(instrument.unitSize, ['unitSize']);
  const lot = positive(instrument.lotSize, ['lotSize']);
  const perLot = stepsIn(lot, unit, 'exact');
  if (perLot === null || perLot > BigInt(Number.MAX_SAFE_INTEGER)) {
    misuse(
      'core/invalid-instrument',
      ['lotSize'],
      instrument.lotSize,
      `Give a whole multiple of unitSize "${instrument.unitSize}".`,
    );
  }
  return {
    unit,
    unitRatio: ratioOf(unit, ['unitSize']),
    lot,
    unitsPerLot: Number(perLot),
    bands: bandsOf(instrument.tickSize),
  };
};

// Pure memory of a pure function: definitions are immutable.
const grids = new WeakMap<object, Grid>();

/**
 * The grids of a definition.
 *
 * @throws PlimsollError `core/invalid-instrument` or `core/invalid-decimal` naming the field.
 */
export function gridOf(instrument: Pick<Instrument, 'unitSize' | 'lotSize' | 'tickSize'>): Grid {
  let grid = grids.get(instrument);
  if (grid === undefined) {
    grid = build(instrument);
    grids.set(instrument, grid);
  }
  return grid;
}
