import type { PositionBucket } from '../domain/position.ts';
import type { SignedUnits, UnixMs } from '../domain/units.ts';
import type { ErrorPath } from '../errors/plimsoll-error.ts';

/** Why money moved other than by a trade. */
export type CashFlowKind =
  | 'deposit'
  | 'withdrawal'
  | 'dividend'
  | 'interest'
  | 'borrow'
  | 'funding'
  | 'tax'
  | 'fee'
  | 'transfer'
  | 'variation-margin';

/** Money moved. Only `deposit`, `withdrawal` and `transfer` are flows that drawdown adjusts for. */
export interface CashFlowed {
  /** Unique id; a repeated id is ignored and reported. */
  readonly flowId: string;
  /** Account. */
  readonly account: string;
  /** Why. */
  readonly kind: CashFlowKind;
  /** Currency. */
  readonly currency: string;
  /** Signed amount, positive into the account. */
  readonly amount: number;
  /** Instrument it concerns (dividend, funding), or `null`. */
  readonly instrumentId: string | null;
  /** Position it concerns in hedge mode (variation margin); absent (`net`) in netting mode. */
  readonly bucket?: PositionBucket;
  /** When it happened. */
  readonly occurredAt: UnixMs;
}

/** Why a holding changed other than by a trade. */
export type AdjustmentKind =
  | 'split'
  | 'symbol-change'
  | 'merger'
  | 'spin-off'
  | 'assignment'
  | 'transfer'
  | 'correction';

/** A holding changed other than by a trade. */
export interface PositionAdjusted {
  /** Unique id; a repeated id is ignored and reported. */
  readonly adjustmentId: string;
  /** Account. */
  readonly account: string;
  /** Why. */
  readonly kind: AdjustmentKind;
  /** Instrument before. */
  readonly instrumentId: string;
  /** Instrument after; the same except for symbol changes, mergers and spin-offs. */
  readonly newInstrumentId: string;
  /** New units per old unit as an exact ratio (2:1 split = 2/1). */
  readonly ratio: { readonly numerator: number; readonly denominator: number };
  /** Position that `unitsDelta` works on; required then in hedge mode, absent (`net`) in netting mode. */
  readonly bucket?: PositionBucket;
  /** Units added outright (transfer, assignment, correction); 0 otherwise. */
  readonly unitsDelta: SignedUnits;
  /** Share of cost basis that moves to the new instrument (spin-off), a fraction; else 1. */
  readonly basisShare: number;
  /** Price for units added outright, quote currency, or `null` when there are none. */
  readonly price: number | null;
  /** Cash in lieu of fractions, quote currency. */
  readonly cashInLieu: number;
  /** When it took effect. */
  readonly occurredAt: UnixMs;
}

/** A statement from outside: what a broker says the account holds. */
export interface AccountReported {
  /** Account. */
  readonly account: string;
  /** Units by instrument. */
  readonly positions: Readonly<Record<string, SignedUnits>>;
  /** Balance by currency. */
  readonly cash: Readonly<Record<string, number>>;
  /** Time of the statement. */
  readonly occurredAt: UnixMs;
}

/** One difference between our books and a statement. */
export interface AccountBreak {
  /** What differs. */
  readonly kind: 'position' | 'cash';
  /** Instrument or currency. */
  readonly key: string;
  /** Our figure. */
  readonly expected: number;
  /** The statement's figure. */
  readonly reported: number;
}

/** Result of comparing books with a statement; an unresolved break blocks entries. */
export interface AccountReconciled {
  /** Account. */
  readonly account: string;
  /** Differences; empty when the books agree. */
  readonly breaks: readonly AccountBreak[];
  /** Time of the statement. */
  readonly statementAt: UnixMs;
}

/**
 * The ledger did not book something, and nothing it holds has changed: a repeated id (`duplicate`),
 * or an event it cannot book (`refused`).
 */
export interface BookingRefused {
  /** Account. */
  readonly account: string;
  /** Id of the event on the bus. */
  readonly eventId: string;
  /** Type of that event. */
  readonly eventType: string;
  /** Whether it had been booked before or cannot be booked. */
  readonly status: 'duplicate' | 'refused';
  /** Stable code `package/kebab-case`. */
  readonly code: string;
  /** Location of the fault inside the payload. */
  readonly path: ErrorPath;
  /** What to do about it. */
  readonly remedy: string;
}

/** Account family. Subject: account. */
export interface AccountEvents {
  /** Money moved. */
  readonly 'account.cash-flowed': CashFlowed;
  /** A holding was adjusted. */
  readonly 'position.adjusted': PositionAdjusted;
  /** A statement arrived. */
  readonly 'account.reported': AccountReported;
  /** Books and statement were compared. */
  readonly 'account.reconciled': AccountReconciled;
  /** The ledger did not book an event. */
  readonly 'account.booking-refused': BookingRefused;
}
