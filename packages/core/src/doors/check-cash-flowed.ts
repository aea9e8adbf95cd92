import type { ErrorPath } from '../errors/plimsoll-error.ts';
import type { CashFlowed } from '../events/account-events.ts';
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
} from './field-rules.ts';

const rules: FieldRules<CashFlowed> = {
  flowId: name,
  account: name,
  kind: oneOf(
    'deposit',
    'withdrawal',
    'dividend',
    'interest',
    'borrow',
    'funding',
    'tax',
    'fee',
    'transfer',
    'variation-margin',
  ),
  currency: name,
  amount: number,
  instrumentId: orNull(name),
  bucket: orAbsent(oneOf('net', 'long', 'short')),
  occurredAt: number,
};

/** What is wrong with a candidate cash flow, or `null`. */
export function cashFlowFault(candidate: unknown): FieldFault | null {
  const fault = firstFault(candidate, rules);
  if (fault !== null) return fault;
  const { kind, amount, instrumentId } = candidate as CashFlowed;
  if (kind === 'deposit' && amount < 0) {
    return { path: ['amount'], received: amount, remedy: 'A deposit is positive.' };
  }
  if (kind === 'withdrawal' && amount > 0) {
    return { path: ['amount'], received: amount, remedy: 'A withdrawal is negative.' };
  }
  if (kind === 'variation-margin' && instrumentId === null) {
    return { path: ['instrumentId'], received: null, remedy: 'Name the contract it settles.' };
  }
  return null;
}

/**
 * Validates a cash flow at the door and returns it: amounts are signed, positive into the account.
 *
 * @throws PlimsollError `core/invalid-cash-flow` with the field as path.
 */
export function checkCashFlowed(candidate: unknown, path: ErrorPath = []): CashFlowed {
  return requireNone(candidate, cashFlowFault(candidate), 'core/invalid-cash-flow', path);
}
