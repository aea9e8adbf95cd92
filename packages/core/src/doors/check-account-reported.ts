import type { ErrorPath } from '../errors/plimsoll-error.ts';
import type { AccountReported } from '../events/account-events.ts';
import {
  type FieldFault,
  type FieldRules,
  firstFault,
  name,
  number,
  recordOf,
  requireNone,
  whole,
} from './field-rules.ts';

const rules: FieldRules<AccountReported> = {
  account: name,
  positions: recordOf(whole),
  cash: recordOf(number),
  occurredAt: number,
};

/** What is wrong with a candidate statement, or `null`. */
export function statementFault(candidate: unknown): FieldFault | null {
  return firstFault(candidate, rules);
}

/**
 * Validates a statement at the door and returns it.
 *
 * @throws PlimsollError `core/invalid-statement` with the field as path.
 */
export function checkAccountReported(candidate: unknown, path: ErrorPath = []): AccountReported {
  return requireNone(candidate, statementFault(candidate), 'core/invalid-statement', path);
}
