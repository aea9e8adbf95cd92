import type { Bar } from '../domain/bar.ts';
import type { ErrorPath } from '../errors/plimsoll-error.ts';
import {
  type FieldFault,
  type FieldRules,
  firstFault,
  flag,
  name,
  notNegative,
  number,
  oneOf,
  orNull,
  requireNone,
  wholeFrom,
} from './field-rules.ts';

const rules: FieldRules<Bar> = {
  instrumentId: name,
  openAt: number,
  closeAt: number,
  knownAt: number,
  open: number,
  high: number,
  low: number,
  close: number,
  volume: orNull(notNegative),
  price: oneOf('trade', 'mid', 'mark', 'index'),
  adjusted: flag,
  session: name,
  final: flag,
  revision: wholeFrom(0),
};

const atField = (bar: Bar, field: keyof Bar, remedy: string): FieldFault => ({
  path: [field],
  received: bar[field],
  remedy,
});

/** What is wrong with a candidate bar, or `null`. */
export function barFault(candidate: unknown): FieldFault | null {
  const fault = firstFault(candidate, rules);
  if (fault !== null) return fault;
  const bar = candidate as Bar;
  const { open, high, low, close } = bar;
  if (bar.closeAt <= bar.openAt) return atField(bar, 'closeAt', 'Close after openAt.');
  if (bar.final && bar.knownAt < bar.closeAt) {
    return atField(bar, 'knownAt', 'A final bar is not known before its closeAt.');
  }
  if (bar.knownAt < bar.openAt) return atField(bar, 'knownAt', 'A bar is not known before openAt.');
  if (high < low) return atField(bar, 'high', 'Give a high of at least the low.');
  if (open > high || open < low) return atField(bar, 'open', 'Give an open within low and high.');
  if (close > high || close < low)
    return atField(bar, 'close', 'Give a close within low and high.');
  return null;
}

/**
 * Validates a bar at the door and returns it. A bar is plain JSON: `canonicalJson(bar)` writes it,
 * `checkBar(JSON.parse(text))` reads it back.
 *
 * @param path - Where the candidate stands in the caller's data, for the error.
 * @throws PlimsollError `core/invalid-bar` with the field as path: missing or wrong type, not finite,
 * `openAt < closeAt ≤ knownAt` or `low ≤ open, close ≤ high` violated, negative volume.
 */
export function checkBar(candidate: unknown, path: ErrorPath = []): Bar {
  return requireNone(candidate, barFault(candidate), 'core/invalid-bar', path);
}
