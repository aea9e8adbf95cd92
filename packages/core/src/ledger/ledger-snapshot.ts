import type { Instrument } from '../domain/instrument.ts';
import type { BasisLot, PositionBucket } from '../domain/position.ts';
import type { AccountBreak, CashFlowKind } from '../events/account-events.ts';
import type { Json } from '../grammar/json.ts';
import type { Rescale } from './cost-basis.ts';
import type { SettledConfig } from './ledger-config.ts';
import {
  emptyAccount,
  emptyState,
  type LedgerState,
  openPosition,
  type Purse,
  positionKey,
  type SeenEvent,
} from './ledger-state.ts';
import type { Mark } from './mark-table.ts';
import { type Entry, replayFrom } from './position-history.ts';

type Amounts = readonly (readonly [string, readonly number[]])[];

interface PositionRecord {
  readonly instrumentId: string;
  readonly bucket: PositionBucket;
  readonly lots: readonly BasisLot[];
  readonly units: number;
  readonly cost: readonly number[];
  readonly realized: readonly number[];
  readonly rescales: readonly Rescale[];
  readonly entries: readonly Entry[];
  readonly creditedPnl: number;
  readonly variationMargin: readonly number[];
}

interface AccountRecord {
  readonly account: string;
  readonly cash: Amounts;
  readonly fees: Amounts;
  readonly flows: readonly (readonly [CashFlowKind, Amounts])[];
  readonly inKind: Amounts;
  readonly pendingFlow: Amounts;
  readonly positions: readonly PositionRecord[];
  readonly seen: readonly (readonly [string, SeenEvent])[];
  readonly latestAt: number | null;
  readonly peakNav: number | null;
  readonly breaks: readonly AccountBreak[];
}

interface LedgerRecord {
  readonly instruments: readonly Instrument[];
  readonly marks: readonly (readonly [string, Mark])[];
  readonly rates: readonly (readonly [string, Mark])[];
  readonly accounts: readonly AccountRecord[];
}

/** The complete state as plain JSON; what can be derived (basis now, indexes) is left out. */
export function writeState(state: LedgerState): Json {
  const accounts = [...state.accounts.values()].map(
    (account): AccountRecord => ({
      account: account.account,
      cash: [...account.cash],
      fees: [...account.fees],
      flows: [...account.flows].map(([kind, purse]) => [kind, [...purse]] as const),
      inKind: [...account.inKind],
      pendingFlow: [...account.pendingFlow],
      positions: [...account.positions.values()].map(
        ({ instrumentId, bucket, history, creditedPnl, variationMargin }): PositionRecord => ({
          instrumentId,
          bucket,
          ...history.base,
          entries: history.entries,
          creditedPnl,
          variationMargin,
        }),
      ),
      seen: [...account.seen],
      latestAt: Number.isFinite(account.latestAt) ? account.latestAt : null,
      peakNav: account.peakNav,
      breaks: account.breaks,
    }),
  );
  const record: LedgerRecord = {
    instruments: state.instruments.definitions(),
    marks: state.marks.entries(),
    rates: state.marks.rates(),
    accounts,
  };
  // A copy that shares nothing with the live state; JSON writes -0 as 0.
  return JSON.parse(JSON.stringify(record)) as Json;
}

const fill = (purse: Purse, amounts: Amounts): void => {
  for (const [currency, sum] of amounts) purse.set(currency, [...sum]);
};

/** Rebuilds the state that {@link writeState} wrote. */
export function readState(config: SettledConfig, json: Json): LedgerState {
  const record = JSON.parse(JSON.stringify(json)) as LedgerRecord;
  const state = emptyState(config, record.instruments);
  state.marks.restore(record.marks, record.rates);
  for (const from of record.accounts) {
    const account = emptyAccount(config, from.account);
    fill(account.cash, from.cash);
    fill(account.fees, from.fees);
    fill(account.inKind, from.inKind);
    fill(account.pendingFlow, from.pendingFlow);
    for (const [kind, amounts] of from.flows) {
      const purse: Purse = new Map();
      fill(purse, amounts);
      account.flows.set(kind, purse);
    }
    for (const held of from.positions) {
      const instrument = state.instruments.latest(held.instrumentId) as Instrument;
      const position = openPosition(account, instrument, held.bucket);
      const { history } = position;
      const { lots, units, cost, realized, rescales } = held;
      history.base = {
        lots: [...lots],
        units,
        cost: [...cost],
        realized: [...realized],
        rescales,
      };
      history.entries = [...held.entries];
      replayFrom(history, 0, config.maxBasisLots);
      position.creditedPnl = held.creditedPnl;
      position.variationMargin.push(...held.variationMargin);
      const key = positionKey(held.instrumentId, held.bucket);
      for (const entry of held.entries) if (entry.rank === 1) account.bookings.set(entry.key, key);
    }
    for (const [key, seen] of from.seen) account.seen.set(key, seen);
    account.latestAt = from.latestAt ?? Number.NEGATIVE_INFINITY;
    account.peakNav = from.peakNav;
    account.breaks = from.breaks;
    state.accounts.set(from.account, account);
  }
  return state;
}
