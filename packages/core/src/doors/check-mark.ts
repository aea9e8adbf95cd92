import type { ErrorPath } from '../errors/plimsoll-error.ts';
import type { MarketMark } from '../events/market-events.ts';
import {
  type FieldFault,
  type FieldRules,
  firstFault,
  name,
  number,
  oneOf,
  requireNone,
} from './field-rules.ts';

const rules: FieldRules<MarketMark> = {
  instrumentId: name,
  price: number,
  kind: oneOf('close', 'mid', 'mark', 'index', 'settlement', 'model'),
  occurredAt: number,
  knownAt: number,
};

/** What is wrong with a candidate mark, or `null`. */
export function markFault(candidate: unknown): FieldFault | null {
  return firstFault(candidate, rules);
}

/**
 * Validates a mark at the door and returns it.
 *
 * @throws PlimsollError `core/invalid-mark` with the field as path.
 */
export function checkMark(candidate: unknown, path: ErrorPath = []): MarketMark {
  return requireNone(candidate, markFault(candidate), 'core/invalid-mark', path);
}
