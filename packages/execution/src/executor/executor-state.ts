import type { Json, UnixMs } from '@plimsoll/core';
import type { MarketMemoryState } from '../market/market-memory.ts';
import type { Desk } from './desk.ts';
import type { ExecutorPolicy } from './executor-policy.ts';
import type { Child, Parent } from './parent.ts';

type SavedChild = Omit<Child, 'fillIds'> & { readonly fillIds: readonly string[] };
type SavedParent = Omit<Parent, 'live' | 'ended'> & {
  readonly live: readonly SavedChild[];
  readonly ended: readonly SavedChild[];
};

/** State of an executor as its snapshot carries it. */
export interface ExecutorState {
  /** Time of the last event. */
  readonly at: UnixMs;
  /** Child ids minted. */
  readonly sequence: number;
  /** Policy in force. */
  readonly policy: ExecutorPolicy;
  /** Venues that cannot be reached. */
  readonly closed: readonly string[];
  /** The market. */
  readonly market: MarketMemoryState;
  /** Parents in order of approval. */
  readonly parents: readonly SavedParent[];
  /** Completed orders, oldest first. */
  readonly completed: readonly string[];
}

/** A deep copy as JSON: −0 becomes 0. */
const copyOf = (state: unknown): Json => JSON.parse(JSON.stringify(state)) as Json;

// By hand, not by a replacer: a library in the process may have given Set a toJSON (vega-lite does).
const plainChild = (child: Child): SavedChild => ({ ...child, fillIds: [...child.fillIds] });

const plainParent = (parent: Parent): SavedParent => ({
  ...parent,
  live: parent.live.map(plainChild),
  ended: parent.ended.map(plainChild),
});

const revive = (child: SavedChild): Child => ({ ...child, fillIds: new Set(child.fillIds) });

/** The state of a desk as JSON. */
export function saveState(desk: Desk, sequence: number): Json {
  const state: ExecutorState = {
    at: desk.at,
    sequence,
    policy: desk.policy,
    closed: [...desk.closed],
    market: desk.market.state(),
    parents: [...desk.parents.values()].map(plainParent),
    completed: desk.completed,
  };
  return copyOf(state);
}

/** Parents of a saved state, independent of it, with their children entered into `children`. */
export function loadState(
  state: ExecutorState | null,
  children: Map<string, { readonly parent: Parent; readonly child: Child }>,
): Map<string, Parent> {
  const parents = new Map<string, Parent>();
  const copies = copyOf(state?.parents ?? []) as unknown as readonly SavedParent[];
  for (const saved of copies) {
    const parent = { ...saved, live: saved.live.map(revive), ended: saved.ended.map(revive) };
    parents.set(parent.order.orderId, parent);
    for (const child of [...parent.live, ...parent.ended]) {
      children.set(child.order.childId, { parent, child });
    }
  }
  return parents;
}
