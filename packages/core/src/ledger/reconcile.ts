import { statementFault } from '../doors/check-account-reported.ts';
import type { AccountBreak, AccountReported } from '../events/account-events.ts';
import { accountFor } from './booking.ts';
import { totalOf } from './exact-sum.ts';
import { type LedgerAnswer, refused } from './ledger-event.ts';
import type { LedgerState } from './ledger-state.ts';

/** Relative difference of a balance that is rounding, not a break. */
const rounding = 1e-12;

/**
 * Compares the books with a statement: units by instrument (buckets netted) exactly, cash within the
 * tolerance of its currency. What the statement leaves out it reports as zero.
 */
export function reconcile(
  state: LedgerState,
  statement: AccountReported,
  at: number,
): LedgerAnswer {
  const fault = statementFault(statement);
  if (fault !== null) return refused('', 'core/invalid-statement', fault.path, fault.remedy);
  const account = accountFor(state, statement.account);
  const units = new Map<string, number>();
  for (const { instrumentId, history } of account.positions.values()) {
    units.set(instrumentId, (units.get(instrumentId) ?? 0) + history.now.units);
  }
  const breaks: AccountBreak[] = [];
  const reportedUnits = new Map(Object.entries(statement.positions));
  for (const key of [...new Set([...units.keys(), ...reportedUnits.keys()])].sort()) {
    const expected = units.get(key) ?? 0;
    const reported = reportedUnits.get(key) ?? 0;
    if (expected !== reported) breaks.push({ kind: 'position', key, expected, reported });
  }
  const reportedCash = new Map(Object.entries(statement.cash));
  const tolerances = new Map(Object.entries(state.config.cashTolerance));
  for (const key of [...new Set([...account.cash.keys(), ...reportedCash.keys()])].sort()) {
    const expected = totalOf(account.cash.get(key) ?? []);
    const reported = reportedCash.get(key) ?? 0;
    const slack = (tolerances.get(key) ?? 0) + rounding * Math.max(1, Math.abs(expected));
    if (Math.abs(expected - reported) > slack)
      breaks.push({ kind: 'cash', key, expected, reported });
  }
  account.breaks = breaks;
  account.latestAt = Math.max(account.latestAt, at);
  state.accounts.set(account.account, account);
  const { occurredAt } = statement;
  return {
    status: 'reconciled',
    reconciliation: { account: statement.account, breaks, statementAt: occurredAt },
  };
}
