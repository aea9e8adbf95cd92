import type { Timer } from './clock.ts';

/** A timer inside the heap. */
export interface HeapTimer extends Timer {
  /** What to run. */
  readonly callback: () => void;
}

interface Entry extends HeapTimer {
  readonly order: number;
  live: boolean;
}

/** Pending timers ordered by (due time, order of creation). */
export interface TimerHeap {
  /** Adds a timer. */
  push(dueAt: number, callback: () => void): HeapTimer;
  /** The earliest live timer. */
  peek(): HeapTimer | undefined;
  /** Removes the earliest live timer. */
  pop(): void;
}

const precedes = (a: Entry, b: Entry): boolean =>
  a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order);

/** Makes an empty heap. Cancelled timers are dropped lazily, and swept when they prevail. */
export function createTimerHeap(): TimerHeap {
  let heap: Entry[] = [];
  let created = 0;
  let cancelled = 0;

  const at = (i: number): Entry => heap[i] as Entry;

  const siftUp = (start: number): void => {
    let i = start;
    const entry = at(i);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!precedes(entry, at(parent))) break;
      heap[i] = at(parent);
      i = parent;
    }
    heap[i] = entry;
  };

  const siftDown = (start: number): void => {
    let i = start;
    const entry = at(i);
    for (let child = 2 * i + 1; child < heap.length; child = 2 * i + 1) {
      if (child + 1 < heap.length && precedes(at(child + 1), at(child))) child++;
      if (!precedes(at(child), entry)) break;
      heap[i] = at(child);
      i = child;
    }
    heap[i] = entry;
  };

  const removeTop = (): void => {
    const last = heap.pop() as Entry;
    if (heap.length === 0) return;
    heap[0] = last;
    siftDown(0);
  };

  const sweep = (): void => {
    heap = heap.filter((entry) => entry.live);
    cancelled = 0;
    for (let i = (heap.length >> 1) - 1; i >= 0; i--) siftDown(i);
  };

  const dropCancelled = (): void => {
    while (heap.length > 0 && !at(0).live) {
      removeTop();
      cancelled--;
    }
  };

  return {
    push(dueAt: number, callback: () => void): HeapTimer {
      const entry: Entry = {
        dueAt,
        callback,
        order: created++,
        live: true,
        cancel() {
          if (!entry.live) return;
          entry.live = false;
          cancelled++;
          if (cancelled > 64 && cancelled * 2 > heap.length) sweep();
        },
      };
      heap.push(entry);
      siftUp(heap.length - 1);
      return entry;
    },
    peek(): HeapTimer | undefined {
      dropCancelled();
      return heap[0];
    },
    pop(): void {
      dropCancelled();
      if (heap.length === 0) return;
      at(0).live = false;
      removeTop();
    },
  };
}
