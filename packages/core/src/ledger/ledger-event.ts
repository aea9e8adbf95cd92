import type { Bar } from '../domain/bar.ts';
import type { Fill } from '../domain/fill.ts';
import type { UnixMs } from '../domain/units.ts';
import type { ErrorPath } from '../errors/plimsoll-error.ts';
import type {
  AccountReconciled,
  AccountReported,
  CashFlowed,
  PositionAdjusted,
} from '../events/account-events.ts';
import type { FillBusted, FillCorrected } from '../events/fill-events.ts';
import type { InstrumentDefined, MarketMark, MarketSlice } from '../events/market-events.ts';
import type { PortfolioChanged } from '../events/portfolio-events.ts';

/** The events a ledger understands. */
export interface LedgerInputs {
  /** A definition. */
  readonly 'market.instrument-defined': InstrumentDefined;
  /** A bar; the close of a final bar is a mark. */
  readonly 'market.bar': Bar;
  /** A mark. Of an instrument without a definition yet, marks and bars are noted and dropped. */
  readonly 'market.mark': MarketMark;
  /** A cross-section; its bars are marks. */
  readonly 'market.slice': MarketSlice;
  /** A fill; the extra fields of `OrderFilled` are not needed. */
  readonly 'order.filled': Fill;
  /** A correction of a fill. */
  readonly 'fill.corrected': FillCorrected;
  /** A fill that never was. */
  readonly 'fill.busted': FillBusted;
  /** Money moved. */
  readonly 'account.cash-flowed': CashFlowed;
  /** A holding changed other than by a trade. */
  readonly 'position.adjusted': PositionAdjusted;
  /** A statement from outside. */
  readonly 'account.reported': AccountReported;
}

/** One event: a bus event fits as it is. */
export type LedgerEvent = {
  [K in keyof LedgerInputs]: {
    /** Event type. */
    readonly type: K;
    /** Its payload. */
    readonly payload: LedgerInputs[K];
    /** Bus time: the present of the ledger. */
    readonly at: UnixMs;
  };
}[keyof LedgerInputs];

/** An event the ledger did not book; nothing it holds has changed. */
export interface NotBooked {
  /** `duplicate`: booked before with the same content; `refused`: cannot be booked. */
  readonly status: 'duplicate' | 'refused';
  /** Account, `''` where the event names none. */
  readonly account: string;
  /** Stable code. */
  readonly code: string;
  /** Location of the fault inside the payload. */
  readonly path: ErrorPath;
  /** What to do about it. */
  readonly remedy: string;
}

/**
 * What the ledger says to one event: `booked` with what changed, `noted` (definitions, marks),
 * `reconciled`, or {@link NotBooked}.
 */
export type LedgerAnswer =
  | { readonly status: 'booked'; readonly change: PortfolioChanged }
  | { readonly status: 'noted' }
  | { readonly status: 'reconciled'; readonly reconciliation: AccountReconciled }
  | NotBooked;

/** An answer `refused`. */
export function refused(account: string, code: string, path: ErrorPath, remedy: string): NotBooked {
  return { status: 'refused', account, code, path, remedy };
}

/** The answer to a repeated id. */
export function duplicate(account: string, field: string): NotBooked {
  return {
    status: 'duplicate',
    account,
    code: 'core/duplicate-id',
    path: [field],
    remedy: 'Nothing to do: it was booked before with the same content.',
  };
}
