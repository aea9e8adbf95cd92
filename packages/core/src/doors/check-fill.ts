import type { Fill } from '../domain/fill.ts';
import type { ErrorPath } from '../errors/plimsoll-error.ts';
import {
  type FieldFault,
  type FieldRules,
  firstFault,
  name,
  number,
  oneOf,
  orAbsent,
  requireNone,
  wholeFrom,
} from './field-rules.ts';

const rules: FieldRules<Fill> = {
  fillId: name,
  orderId: name,
  childId: name,
  account: name,
  strategy: name,
  venue: name,
  instrumentId: name,
  bucket: orAbsent(oneOf('net', 'long', 'short')),
  side: oneOf('buy', 'sell'),
  lots: wholeFrom(1),
  price: number,
  fee: number,
  feeCurrency: name,
  liquidity: oneOf('maker', 'taker', 'unknown'),
  occurredAt: number,
  knownAt: number,
};

/** What is wrong with a candidate fill, or `null`. */
export function fillFault(candidate: unknown): FieldFault | null {
  return firstFault(candidate, rules);
}

/**
 * Validates a fill at the door and returns it.
 *
 * @throws PlimsollError `core/invalid-fill` with the field as path.
 */
export function checkFill(candidate: unknown, path: ErrorPath = []): Fill {
  return requireNone(candidate, fillFault(candidate), 'core/invalid-fill', path);
}
