import type { PortfolioChanged } from '../events/portfolio-events.ts';
import { totalOf } from './exact-sum.ts';
import { duplicate, type LedgerAnswer, type NotBooked, refused } from './ledger-event.ts';
import {
  type AccountState,
  emptyAccount,
  type LedgerState,
  type PositionState,
  pay,
  positionKey,
} from './ledger-state.ts';
import {
  type Entry,
  foldBefore,
  indexOfEntry,
  type Outflow,
  replaceEntry,
} from './position-history.ts';
import { realizedOf, viewPosition } from './position-view.ts';

/** The account of an event; not kept until something is booked. */
export function accountFor(state: LedgerState, name: string): AccountState {
  return state.accounts.get(name) ?? emptyAccount(state.config, name);
}

/** Refuses what happened before the correction window. */
export function tooOld(
  state: LedgerState,
  account: AccountState,
  occurredAt: number,
  at: number,
  path: readonly string[],
): NotBooked | null {
  const horizon = Math.max(account.latestAt, at) - state.config.correctionWindowMs;
  if (occurredAt >= horizon) return null;
  return refused(
    account.account,
    'core/before-horizon',
    path,
    `It happened before the correction window (${state.config.correctionWindowMs} ms); book a position.adjusted correction and a cash flow dated now, or widen correctionWindowMs.`,
  );
}

/** Tells a repeated id with the same content from one that contradicts what was booked. */
export function alreadySeen(
  account: AccountState,
  key: string,
  content: string,
  field: string,
): NotBooked | null {
  const seen = account.seen.get(key);
  if (seen === undefined) return null;
  const same = seen.content === content;
  return same ? duplicate(account.account, field) : conflicting(account.account, field);
}

/** The answer to an id that was booked with other content. */
export function conflicting(account: string, field: string): NotBooked {
  return refused(
    account,
    'core/conflicting-duplicate',
    [field],
    'This id was booked with other content; send fill.corrected, or give it an id of its own.',
  );
}

/** Pays a change of a `credited` position's realised result into cash. */
export function settleResult(account: AccountState, position: PositionState): void {
  if (position.terms.settlement !== 'credited') return;
  const realized = realizedOf(position);
  pay(account.cash, position.terms.currency, -position.creditedPnl);
  pay(account.cash, position.terms.currency, realized);
  position.creditedPnl = realized;
}

const sameLots = (a: Entry, lots: Outflow['lots']): boolean =>
  a.change.kind === 'in' && JSON.stringify(a.change.lots) === JSON.stringify(lots);

/**
 * Follows lots that left `position` into the positions they went to, and from there on, so that
 * a late change upstream books everything downstream again. Returns every position touched.
 */
export function follow(
  state: LedgerState,
  account: AccountState,
  position: PositionState,
  outflows: readonly Outflow[],
  touched: Set<PositionState> = new Set(),
): Set<PositionState> {
  touched.add(position);
  settleResult(account, position);
  for (const { to, key, lots } of outflows) {
    const target = account.positions.get(to);
    if (target === undefined) continue;
    const index = indexOfEntry(target.history, key);
    const entry = target.history.entries[index];
    if (entry === undefined || sameLots(entry, lots)) continue;
    const next: Entry = { ...entry, change: { kind: 'in', lots } };
    const onwards = replaceEntry(target.history, index, next, state.config.maxBasisLots);
    follow(state, account, target, onwards, touched);
  }
  return touched;
}

const foldBatch = 64;

const forget = (state: LedgerState, account: AccountState, touched: Set<PositionState>): void => {
  const horizon = account.latestAt - state.config.correctionWindowMs;
  for (const position of touched) {
    const { history, instrumentId } = position;
    const markAt = state.marks.get(instrumentId)?.at ?? Number.NEGATIVE_INFINITY;
    // A quarter of the window at a time keeps the cost of folding proportional to the entries.
    const batch = Math.max(foldBatch, history.entries.length >> 2);
    const gone = foldBefore(history, horizon, batch, markAt, state.config.maxBasisLots);
    for (const key of gone) account.bookings.delete(key);
  }
  for (const [key, { at }] of account.seen) {
    if (at >= horizon) break;
    account.seen.delete(key);
  }
};

/** Ends a booking: keeps the account, moves its present on, and says what changed. */
export function booked(
  state: LedgerState,
  account: AccountState,
  at: number,
  cause: PortfolioChanged['cause'],
  touched: Set<PositionState>,
  currencies: readonly string[],
): LedgerAnswer {
  state.accounts.set(account.account, account);
  account.latestAt = Math.max(account.latestAt, at);
  forget(state, account, touched);
  const cash: Record<string, number> = {};
  const names = new Set(currencies);
  for (const { terms } of touched) if (terms.settlement === 'credited') names.add(terms.currency);
  for (const name of names) cash[name] = totalOf(account.cash.get(name) ?? []);
  const positions = [...touched]
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map((position) => viewPosition(account.account, position, state.marks));
  return { status: 'booked', change: { account: account.account, positions, cash, cause } };
}

const keyOf = ({ instrumentId, bucket }: PositionState): string =>
  positionKey(instrumentId, bucket);
