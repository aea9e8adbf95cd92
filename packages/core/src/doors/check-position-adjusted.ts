import type { ErrorPath } from '../errors/plimsoll-error.ts';
import type { PositionAdjusted } from '../events/account-events.ts';
import {
  type FieldFault,
  type FieldRules,
  firstFault,
  name,
  number,
  oneOf,
  orAbsent,
  orNull,
  requireNone,
  whole,
} from './field-rules.ts';

const ratio = (value: unknown): string | null => {
  const { numerator, denominator } = (value ?? {}) as Partial<PositionAdjusted['ratio']>;
  const fine =
    Number.isSafeInteger(numerator) &&
    Number.isSafeInteger(denominator) &&
    (numerator as number) >= 0 &&
    (denominator as number) > 0;
  return fine ? null : 'Give whole numbers { numerator ≥ 0, denominator ≥ 1 }.';
};

const rules: FieldRules<PositionAdjusted> = {
  adjustmentId: name,
  account: name,
  kind: oneOf(
    'split',
    'symbol-change',
    'merger',
    'spin-off',
    'assignment',
    'transfer',
    'correction',
  ),
  instrumentId: name,
  newInstrumentId: name,
  ratio,
  bucket: orAbsent(oneOf('net', 'long', 'short')),
  unitsDelta: whole,
  basisShare: number,
  price: orNull(number),
  cashInLieu: number,
  occurredAt: number,
};

const outright = ['assignment', 'transfer', 'correction'];

/** What is wrong with a candidate adjustment, or `null`. */
export function adjustmentFault(candidate: unknown): FieldFault | null {
  const fault = firstFault(candidate, rules);
  if (fault !== null) return fault;
  const adjusted = candidate as PositionAdjusted;
  const at = (field: keyof PositionAdjusted, remedy: string): FieldFault => ({
    path: [field],
    received: adjusted[field],
    remedy,
  });
  const { kind, instrumentId, newInstrumentId, unitsDelta, basisShare, price } = adjusted;
  const { numerator, denominator } = adjusted.ratio;
  const adds = outright.includes(kind);
  const moves = !adds && kind !== 'split';
  if (moves === (instrumentId === newInstrumentId)) {
    return at(
      'newInstrumentId',
      moves ? 'Name the other instrument.' : 'It stays the same instrument.',
    );
  }
  if (numerator === 0 && kind !== 'merger') {
    return at('ratio', 'Only an all-cash merger leaves no units.');
  }
  if (adds && numerator !== denominator) return at('ratio', 'Units added outright take ratio 1/1.');
  if (adds === (unitsDelta === 0)) {
    return at(
      'unitsDelta',
      adds ? 'Give the units added.' : 'Give 0; the ratio says what changes.',
    );
  }
  if (adds === (price === null)) {
    return at('price', adds ? 'Give the price they are taken at.' : 'Give null.');
  }
  if (kind === 'spin-off' ? basisShare < 0 || basisShare > 1 : basisShare !== 1) {
    return at('basisShare', 'Give a fraction for a spin-off and 1 otherwise.');
  }
  if (adds && adjusted.cashInLieu !== 0)
    return at('cashInLieu', 'Give 0 for units added outright.');
  return null;
}

/**
 * Validates an adjustment at the door and returns it.
 *
 * @throws PlimsollError `core/invalid-adjustment` with the field as path: a ratio that is not exact,
 * units without a price, a field that contradicts `kind`.
 */
export function checkPositionAdjusted(candidate: unknown, path: ErrorPath = []): PositionAdjusted {
  return requireNone(candidate, adjustmentFault(candidate), 'core/invalid-adjustment', path);
}
