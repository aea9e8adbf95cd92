import type { ChildOrder, Json, Lots, UnixMs, VenueReported } from '@plimsoll/core';

/** An order at a simulated venue. */
export interface SimulatedOrder {
  /** The order. */
  child: ChildOrder;
  /** Whether it may still trade. */
  open: boolean;
  /** Lots traded. */
  filledLots: Lots;
  /** Rate that temporary impact is paid for, base quantity a trading day. */
  rate: number;
  /** Most lots it will trade: fewer than ordered under the fault `partial`. */
  tradableLots: Lots;
  /** Its fills as reported, for queries. */
  readonly fills: VenueReported[];
}

/** Something a simulated venue will do by itself. */
export type Task =
  | { readonly kind: 'submit' | 'replace'; readonly child: ChildOrder }
  | { readonly kind: 'cancel' | 'query' | 'expire'; readonly childId: string }
  | { readonly kind: 'trade'; readonly childId: string; readonly lots: Lots };

/** What is to be done when, in order of time and then of entry. */
export interface Agenda {
  /** Adds a task. */
  add(dueAt: UnixMs, task: Task): void;
  /** Takes the first task due by `at`, with its time; `undefined` when none is. */
  take(at: UnixMs): { readonly dueAt: UnixMs; readonly task: Task } | undefined;
  /** Drops what is planned for an order that has ended: its trades and its expiry. */
  drop(childId: string): void;
  /** Time of the first task, or `null`. */
  nextAt(): UnixMs | null;
  /** All entries, for a snapshot. */
  entries(): Json;
}

type Entry = { readonly dueAt: UnixMs; readonly task: Task };

/** Makes an agenda, empty or with the entries of another. */
export function createAgenda(from: readonly Entry[]): Agenda {
  let entries: Entry[] = [...from];
  return {
    add(dueAt, task) {
      let i = entries.length;
      while (i > 0 && (entries[i - 1] as Entry).dueAt > dueAt) i--;
      entries.splice(i, 0, { dueAt, task });
    },
    take(at) {
      const first = entries[0];
      if (first === undefined || first.dueAt > at) return undefined;
      entries.shift();
      return first;
    },
    drop(childId) {
      entries = entries.filter(
        ({ task }) => (task.kind !== 'trade' && task.kind !== 'expire') || task.childId !== childId,
      );
    },
    nextAt: () => entries[0]?.dueAt ?? null,
    entries: () => JSON.parse(JSON.stringify(entries)) as Json,
  };
}
