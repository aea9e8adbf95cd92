import type { Instrument } from '../domain/instrument.ts';
import type { PositionBucket, PositionMode } from '../domain/position.ts';
import type { AccountBreak, CashFlowKind } from '../events/account-events.ts';
import { createInstrumentBook, type InstrumentBook } from '../instrument/instrument-book.ts';
import { type ContractTerms, contractTerms } from './contract-terms.ts';
import { addExact, type ExactSum } from './exact-sum.ts';
import type { SettledConfig } from './ledger-config.ts';
import { createMarkTable, type MarkTable } from './mark-table.ts';
import { emptyHistory, type PositionHistory } from './position-history.ts';

/** Balances by currency, each exact. */
export type Purse = Map<string, ExactSum>;

/** One position of one account. */
export interface PositionState {
  /** Instrument. */
  readonly instrumentId: string;
  /** Bucket. */
  readonly bucket: PositionBucket;
  /** How it is counted and valued. */
  readonly terms: ContractTerms;
  /** Its changes and basis. */
  readonly history: PositionHistory;
  /** Realised result already paid into cash (`credited` settlement), rounded as it was paid. */
  creditedPnl: number;
  /** Variation margin received. */
  readonly variationMargin: ExactSum;
}

/** A cash flow or adjustment as it was booked. */
export interface SeenEvent {
  /** When it happened. */
  readonly at: number;
  /** What was booked, to tell a repetition from a conflict. */
  readonly content: string;
}

/** One account. */
export interface AccountState {
  /** Name. */
  readonly account: string;
  /** Currency of its NAV. */
  readonly baseCurrency: string;
  /** Netting or hedge. */
  readonly positionMode: PositionMode;
  /** Money. */
  readonly cash: Purse;
  /** Fees of fills as charged, fees in kind included. */
  readonly fees: Purse;
  /** Cash flows since inception by kind. */
  readonly flows: Map<CashFlowKind, Purse>;
  /** Value of holdings transferred and corrected outright, since inception. */
  readonly inKind: Purse;
  /** External flows since the last valuation. */
  readonly pendingFlow: Purse;
  /** Positions by {@link positionKey}. */
  readonly positions: Map<string, PositionState>;
  /** Where each fill and adjustment inside the window is booked: key of the event → position. */
  readonly bookings: Map<string, string>;
  /** Cash flows and adjustments inside the window by key, in order of arrival. */
  readonly seen: Map<string, SeenEvent>;
  /** Present of the account: the latest bus time. */
  latestAt: number;
  /** Highest flow-adjusted NAV, or `null` before the first valuation above zero. */
  peakNav: number | null;
  /** Differences with the last statement. */
  breaks: readonly AccountBreak[];
}

/** Everything the ledger holds. */
export interface LedgerState {
  /** Its configuration. */
  readonly config: SettledConfig;
  /** Definitions. */
  readonly instruments: InstrumentBook;
  /** Marks and exchange rates. */
  readonly marks: MarkTable;
  /** Accounts by name. */
  readonly accounts: Map<string, AccountState>;
}

/** A ledger without accounts. */
export function emptyState(config: SettledConfig, definitions: readonly Instrument[]): LedgerState {
  return {
    config,
    instruments: createInstrumentBook(definitions),
    marks: createMarkTable(),
    accounts: new Map(),
  };
}

/** An account without anything, as the configuration describes it. */
export function emptyAccount(config: SettledConfig, account: string): AccountState {
  const own = Object.hasOwn(config.accounts, account) ? config.accounts[account] : undefined;
  return {
    account,
    baseCurrency: own?.baseCurrency ?? config.baseCurrency,
    positionMode: own?.positionMode ?? config.positionMode,
    cash: new Map(),
    fees: new Map(),
    flows: new Map(),
    inKind: new Map(),
    pendingFlow: new Map(),
    positions: new Map(),
    bookings: new Map(),
    seen: new Map(),
    latestAt: Number.NEGATIVE_INFINITY,
    peakNav: null,
    breaks: [],
  };
}

/** Key of a position inside its account. */
export function positionKey(instrumentId: string, bucket: PositionBucket): string {
  return `${bucket}:${instrumentId}`;
}

/** The position of a key, opened if need be. */
export function openPosition(
  account: AccountState,
  instrument: Instrument,
  bucket: PositionBucket,
): PositionState {
  const key = positionKey(instrument.instrumentId, bucket);
  let position = account.positions.get(key);
  if (position === undefined) {
    position = {
      instrumentId: instrument.instrumentId,
      bucket,
      terms: contractTerms(instrument),
      history: emptyHistory(),
      creditedPnl: 0,
      variationMargin: [],
    };
    account.positions.set(key, position);
  }
  return position;
}

/** Adds an amount to a purse exactly. */
export function pay(purse: Purse, currency: string, amount: number): void {
  if (amount === 0) return;
  let sum = purse.get(currency);
  if (sum === undefined) {
    sum = [];
    purse.set(currency, sum);
  }
  addExact(sum, amount);
}
