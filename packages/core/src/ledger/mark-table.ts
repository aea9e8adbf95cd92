import type { Instrument } from '../domain/instrument.ts';

/** A price with its time. */
export interface Mark {
  /** Price in quote currency. */
  readonly price: number;
  /** Time of the price. */
  readonly at: number;
}

/** Latest marks by instrument, and the exchange rates that marks of fx and crypto imply. */
export interface MarkTable {
  /** Takes a mark unless a later one is held; of two with one time the one given later stands. */
  set(instrument: Instrument, mark: Mark): void;
  /** Latest mark, or `null`. */
  get(instrumentId: string): Mark | null;
  /** Units of `to` for one `from`, quoted either way round; `null` when neither quote exists. */
  rate(from: string, to: string): Mark | null;
  /** Every mark, by instrument in order of appearance. */
  entries(): readonly (readonly [string, Mark])[];
  /** Every exchange rate as quoted, by `base/quote` in order of appearance. */
  rates(): readonly (readonly [string, Mark])[];
  /** Takes what {@link MarkTable.entries} and {@link MarkTable.rates} returned. */
  restore(
    marks: readonly (readonly [string, Mark])[],
    rates: readonly (readonly [string, Mark])[],
  ): void;
}

const pair = (base: string, quote: string): string => `${base}/${quote}`;

/** An empty {@link MarkTable}. */
export function createMarkTable(): MarkTable {
  const marks = new Map<string, Mark>();
  const rates = new Map<string, Mark>();
  const take = (table: Map<string, Mark>, key: string, mark: Mark): void => {
    const held = table.get(key);
    if (held === undefined || mark.at >= held.at) table.set(key, mark);
  };
  return {
    set({ instrumentId, assetClass, baseCurrency, quoteCurrency }, mark) {
      take(marks, instrumentId, mark);
      const spot = assetClass === 'fx' || assetClass === 'crypto';
      if (spot && baseCurrency !== null && mark.price > 0) {
        take(rates, pair(baseCurrency, quoteCurrency), mark);
      }
    },
    get: (instrumentId) => marks.get(instrumentId) ?? null,
    rate(from, to) {
      const direct = rates.get(pair(from, to));
      const turned = rates.get(pair(to, from));
      if (turned === undefined || (direct !== undefined && direct.at >= turned.at)) {
        return direct ?? null;
      }
      return { price: 1 / turned.price, at: turned.at };
    },
    entries: () => [...marks],
    rates: () => [...rates],
    restore(savedMarks, savedRates) {
      for (const [key, mark] of savedMarks) marks.set(key, mark);
      for (const [key, rate] of savedRates) rates.set(key, rate);
    },
  };
}
