import {
  configHash,
  createRandom,
  type Definition,
  type Json,
  type Snapshot,
  type SnapshotIdentity,
  snapshotState,
  type UnixMs,
} from '@plimsoll/core';
import { createMarketMemory, type MarketMemoryState } from '../market/market-memory.ts';
import { acceptOrder } from './accept-order.ts';
import { answerQuery, cancelOrder, replaceOrder } from './answer-commands.ts';
import { endShort, type Floor } from './floor.ts';
import { createAgenda, type SimulatedOrder, type Task } from './simulated-orders.ts';
import { type Anchor, createSimulatedPrices } from './simulated-prices.ts';
import type { SimulatedVenueMachine, VenueEffect, VenueInput } from './simulated-venue-machine.ts';
import { tradeOrder } from './trade-order.ts';
import {
  type CheckedVenueConfig,
  checkVenueConfig,
  type SimulatedVenueConfig,
} from './venue-config.ts';

interface VenueState {
  readonly orders: readonly SimulatedOrder[];
  readonly agenda: readonly { readonly dueAt: UnixMs; readonly task: Task }[];
  readonly anchors: readonly (readonly [string, Anchor])[];
  readonly random: Snapshot;
  readonly market: MarketMemoryState;
  readonly fills: number;
  readonly wakeAt: UnixMs | null;
}

/** Ended orders kept for queries. */
const retainedOrders = 10_000;

const copyOf = (state: unknown): unknown => JSON.parse(JSON.stringify(state));

const hashOf = (config: SimulatedVenueConfig, checked: CheckedVenueConfig): string => {
  const described = (definition: Definition | null | undefined): Json =>
    definition
      ? { kind: definition.kind, version: definition.version, params: definition.params }
      : null;
  const { venue, seed, latencyMs, fillsPerChild, fillWindowMs, faults } = checked;
  const { profiler, spread, fees, impact, path, calendars } = config;
  return configHash({
    options: { venue, seed, latencyMs, fillsPerChild, fillWindowMs, faults },
    definitions: [profiler, spread, fees, impact, path].map(described),
    calendars: (calendars ?? []).map((calendar) => calendar.calendarId),
  });
};

const work = (floor: Floor, childId: string, act: (order: SimulatedOrder) => void): void => {
  const order = floor.orders.get(childId);
  if (order?.open) act(order);
};

const run = (floor: Floor, task: Task): void => {
  switch (task.kind) {
    case 'submit':
      acceptOrder(floor, task.child);
      break;
    case 'replace':
      replaceOrder(floor, task.child);
      break;
    case 'cancel':
      cancelOrder(floor, task.childId);
      break;
    case 'query':
      answerQuery(floor, task.childId);
      break;
    case 'expire':
      work(floor, task.childId, (order) => endShort(floor, order, 'expired'));
      break;
    case 'trade':
      work(floor, task.childId, (order) => tradeOrder(floor, order, task.lots));
      break;
  }
};

const takeIn = ({ agenda, config, memory }: Floor, input: VenueInput): void => {
  const dueAt = input.at + config.latencyMs;
  if (input.type === 'submit' || input.type === 'replace') {
    agenda.add(dueAt, { kind: input.type, child: input.payload });
  } else if (input.type === 'cancel' || input.type === 'query') {
    agenda.add(dueAt, { kind: input.type, childId: input.payload });
  } else if (input.type === 'market.instrument-defined') memory.define(input.payload.instrument);
  else if (input.type === 'market.bar') memory.bar(input.payload);
  else if (input.type === 'market.quote') memory.quote(input.payload);
};

const forget = ({ orders }: Floor): void => {
  if (orders.size <= 2 * retainedOrders) return;
  for (const [childId, order] of orders) {
    if (orders.size <= retainedOrders) return;
    if (!order.open) orders.delete(childId);
  }
};

/**
 * Makes a simulated venue: an order trades at the mid price of data or path, plus half spread and
 * temporary impact at the rate its lifetime implies, and leaves permanent impact behind, so a
 * child fills exactly as Almgren and Chriss (2000) assume. Orders with a limit wait until the fill
 * price is within it; post-only ones trade at their limit once the mid reaches it. Faults come
 * from the seed.
 *
 * @throws PlimsollError `execution/bad-venue`, `core/snapshot-mismatch`.
 */
export function createSimulatedVenue(
  config: SimulatedVenueConfig,
  options: { readonly from?: Snapshot } = {},
): SimulatedVenueMachine {
  const checked = checkVenueConfig(config);
  const { seed } = checked;
  const identity: SnapshotIdentity = {
    kind: 'simulated-venue',
    version: 1,
    configHash: hashOf(config, checked),
  };
  const state =
    options.from === undefined
      ? null
      : (copyOf(snapshotState(options.from, identity)) as VenueState);
  const memory = createMarketMemory(checked.sources, state?.market ?? null);
  const stream = { path: 'faults', ...(state === null ? {} : { from: state.random }) };
  const floor: Floor = {
    config: checked,
    memory,
    prices: createSimulatedPrices(checked.path, seed, memory, state?.anchors ?? []),
    agenda: createAgenda(state?.agenda ?? []),
    orders: new Map((state?.orders ?? []).map((order) => [order.child.childId, order])),
    random: createRandom(seed, stream),
    now: 0,
    fills: state?.fills ?? 0,
    reports: [],
  };
  let wakeAt: UnixMs | null = state?.wakeAt ?? null;

  return {
    apply(input) {
      const { agenda } = floor;
      floor.reports = [];
      if (input.type === 'wake') wakeAt = null;
      takeIn(floor, input);
      for (let next = agenda.take(input.at); next !== undefined; next = agenda.take(input.at)) {
        floor.now = next.dueAt;
        run(floor, next.task);
      }
      forget(floor);
      const effects: VenueEffect[] = floor.reports.map((report) => ({ kind: 'report', report }));
      const next = agenda.nextAt();
      if (next !== wakeAt) {
        wakeAt = next;
        effects.push({ kind: 'wake', at: next });
      }
      return effects;
    },
    snapshot: () => ({
      ...identity,
      state: copyOf({
        orders: [...floor.orders.values()],
        agenda: floor.agenda.entries(),
        anchors: floor.prices.entries(),
        random: floor.random.snapshot(),
        market: memory.state(),
        fills: floor.fills,
        wakeAt,
      }) as Json,
    }),
    describe: () => ({
      openOrders: [...floor.orders.values()].filter((order) => order.open).length,
      fills: floor.fills,
    }),
  };
}
