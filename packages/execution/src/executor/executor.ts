import type { OrderState, Snapshot, UnixMs } from '@plimsoll/core';
import type { MarketSources } from '../market/market-memory.ts';
import type { Scheduler } from '../plan/scheduler.ts';
import type { ExecutorEffect, ExecutorEvent } from './executor-messages.ts';
import type { ExecutorPolicy } from './executor-policy.ts';
import type { LotBalance } from './lot-account.ts';

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
