import {
  checkInteger,
  checkName,
  configHash,
  type Json,
  misuse,
  type SnapshotIdentity,
  snapshotState,
} from '@plimsoll/core';
import { createMarketMemory } from '../market/market-memory.ts';
import { advance } from './advance.ts';
import type { Desk } from './desk.ts';
import { dispatch } from './dispatch.ts';
import type { Executor, ExecutorConfig, ExecutorOptions } from './executor.ts';
import { checkExecutorPolicy, type ExecutorPolicy } from './executor-policy.ts';
import { type ExecutorState, loadState, saveState } from './executor-state.ts';
import { assertBalanced, balanceOf } from './lot-account.ts';
import type { Child, Parent } from './parent.ts';

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
