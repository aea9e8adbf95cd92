import type { Event } from './event.ts';

/** Keeps its storage between drains up to this many events. */
const keptCapacity = 1024;

/** The events of one drain in their final order, with who caused whom. */
export interface DrainQueue {
  /** Adds an event caused by the one at `parent` (`-1` for the root). */
  push(event: Event, parent: number): void;
  /** Moves to the next event; `undefined` when the drain is over. */
  next(): Event | undefined;
  /** Index of the event being handled, `-1` before the first. */
  position(): number;
  /** Number of events so far. */
  size(): number;
  /** Causal depth of the event at `index`; 1 for a root, 0 for `-1`. */
  depth(index: number): number;
  /** The event at `index` and its causes, root first. */
  chain(index: number): readonly Event[];
  /** A copy of the drain. */
  events(): readonly Event[];
  /** Empties the queue. */
  clear(): void;
}

/** Makes an empty queue. Parallel arrays, so that an event costs no bookkeeping object. */
export function createDrainQueue(): DrainQueue {
  let queue: (Event | undefined)[] = [];
  let parents: number[] = [];
  let depths: number[] = [];
  let size = 0;
  let position = -1;

  const depth = (index: number): number => (index < 0 ? 0 : (depths[index] as number));

  return {
    push(event: Event, parent: number): void {
      queue[size] = event;
      parents[size] = parent;
      depths[size] = depth(parent) + 1;
      size++;
    },
    next: () => (position + 1 < size ? queue[++position] : undefined),
    position: () => position,
    size: () => size,
    depth,
    chain(index: number): readonly Event[] {
      const chain: Event[] = [];
      for (let i = index; i >= 0; i = parents[i] as number) chain.unshift(queue[i] as Event);
      return chain;
    },
    events: () => queue.slice(0, size) as Event[],
    clear(): void {
      if (size > keptCapacity) {
        queue = [];
        parents = [];
        depths = [];
      } else {
        queue.fill(undefined, 0, size);
      }
      size = 0;
      position = -1;
    },
  };
}
