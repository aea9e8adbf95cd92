import type { Instrument } from '../domain/instrument.ts';
import type { PositionBucket } from '../domain/position.ts';
import { adjustmentFault } from '../doors/check-position-adjusted.ts';
import type { PositionAdjusted } from '../events/account-events.ts';
import { accountFor, alreadySeen, booked, follow, tooOld } from './booking.ts';
import { contractTerms } from './contract-terms.ts';
import { bookableInstrument, bucketOf } from './fill-terms.ts';
import { type LedgerAnswer, type NotBooked, refused } from './ledger-event.ts';
import {
  type AccountState,
  type LedgerState,
  openPosition,
  type PositionState,
  pay,
  positionKey,
} from './ledger-state.ts';
import { type Change, type Entry, insertEntry } from './position-history.ts';
import { markOf } from './position-view.ts';

const unsupported = (account: string, field: string, remedy: string): NotBooked =>
  refused(account, 'core/unsupported-adjustment', [field], remedy);

const converted = (units: number, { numerator, denominator }: PositionAdjusted['ratio']): number =>
  Number((BigInt(units) * BigInt(numerator)) / BigInt(denominator));

/** The buckets whose holdings a ratio changes, the one that takes cash in lieu first. */
const bucketsOf = (account: AccountState, instrumentId: string): readonly PositionBucket[] => {
  if (account.positionMode === 'netting') return ['net'];
  const long = account.positions.get(positionKey(instrumentId, 'long'));
  return (long?.history.now.units ?? 0) === 0 ? ['short', 'long'] : ['long', 'short'];
};

const entryOf = (adjusted: PositionAdjusted, change: Change): Entry => ({
  at: adjusted.occurredAt,
  rank: 0,
  key: adjusted.adjustmentId,
  change,
  fill: null,
});

/** The new instrument opens with a mark that leaves the value unchanged, until it has its own. */
const carryMark = (
  state: LedgerState,
  from: PositionState,
  into: Instrument,
  { ratio, basisShare }: PositionAdjusted,
  valueRatio: number,
): void => {
  const mark = markOf(from, state.marks);
  if (mark === null || ratio.numerator === 0 || state.marks.get(into.instrumentId) !== null) return;
  const price = mark.price * basisShare * (ratio.denominator / ratio.numerator) * valueRatio;
  state.marks.set(into, { price, at: mark.at });
};

const applyOutright = (
  state: LedgerState,
  account: AccountState,
  instrument: Instrument,
  adjusted: PositionAdjusted,
  at: number,
): LedgerAnswer => {
  const bucket = bucketOf(account, adjusted.bucket);
  if (typeof bucket === 'object') return bucket;
  const { kind, unitsDelta } = adjusted;
  const price = adjusted.price as number;
  const held = account.positions.get(positionKey(instrument.instrumentId, bucket));
  const safe = Number.isSafeInteger((held?.history.now.units ?? 0) + unitsDelta);
  if (!safe || Math.abs(price) * Math.abs(unitsDelta) * instrument.multiplier > 1e290) {
    return refused(
      adjusted.account,
      'core/unsafe-quantity',
      ['unitsDelta'],
      'Stay within 2^53 - 1 smallest units and 1e290 of value.',
    );
  }
  const position = openPosition(account, instrument, bucket);
  const { currency, money, settlement } = position.terms;
  const value = settlement === 'paid' ? money(unitsDelta, price) : 0;
  const currencies: string[] = [];
  if (kind === 'assignment' && value !== 0) {
    pay(account.cash, currency, -value);
    currencies.push(currency);
  }
  if (kind !== 'assignment') {
    pay(account.inKind, currency, value);
    pay(account.pendingFlow, currency, value);
  }
  const entry = entryOf(adjusted, { kind: 'trade', units: unitsDelta, price });
  const outflows = insertEntry(position.history, entry, state.config.maxBasisLots);
  const touched = follow(state, account, position, outflows);
  return booked(state, account, at, 'adjustment', touched, currencies);
};

const applyRatio = (
  state: LedgerState,
  account: AccountState,
  instrument: Instrument,
  into: Instrument,
  adjusted: PositionAdjusted,
  at: number,
): LedgerAnswer => {
  const { kind, ratio, basisShare, cashInLieu } = adjusted;
  const terms = contractTerms(instrument);
  const newTerms = contractTerms(into);
  if (terms.currency !== newTerms.currency || terms.settlement !== newTerms.settlement) {
    return unsupported(
      adjusted.account,
      'newInstrumentId',
      'Old and new instrument must share quote currency and kind of settlement.',
    );
  }
  if (cashInLieu !== 0 && (terms.settlement !== 'paid' || Math.abs(cashInLieu) > 1e290)) {
    return unsupported(
      adjusted.account,
      'cashInLieu',
      'Cash in lieu is booked for fully paid holdings, up to 1e290.',
    );
  }
  const buckets = bucketsOf(account, instrument.instrumentId);
  for (const bucket of buckets) {
    const held = account.positions.get(positionKey(instrument.instrumentId, bucket));
    const target = account.positions.get(positionKey(into.instrumentId, bucket));
    const after = converted(held?.history.now.units ?? 0, ratio);
    const there = kind === 'split' ? 0 : (target?.history.now.units ?? 0);
    if (Number.isSafeInteger(after) && Number.isSafeInteger(after + there)) continue;
    return refused(
      adjusted.account,
      'core/unsafe-quantity',
      ['ratio'],
      'The new holding would exceed 2^53 - 1 smallest units.',
    );
  }
  const valueRatio = terms.money(1, 1) / newTerms.money(1, 1);
  const touched = new Set<PositionState>();
  buckets.forEach((bucket, i) => {
    const position = openPosition(account, instrument, bucket);
    const inUnits = i === 0 ? cashInLieu / terms.money(1, 1) : 0;
    let change: Change = { kind: 'split', ratio, cashInLieu: inUnits };
    if (kind !== 'split') {
      const target = openPosition(account, into, bucket);
      carryMark(state, position, into, adjusted, valueRatio);
      insertEntry(
        target.history,
        entryOf(adjusted, { kind: 'in', lots: [] }),
        state.config.maxBasisLots,
      );
      touched.add(target);
      change = {
        kind: 'out',
        to: positionKey(into.instrumentId, bucket),
        conversion: {
          ratio,
          basisShare,
          keeps: kind === 'spin-off',
          cashInLieu: inUnits,
          valueRatio,
        },
      };
    }
    const outflows = insertEntry(
      position.history,
      entryOf(adjusted, change),
      state.config.maxBasisLots,
    );
    follow(state, account, position, outflows, touched);
  });
  pay(account.cash, terms.currency, cashInLieu);
  return booked(
    state,
    account,
    at,
    'adjustment',
    touched,
    cashInLieu === 0 ? [] : [terms.currency],
  );
};

/** Books a change of holdings other than by a trade. */
export function applyAdjustment(
  state: LedgerState,
  adjusted: PositionAdjusted,
  at: number,
): LedgerAnswer {
  const fault = adjustmentFault(adjusted);
  if (fault !== null) return refused('', 'core/invalid-adjustment', fault.path, fault.remedy);
  const { adjustmentId, kind, instrumentId, newInstrumentId, occurredAt } = adjusted;
  const account = accountFor(state, adjusted.account);
  const old = tooOld(state, account, occurredAt, at, ['occurredAt']);
  if (old !== null) return old;
  const key = `adjustment:${adjustmentId}`;
  const { ratio, unitsDelta, basisShare, price, cashInLieu, bucket } = adjusted;
  const content = JSON.stringify([
    [kind, instrumentId, newInstrumentId, ratio.numerator, ratio.denominator, unitsDelta],
    [basisShare, price, cashInLieu, bucket, occurredAt],
  ]);
  const seen = alreadySeen(account, key, content, 'adjustmentId');
  if (seen !== null) return seen;
  const name = adjusted.account;
  const instrument = bookableInstrument(state, name, instrumentId, occurredAt, 'instrumentId');
  if ('code' in instrument) return instrument;
  const into = bookableInstrument(state, name, newInstrumentId, occurredAt, 'newInstrumentId');
  if ('code' in into) return into;
  const answer =
    unitsDelta === 0
      ? applyRatio(state, account, instrument, into, adjusted, at)
      : applyOutright(state, account, instrument, adjusted, at);
  if (answer.status === 'booked') account.seen.set(key, { at: occurredAt, content });
  return answer;
}
