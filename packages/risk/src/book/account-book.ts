import { type Instrument, notional } from '@plimsoll/core';
import type { Exposure, ReferencePrice } from '../limits/risk-limit.ts';
import { worstUnits } from '../limits/worst-case.ts';

/** Updates after which the running gross is summed afresh, so that rounding cannot pile up. */
const RESUM_EVERY = 65_536;

interface Entry extends Exposure {
  signedUnits: number;
  workingBuyUnits: number;
  workingSellUnits: number;
  /** Worst-case notional in base currency; `null` while a price or rate is missing. */
  worst: number | null;
}

/** What values a unit: definition, price and rate, each possibly still unknown. */
export interface Valuer {
  /** Definition in force. */
  instrument(instrumentId: string): Instrument | null;
  /** Latest price. */
  price(instrumentId: string): ReferencePrice | null;
  /** Base currency per unit of `currency`. */
  rate(currency: string): number | null;
}

/** Holdings and working orders of one account with its worst-case gross, kept incrementally. */
export interface AccountBook {
  /** Holding and working orders; zeros when there are none. */
  exposure(instrumentId: string): Exposure;
  /** Instruments with a holding or a working order. */
  instruments(): readonly string[];
  /** Adds to holding and working orders; negative values take away, working never below zero. */
  change(instrumentId: string, delta: Partial<Exposure>): void;
  /** Values the instrument again after a price, rate or definition changed. */
  revalue(instrumentId: string): void;
  /** Worst-case gross; `unpriced` names an exposed instrument that cannot be valued. */
  gross(): { readonly amount: number; readonly unpriced: string | null };
}

const flat: Exposure = { signedUnits: 0, workingBuyUnits: 0, workingSellUnits: 0 };

/** Starts an empty account. */
export function createAccountBook(valuer: Valuer): AccountBook {
  const entries = new Map<string, Entry>();
  const unpriced = new Set<string>();
  let gross = 0;
  let updates = 0;

  const worstOf = (instrumentId: string, entry: Entry): number | null => {
    const units = worstUnits(entry);
    if (units === 0) return 0;
    const instrument = valuer.instrument(instrumentId);
    const price = valuer.price(instrumentId);
    const rate = instrument === null ? null : valuer.rate(instrument.quoteCurrency);
    if (instrument === null || price === null || rate === null) return null;
    return notional(instrument, units, price.price) * rate;
  };

  const value = (instrumentId: string, entry: Entry) => {
    const worst = worstOf(instrumentId, entry);
    gross += (worst ?? 0) - (entry.worst ?? 0);
    entry.worst = worst;
    if (worst === null) unpriced.add(instrumentId);
    else unpriced.delete(instrumentId);
    updates += 1;
    if (updates % RESUM_EVERY === 0) {
      gross = 0;
      for (const each of entries.values()) gross += each.worst ?? 0;
    }
  };

  return {
    exposure: (instrumentId) => entries.get(instrumentId) ?? flat,
    instruments: () => [...entries.keys()],
    change(instrumentId, delta) {
      const entry = entries.get(instrumentId) ?? { ...flat, worst: 0 };
      entry.signedUnits += delta.signedUnits ?? 0;
      entry.workingBuyUnits = Math.max(0, entry.workingBuyUnits + (delta.workingBuyUnits ?? 0));
      entry.workingSellUnits = Math.max(0, entry.workingSellUnits + (delta.workingSellUnits ?? 0));
      entries.set(instrumentId, entry);
      value(instrumentId, entry);
      if (worstUnits(entry) === 0 && entry.signedUnits === 0) entries.delete(instrumentId);
    },
    revalue(instrumentId) {
      const entry = entries.get(instrumentId);
      if (entry !== undefined) value(instrumentId, entry);
    },
    gross: () => ({ amount: gross, unpriced: unpriced.values().next().value ?? null }),
  };
}
