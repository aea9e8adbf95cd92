import {
  type Instrument,
  type Json,
  type Lots,
  type Order,
  type Snapshot,
  snapshotState,
} from '@plimsoll/core';
import { createRecentKeys } from '../book/recent-keys.ts';
import { type Kill, killsToJson } from '../kill-switch/kill-switch.ts';
import type { ReferencePrice } from '../limits/risk-limit.ts';
import type { CheckedConfig } from './gate-config.ts';
import { changeWorking, createGateState, type GateState } from './gate-state.ts';

const KIND = 'risk-gate';
const VERSION = 1;

interface Stored {
  readonly instruments: readonly Instrument[];
  readonly prices: readonly (readonly [string, ReferencePrice])[];
  readonly rates: readonly (readonly [string, number])[];
  readonly equity: readonly (readonly [string, number])[];
  readonly holdings: readonly (readonly [string, string, number])[];
  readonly reservations: readonly {
    readonly order: Order;
    readonly filledLots: Lots;
    readonly leavesLots: Lots;
    readonly children: readonly (readonly [string, Lots])[];
  }[];
  readonly fills: readonly string[];
  readonly machines: readonly Snapshot[];
  readonly broken: readonly string[];
  readonly amendingVenues: readonly string[];
  readonly kills: readonly Kill[];
  readonly standings: readonly (readonly [string, 'warned' | 'breached'])[];
  readonly appliedEvents: number;
  readonly at: number;
  readonly mintedIds: number;
}

/** The complete state of a gate. */
export function snapshotGate(state: GateState, config: CheckedConfig, mintedIds: number): Snapshot {
  const holdings: [string, string, number][] = [];
  for (const [account, book] of state.accounts) {
    for (const instrumentId of book.instruments()) {
      const { signedUnits } = book.exposure(instrumentId);
      if (signedUnits !== 0) holdings.push([account, instrumentId, signedUnits]);
    }
  }
  const stored: { readonly [K in keyof Stored]: unknown } = {
    instruments: state.instruments.definitions(),
    prices: [...state.prices],
    rates: [...state.rates],
    equity: [...state.equity],
    holdings,
    reservations: [...state.reservations.values()].map((reservation) => ({
      ...reservation,
      children: [...reservation.children],
    })),
    fills: state.fills.toJson(),
    machines: state.machines.map(({ live }) => live.snapshot()),
    broken: [...state.broken],
    amendingVenues: [...state.amendingVenues],
    kills: killsToJson(state.kills),
    standings: [...state.standings],
    appliedEvents: state.appliedEvents,
    at: state.at,
    mintedIds,
  };
  return { kind: KIND, version: VERSION, configHash: config.hash, state: stored as Json };
}

/** Brings a state back; a snapshot of another configuration throws `core/snapshot-mismatch`. */
export function restoreGate(
  from: Snapshot,
  config: CheckedConfig,
): { readonly state: GateState; readonly mintedIds: number } {
  const identity = { kind: KIND, version: VERSION, configHash: config.hash };
  const stored = snapshotState(from, identity) as unknown as Stored;
  const state = createGateState(config, {
    fills: createRecentKeys(stored.fills),
    machines: config.machines.map((machine, index) => ({
      machine,
      live: machine.start(stored.machines[index]),
    })),
  });
  // First of all: it is the time at which definitions are looked up.
  state.at = stored.at;
  for (const instrument of stored.instruments) state.instruments.define(instrument);
  return { state: refill(state, stored), mintedIds: stored.mintedIds };
}

const refill = (state: GateState, stored: Stored): GateState => {
  for (const [key, value] of stored.prices) state.prices.set(key, value);
  for (const [key, value] of stored.rates) state.rates.set(key, value);
  for (const [key, value] of stored.equity) state.equity.set(key, value);
  for (const [account, instrumentId, signedUnits] of stored.holdings) {
    state.account(account).change(instrumentId, { signedUnits });
  }
  for (const { order, filledLots, leavesLots, children } of stored.reservations) {
    const reservation = { order, filledLots, leavesLots, children: new Map(children) };
    state.reservations.set(order.orderId, reservation);
    changeWorking(state, reservation, leavesLots);
  }
  for (const account of stored.broken) state.broken.add(account);
  for (const venue of stored.amendingVenues) state.amendingVenues.add(venue);
  for (const [key, value] of stored.standings) state.standings.set(key, value);
  state.kills = [...stored.kills];
  state.appliedEvents = stored.appliedEvents;
  return state;
};
