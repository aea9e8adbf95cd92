import type { Fill } from '../domain/fill.ts';
import { fillFault } from '../doors/check-fill.ts';
import type { FillBusted, FillCorrected } from '../events/fill-events.ts';
import { accountFor, booked, conflicting, follow, tooOld } from './booking.ts';
import { payFill, type ResolvedFill, resolveFill } from './fill-terms.ts';
import { duplicate, type LedgerAnswer, type NotBooked, refused } from './ledger-event.ts';
import {
  type AccountState,
  type LedgerState,
  openPosition,
  type PositionState,
  positionKey,
} from './ledger-state.ts';
import {
  type BookedFill,
  type Entry,
  indexOfEntry,
  insertEntry,
  replaceEntry,
} from './position-history.ts';

/** Identity of a fill; sorts by `fillId`, since the separator is the lowest character. */
const keyOf = ({ fillId, childId, venue }: Fill): string =>
  `${fillId}\u0000${childId}\u0000${venue}`;

const sameFill = (a: BookedFill, b: BookedFill): boolean =>
  a.side === b.side &&
  a.lots === b.lots &&
  a.price === b.price &&
  a.fee === b.fee &&
  a.feeCurrency === b.feeCurrency;

const entryOf = (fill: Fill, { netUnits, record }: ResolvedFill): Entry => ({
  at: fill.occurredAt,
  rank: 1,
  key: keyOf(fill),
  change: { kind: 'trade', units: netUnits, price: fill.price },
  fill: record,
});

const tooLarge = (
  account: AccountState,
  { instrument, bucket, netUnits, record }: ResolvedFill,
  withoutUnits: number,
): NotBooked | null => {
  const held = account.positions.get(positionKey(instrument.instrumentId, bucket));
  const units = (held?.history.now.units ?? 0) - withoutUnits + netUnits;
  const value = Math.abs(record.price) * Math.abs(record.grossUnits) * instrument.multiplier;
  if (Number.isSafeInteger(units) && value < 1e290 && Math.abs(record.fee) < 1e290) return null;
  return refused(
    account.account,
    'core/unsafe-quantity',
    ['lots'],
    'Stay within 2^53 - 1 smallest units and 1e290 of value.',
  );
};

interface Located {
  readonly position: PositionState;
  readonly index: number;
  readonly entry: Entry;
}

const locate = (account: AccountState, key: string): Located | null => {
  const position = account.positions.get(account.bookings.get(key) ?? '');
  if (position === undefined) return null;
  const index = indexOfEntry(position.history, key);
  const entry = position.history.entries[index];
  return entry === undefined ? null : { position, index, entry };
};

/** Books a fill. */
export function applyFill(state: LedgerState, fill: Fill, at: number): LedgerAnswer {
  const fault = fillFault(fill);
  if (fault !== null) return refused('', 'core/invalid-fill', fault.path, fault.remedy);
  const account = accountFor(state, fill.account);
  const old = tooOld(state, account, fill.occurredAt, at, ['occurredAt']);
  if (old !== null) return old;
  const resolved = resolveFill(state, account, fill);
  if ('status' in resolved) return resolved;
  const key = keyOf(fill);
  const known = locate(account, key);
  if (known !== null) {
    const { fill: record } = known.entry;
    const same =
      record === null || (sameFill(record, resolved.record) && known.entry.at === fill.occurredAt);
    return same ? duplicate(fill.account, 'fillId') : conflicting(fill.account, 'fillId');
  }
  const large = tooLarge(account, resolved, 0);
  if (large !== null) return large;
  const { instrument, bucket, record } = resolved;
  const position = openPosition(account, instrument, bucket);
  const currencies = payFill(account, position, record, 1);
  const entry = entryOf(fill, resolved);
  account.bookings.set(key, positionKey(fill.instrumentId, bucket));
  const outflows = insertEntry(position.history, entry, state.config.maxBasisLots);
  const touched = follow(state, account, position, outflows);
  return booked(state, account, at, 'fill', touched, currencies);
}

const mismatch = (account: string, path: readonly string[]): NotBooked =>
  refused(
    account,
    'core/correction-mismatch',
    path,
    'A correction keeps account, instrument, bucket and ids of the fill; bust it and send another.',
  );

const findBooked = (
  state: LedgerState,
  fill: Fill,
  at: number,
  field: string,
): (Located & { readonly account: AccountState }) | NotBooked => {
  const fault = fillFault(fill);
  if (fault !== null) {
    return refused('', 'core/invalid-fill', [field, ...fault.path], fault.remedy);
  }
  const account = accountFor(state, fill.account);
  const old = tooOld(state, account, fill.occurredAt, at, [field, 'occurredAt']);
  if (old !== null) return old;
  const found = locate(account, keyOf(fill));
  if (found === null) {
    return refused(
      fill.account,
      'core/unknown-fill',
      [field, 'fillId'],
      'Send the fill first; one that was never booked cannot be changed.',
    );
  }
  const { instrumentId, bucket } = found.position;
  if (instrumentId !== fill.instrumentId || bucket !== (fill.bucket ?? 'net')) {
    return mismatch(fill.account, [field, 'instrumentId']);
  }
  return tooOld(state, account, found.entry.at, at, [field, 'occurredAt']) ?? { ...found, account };
};

/** Books a position's history again as if the fill had been right from the start. */
export function applyCorrection(
  state: LedgerState,
  { original, corrected }: FillCorrected,
  at: number,
): LedgerAnswer {
  const found = findBooked(state, original, at, 'original');
  if ('status' in found) return found;
  const { account, position, index, entry } = found;
  const fault = fillFault(corrected);
  if (fault !== null) {
    return refused(
      original.account,
      'core/invalid-fill',
      ['corrected', ...fault.path],
      fault.remedy,
    );
  }
  for (const field of [
    'fillId',
    'childId',
    'venue',
    'account',
    'instrumentId',
    'bucket',
  ] as const) {
    if (corrected[field] !== original[field]) {
      return mismatch(original.account, ['corrected', field]);
    }
  }
  const old = tooOld(state, account, corrected.occurredAt, at, ['corrected', 'occurredAt']);
  if (old !== null) return old;
  const resolved = resolveFill(state, account, corrected);
  if ('status' in resolved) return resolved;
  const { fill: record, change } = entry;
  if (record === null) {
    return refused(
      original.account,
      'core/busted-fill',
      ['original', 'fillId'],
      'The fill was busted; send a new one.',
    );
  }
  if (sameFill(record, resolved.record) && entry.at === corrected.occurredAt) {
    return duplicate(original.account, 'fillId');
  }
  const large = tooLarge(account, resolved, change.kind === 'trade' ? change.units : 0);
  if (large !== null) return large;
  const currencies = [
    ...payFill(account, position, record, -1),
    ...payFill(account, position, resolved.record, 1),
  ];
  const next = entryOf(corrected, resolved);
  const outflows = replaceEntry(position.history, index, next, state.config.maxBasisLots);
  const touched = follow(state, account, position, outflows);
  return booked(state, account, at, 'correction', touched, currencies);
}

/** Books a position's history again as if the fill had never been. */
export function applyBust(state: LedgerState, { fill }: FillBusted, at: number): LedgerAnswer {
  const found = findBooked(state, fill, at, 'fill');
  if ('status' in found) return found;
  const { account, position, index, entry } = found;
  if (entry.fill === null) return duplicate(fill.account, 'fillId');
  const currencies = payFill(account, position, entry.fill, -1);
  // The entry stays, so that a repetition of the fill is recognised while it could still come.
  const next: Entry = { ...entry, change: { kind: 'none' }, fill: null };
  const outflows = replaceEntry(position.history, index, next, state.config.maxBasisLots);
  const touched = follow(state, account, position, outflows);
  return booked(state, account, at, 'bust', touched, currencies);
}
