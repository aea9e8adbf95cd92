import {
  checkInteger,
  checkName,
  configHash,
  type Json,
  misuse,
  type OrderState,
  type Snapshot,
  type SnapshotIdentity,
  snapshotState,
  type UnixMs,
} from '@plimsoll/core';
import { createMarketMemory, type MarketSources } from '../market/market-memory.ts';
import type { Scheduler } from '../plan/scheduler.ts';
import { advance } from './advance.ts';
import { approve } from './approve.ts';
import type { Desk } from './desk.ts';
import type { ExecutorEffect, ExecutorEvent } from './executor-messages.ts';
import { checkExecutorPolicy, type ExecutorPolicy } from './executor-policy.ts';
import { type ExecutorState, loadState, saveState } from './executor-state.ts';
import { assertBalanced, balanceOf, type LotBalance } from './lot-account.ts';
import type { Child, Parent } from './parent.ts';
import { amend, control, correct } from './requests.ts';
import { gateAnswered, venueReported } from './venue-reports.ts';

/** Configuration of an executor: definitions and names, all hashed. */
export interface ExecutorConfig extends MarketSources {
  /** How orders are spread over time. */
  readonly scheduler: Scheduler;
  /** Venues that children may go to; the first serves orders that name none. */
  readonly venues: readonly string[];
  /** Behaviour. @defaultValue executorDefaults */
  readonly policy?: Partial<ExecutorPolicy>;
}

/** What is not configuration: identity, and a state to continue from. */
export interface ExecutorOptions {
  /** First part of child ids, `[a-z0-9]{1,12}`. @defaultValue 'execution' */
  readonly source?: string;
  /** Restart counter of the host; the second part of child ids. */
  readonly epoch: number;
  /** A snapshot under the same configuration. */
  readonly from?: Snapshot;
  /**
   * What to do about orders that are live in `from`. Only `exact` exists: the venue is as the
   * snapshot left it, true in tests, simulation and replay. @defaultValue 'exact'
   */
  readonly startup?: 'exact' | 'reconcile-first';
}

/** One parent order, for people and health checks. */
export interface OrderView extends LotBalance {
  /** Order. */
  readonly orderId: string;
  /** State. */
  readonly state: OrderState;
  /** Lots ordered. */
  readonly lots: number;
  /** Children that may still fill. */
  readonly liveChildren: number;
  /** Wake-up asked for, or `null`. */
  readonly wakeAt: UnixMs | null;
}

/** An executor at a glance. */
export interface ExecutorView {
  /** Policy in force. */
  readonly policy: ExecutorPolicy;
  /** Orders that are not evicted, in order of approval. */
  readonly orders: readonly OrderView[];
  /** Venues that cannot be reached. */
  readonly closedVenues: readonly string[];
}

/** Turns approved orders into children and venue reports into fills. */
export interface Executor {
  /**
   * Takes in one event and answers with what is to be done, in order. Never throws for what an
   * event says. The same state and event give the same effects, byte for byte.
   */
  apply(event: ExecutorEvent): readonly ExecutorEffect[];
  /** The complete state. */
  snapshot(): Snapshot;
  /** The state for people. */
  describe(): ExecutorView;
}

const hashOf = (config: ExecutorConfig, policy: ExecutorPolicy): string => {
  const { scheduler, profiler, spread, fees, volumeCurve, calendars, venues } = config;
  const described = [scheduler, profiler, spread, fees ?? null, volumeCurve ?? null].map(
    (definition): Json => {
      if (definition === null) return null;
      const { kind, version, params } = definition;
      return { kind, version, params };
    },
  );
  const names = (calendars ?? []).map((calendar) => calendar.calendarId);
  return configHash({ definitions: described, calendars: names, venues, policy });
};

const evict = (desk: Desk): void => {
  while (desk.completed.length > desk.policy.retainedOrders) {
    const parent = desk.parents.get(desk.completed[0] as string);
    if (parent === undefined || parent.live.length > 0) return;
    desk.completed.shift();
    desk.parents.delete(parent.order.orderId);
    for (const child of parent.ended) desk.children.delete(child.order.childId);
  }
};

/** Handles one event; returns the parents that it touched. */
const dispatch = (desk: Desk, event: ExecutorEvent): Iterable<Parent | null> => {
  switch (event.type) {
    case 'market.instrument-defined':
      desk.market.define(event.payload.instrument);
      return [...desk.parents.values()].filter(
        ({ order }) => order.instrumentId === event.payload.instrument.instrumentId,
      );
    case 'market.bar':
      desk.market.bar(event.payload);
      return [];
    case 'market.quote':
      desk.market.quote(event.payload);
      return [];
    case 'order.approved':
      return [approve(desk, event.payload)];
    case 'order.amend-approved':
      return [amend(desk, event.payload.requestId, event.payload.order)];
    case 'order.control-requested':
      return [control(desk, event.payload)];
    case 'child.approved':
      return [gateAnswered(desk, event.payload.child.childId, event.payload.action, null)];
    case 'child.rejected': {
      const { child, action, reasons } = event.payload;
      const message = reasons[0]?.message ?? 'The gate gave no reason.';
      return [gateAnswered(desk, child.childId, action, { message })];
    }
    case 'venue.reported':
      return [venueReported(desk, event.payload)];
    case 'venue.state-changed': {
      const { venue, state } = event.payload;
      if (state === 'connected' || state === 'degraded') desk.closed.delete(venue);
      else desk.closed.add(venue);
      return [...desk.parents.values()].filter(
        ({ order }) => (order.venue ?? desk.venue) === venue,
      );
    }
    case 'fill.corrected':
      return [correct(desk, event.payload.original)];
    case 'fill.busted':
      return [correct(desk, event.payload.fill)];
    case 'wake': {
      const parent = desk.parents.get(event.payload.orderId) ?? null;
      if (parent !== null) parent.wakeAt = null;
      return [parent];
    }
    case 'policy':
      desk.policy = event.payload;
      return [...desk.parents.values()];
  }
};

/**
 * Makes an executor: a machine without clock, bus or venue. It plans approved orders, asks for
 * each child to be let out, sizes every child from target − (filled + working + pending-cancel),
 * and completes every order exactly once. After every event filled + working + pending-cancel +
 * unsent equals the order in whole lots.
 *
 * @throws PlimsollError `execution/bad-venues`, `execution/bad-policy`, `execution/bad-epoch`,
 * `execution/startup-not-supported`, `core/snapshot-mismatch`.
 */
export function createExecutor(config: ExecutorConfig, options: ExecutorOptions): Executor {
  const source = options.source ?? 'execution';
  if (!/^[a-z0-9]{1,12}$/.test(source)) {
    misuse('execution/bad-source', ['source'], source, 'Use 1 to 12 of a-z and 0-9.');
  }
  const epoch = checkInteger(options.epoch, 'execution/bad-epoch', ['epoch'], { min: 0 });
  if (options.startup !== undefined && options.startup !== 'exact') {
    misuse(
      'execution/startup-not-supported',
      ['startup'],
      options.startup,
      'Reconciling with a live venue at start is not built yet; complete or cancel orders first.',
    );
  }
  config.venues.forEach((venue, i) => {
    checkName(venue, 'execution/bad-venues', ['venues', i]);
  });
  const venue = checkName(config.venues[0], 'execution/bad-venues', ['venues', 0]);
  const policy = checkExecutorPolicy(config.policy ?? {});
  const identity: SnapshotIdentity = {
    kind: 'executor',
    version: 1,
    configHash: hashOf(config, policy),
  };
  const state =
    options.from === undefined
      ? null
      : (snapshotState(options.from, identity) as unknown as ExecutorState);
  const children = new Map<string, { readonly parent: Parent; readonly child: Child }>();
  let sequence = state?.sequence ?? 0;

  const desk: Desk = {
    at: state?.at ?? 0,
    policy: state?.policy ?? policy,
    scheduler: config.scheduler,
    venue,
    venues: new Set(config.venues),
    closed: new Set(state?.closed ?? []),
    market: createMarketMemory(config, state?.market ?? null),
    parents: loadState(state, children),
    children,
    completed: [...(state?.completed ?? [])],
    effects: [],
    nextChildId: () => `${source}-${epoch.toString(36)}-${(++sequence).toString(36)}`,
  };

  return {
    apply(event) {
      desk.at = event.at;
      desk.effects = [];
      for (const parent of dispatch(desk, event)) {
        if (parent === null) continue;
        advance(desk, parent);
        assertBalanced(parent);
      }
      evict(desk);
      return desk.effects;
    },
    snapshot: () => ({ ...identity, state: saveState(desk, sequence) }),
    describe: () => ({
      policy: desk.policy,
      orders: [...desk.parents.values()].map((parent) => ({
        orderId: parent.order.orderId,
        state: parent.state,
        lots: parent.order.lots,
        ...balanceOf(parent),
        liveChildren: parent.live.length,
        wakeAt: parent.wakeAt,
      })),
      closedVenues: [...desk.closed],
    }),
  };
}
