import type { Fill } from '../domain/fill.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { PositionBucket } from '../domain/position.ts';
import { sideSign } from '../domain/units.ts';
import { formatDecimal, parseDecimal, stepsIn, ten } from '../instrument/decimal.ts';
import { gridOf } from '../instrument/grid.ts';
import { type ContractTerms, contractTerms } from './contract-terms.ts';
import { type NotBooked, refused } from './ledger-event.ts';
import { type AccountState, type LedgerState, type PositionState, pay } from './ledger-state.ts';
import type { BookedFill } from './position-history.ts';

/** A fill translated into units, money and the position it works on. */
export interface ResolvedFill {
  /** Definition in force when it happened. */
  readonly instrument: Instrument;
  /** Position it works on. */
  readonly bucket: PositionBucket;
  /** What is kept of it. */
  readonly record: BookedFill;
  /** Signed units after a fee in kind. */
  readonly netUnits: number;
}

/** The bucket an event names, judged by the account's position mode. */
export function bucketOf(
  account: AccountState,
  bucket: PositionBucket | undefined,
): PositionBucket | NotBooked {
  const netting = account.positionMode === 'netting';
  if (netting && (bucket === undefined || bucket === 'net')) return 'net';
  if (!netting && (bucket === 'long' || bucket === 'short')) return bucket;
  return refused(
    account.account,
    'core/invalid-bucket',
    ['bucket'],
    netting
      ? 'A netting account has only the bucket net.'
      : 'Name the bucket in hedge mode: long or short.',
  );
}

/** The definition that events at `occurredAt` are booked under, if the ledger can value it. */
export function bookableInstrument(
  state: LedgerState,
  account: string,
  instrumentId: string,
  occurredAt: number,
  field: string,
): Instrument | NotBooked {
  const instrument = state.instruments.at(instrumentId, occurredAt);
  if (instrument === null) {
    return refused(
      account,
      'core/unknown-instrument',
      [field],
      'Publish market.instrument-defined in force at that time first, then send it again.',
    );
  }
  if (instrument.payoff !== 'linear') {
    return refused(account, 'core/unsupported-payoff', [field], 'Only linear payoffs are booked.');
  }
  if (instrument.settlementCurrency !== instrument.quoteCurrency) {
    return refused(
      account,
      'core/unsupported-settlement',
      [field],
      'Settlement in another currency than the quote is not booked in this version.',
    );
  }
  return instrument;
}

/** A fee in the coin held: whole units of it, and the rest below one unit. */
const feeInKind = (
  { heldCurrency, unit }: ContractTerms,
  { fee, feeCurrency }: Pick<Fill, 'fee' | 'feeCurrency'>,
): { readonly units: number; readonly rest: number } | null => {
  if (fee === 0 || feeCurrency !== heldCurrency) return null;
  const amount = parseDecimal(fee);
  const units = stepsIn(amount, unit, 'down') as bigint;
  const scale = Math.max(amount.scale, unit.scale);
  const rest =
    amount.coefficient * ten(scale - amount.scale) -
    units * unit.coefficient * ten(scale - unit.scale);
  return { units: Number(units), rest: Number(formatDecimal({ coefficient: rest, scale })) };
};

/** Translates a valid fill, or says why it cannot be booked. */
export function resolveFill(
  state: LedgerState,
  account: AccountState,
  fill: Fill,
): ResolvedFill | NotBooked {
  const name = account.account;
  const bucket = bucketOf(account, fill.bucket);
  if (typeof bucket === 'object') return bucket;
  const { instrumentId, occurredAt, side, lots, price, fee, feeCurrency } = fill;
  const instrument = bookableInstrument(state, name, instrumentId, occurredAt, 'instrumentId');
  if ('code' in instrument) return instrument;
  const grossUnits = sideSign(side) * lots * gridOf(instrument).unitsPerLot;
  const inKind = feeInKind(contractTerms(instrument), fill);
  const netUnits = grossUnits - (inKind?.units ?? 0);
  if (!Number.isSafeInteger(grossUnits) || !Number.isSafeInteger(netUnits)) {
    return refused(name, 'core/unsafe-quantity', ['lots'], 'Stay within 2^53 - 1 smallest units.');
  }
  const record = { side, lots, grossUnits, price, fee, feeCurrency };
  return { instrument, bucket, record, netUnits };
}

/** Pays the money of a fill (`sign` 1) or takes it back (`sign` -1); returns the currencies moved. */
export function payFill(
  account: AccountState,
  { terms }: PositionState,
  { grossUnits, price, fee, feeCurrency }: BookedFill,
  sign: 1 | -1,
): readonly string[] {
  const moved: string[] = [];
  if (terms.settlement === 'paid') {
    pay(account.cash, terms.currency, -sign * terms.money(grossUnits, price));
    moved.push(terms.currency);
  }
  if (fee !== 0) {
    pay(account.fees, feeCurrency, sign * fee);
    const inKind = feeInKind(terms, { fee, feeCurrency });
    const money = inKind === null ? fee : inKind.rest;
    if (money !== 0) {
      pay(account.cash, feeCurrency, -sign * money);
      moved.push(feeCurrency);
    }
  }
  return moved;
}
