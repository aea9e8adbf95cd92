import type { Instrument } from '../domain/instrument.ts';
import type { UnixMs } from '../domain/units.ts';
import { misuse } from '../errors/misuse.ts';
import { defineInstrument } from './define-instrument.ts';

/**
 * The definition of an instrument in force at a time: the latest with `effectiveAt ≤ at`; of two
 * that take effect together the one given later. `null` before the first.
 *
 * @param definitions - Any number of instruments and dates, in any order.
 */
export function instrumentAt(
  definitions: readonly Instrument[],
  instrumentId: string,
  at: UnixMs,
): Instrument | null {
  let found: Instrument | null = null;
  for (const candidate of definitions) {
    if (candidate.instrumentId !== instrumentId || candidate.effectiveAt > at) continue;
    if (found === null || candidate.effectiveAt >= found.effectiveAt) found = candidate;
  }
  return found;
}

// What a holding is counted and valued in. Another of these is another instrument.
const lasting = [
  'assetClass',
  'payoff',
  'baseCurrency',
  'quoteCurrency',
  'settlementCurrency',
  'unitSize',
  'multiplier',
] as const;

/** Effective-dated definitions that grow as `market.instrument-defined` arrives. */
export interface InstrumentBook {
  /**
   * Adds a definition, replacing one with the same `effectiveAt`.
   *
   * @throws PlimsollError `core/invalid-instrument`, or `core/instrument-redefined` when a field that
   * counts or values a holding differs from the earlier definitions; nothing is added then.
   */
  define(instrument: Instrument): void;
  /** The definition in force; see {@link instrumentAt}. */
  at(instrumentId: string, at: UnixMs): Instrument | null;
  /** The latest definition, whether in force yet or not. */
  latest(instrumentId: string): Instrument | null;
  /** Every definition, by instrument in order of appearance, then by date. */
  definitions(): readonly Instrument[];
}

/** Makes an {@link InstrumentBook} holding `definitions`. */
export function createInstrumentBook(definitions: readonly Instrument[] = []): InstrumentBook {
  const byId = new Map<string, Instrument[]>();

  const define = (candidate: Instrument): void => {
    const instrument = defineInstrument(candidate);
    const known = byId.get(instrument.instrumentId);
    if (known === undefined) {
      byId.set(instrument.instrumentId, [instrument]);
      return;
    }
    for (const field of lasting) {
      const before = known[0]?.[field];
      if (instrument[field] !== before) {
        misuse(
          'core/instrument-redefined',
          [field],
          instrument[field],
          `It was ${JSON.stringify(before)}; give the new contract an instrumentId of its own and move holdings with position.adjusted.`,
        );
      }
    }
    const others = known.filter(({ effectiveAt }) => effectiveAt !== instrument.effectiveAt);
    others.push(instrument);
    byId.set(
      instrument.instrumentId,
      others.sort((a, b) => a.effectiveAt - b.effectiveAt),
    );
  };

  for (const definition of definitions) define(definition);
  return {
    define,
    at: (instrumentId, at) =>
      byId.get(instrumentId)?.findLast(({ effectiveAt }) => effectiveAt <= at) ?? null,
    latest: (instrumentId) => byId.get(instrumentId)?.at(-1) ?? null,
    definitions: () => [...byId.values()].flat(),
  };
}
