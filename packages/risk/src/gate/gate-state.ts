import {
  createInstrumentBook,
  type Instrument,
  type InstrumentBook,
  type Lots,
  signedUnitsFromLots,
} from '@plimsoll/core';
import { type AccountBook, createAccountBook } from '../book/account-book.ts';
import { createRecentKeys, type RecentKeys } from '../book/recent-keys.ts';
import type { Reservation } from '../book/reservation.ts';
import type { Kill } from '../kill-switch/kill-switch.ts';
import type { ReferencePrice } from '../limits/risk-limit.ts';
import type { LiveRiskMachine, RiskMachine } from '../machines/risk-machine.ts';
import type { CheckedConfig } from './gate-config.ts';

/** A machine with its definition. */
export interface RunningMachine {
  /** Definition. */
  readonly machine: RiskMachine;
  /** Live instance. */
  readonly live: LiveRiskMachine;
}

/** Everything a gate remembers. */
export interface GateState {
  /** Instrument definitions. */
  readonly instruments: InstrumentBook;
  /** Latest price by instrument. */
  readonly prices: Map<string, ReferencePrice>;
  /** Base currency per unit, by currency. */
  readonly rates: Map<string, number>;
  /** Latest NAV by account. */
  readonly equity: Map<string, number>;
  /** Holdings and working orders by account. */
  readonly accounts: Map<string, AccountBook>;
  /** Approved orders that are not over, by id. */
  readonly reservations: Map<string, Reservation>;
  /** Fills seen lately, so that a repeated one changes nothing. */
  readonly fills: RecentKeys;
  /** Machines in configuration order. */
  readonly machines: readonly RunningMachine[];
  /** Accounts whose books disagree with a statement: entries are blocked until that is resolved. */
  readonly broken: Set<string>;
  /** Venues that declared to amend an order's total when it is replaced. */
  readonly amendingVenues: Set<string>;
  /** Kills in force. */
  kills: Kill[];
  /** Standing of monitored limits, by limit, account and instrument. */
  readonly standings: Map<string, 'warned' | 'breached'>;
  /** Events applied so far. */
  appliedEvents: number;
  /** Time of the latest event or decision. */
  at: number;
  /** Finds or opens an account. */
  account(name: string): AccountBook;
  /** The definition in force now. */
  instrument(instrumentId: string): Instrument | null;
}

/** What a restored gate starts with; everything else is filled in afterwards. */
export interface RestoredParts {
  /** Fills seen lately. */
  readonly fills: RecentKeys;
  /** Machines in configuration order. */
  readonly machines: readonly RunningMachine[];
}

/** Starts from nothing, or with the parts of a snapshot that cannot be filled in later. */
export function createGateState(config: CheckedConfig, parts?: RestoredParts): GateState {
  const state: GateState = {
    instruments: createInstrumentBook(),
    prices: new Map(),
    rates: new Map([[config.baseCurrency, 1]]),
    equity: new Map(),
    accounts: new Map(),
    reservations: new Map(),
    fills: parts?.fills ?? createRecentKeys(),
    machines:
      parts?.machines ?? config.machines.map((machine) => ({ machine, live: machine.start() })),
    broken: new Set(),
    amendingVenues: new Set(),
    kills: [],
    standings: new Map(),
    appliedEvents: 0,
    at: 0,
    account(name) {
      const found = state.accounts.get(name);
      if (found !== undefined) return found;
      const opened = createAccountBook({
        instrument: state.instrument,
        price: (instrumentId) => state.prices.get(instrumentId) ?? null,
        rate: (currency) => state.rates.get(currency) ?? null,
      });
      state.accounts.set(name, opened);
      return opened;
    },
    instrument: (instrumentId) => state.instruments.at(instrumentId, state.at),
  };
  return state;
}

/** Adds `lots` to (or takes them from) the working orders of a reservation's side. */
export function changeWorking(state: GateState, reservation: Reservation, lots: Lots): void {
  const { account, instrumentId, side } = reservation.order;
  const instrument = state.instrument(instrumentId);
  if (instrument === null || lots === 0) return;
  const units = Math.sign(lots) * Math.abs(signedUnitsFromLots(instrument, 'buy', Math.abs(lots)));
  state
    .account(account)
    .change(
      instrumentId,
      side === 'buy' ? { workingBuyUnits: units } : { workingSellUnits: units },
    );
}
