/** Whether an event came from outside (`input`) or was computed from inputs (`derived`). */
export type EventRole = 'input' | 'derived';

/** The envelope around every payload on the bus. Plain JSON, never mutated. */
export interface Event<Type extends string = string, Payload = unknown> {
  /** `${source}-${epoch}-${sequence}`, epoch and sequence in base 36. Deterministic. */
  readonly id: string;
  /** Event type, e.g. `market.bar`. */
  readonly type: Type;
  /** Self-contained plain data. */
  readonly payload: Payload;
  /** Who published it; `[a-z0-9]{1,12}`. */
  readonly source: string;
  /** A property of the source, declared when the bus is created. */
  readonly role: EventRole;
  /** Position in the bus's single total order, from 1. */
  readonly seq: number;
  /** Bus time in Unix ms, frozen while the queue drains. */
  readonly at: number;
  /** Routing key: instrument, account, detector, venue or scope, by family; `''` if none. */
  readonly subject: string;
  /** Id of the root input this event descends from; its own id for a root. */
  readonly correlationId: string;
  /** Id of the event whose handler published this one; `null` for a root. */
  readonly causationId: string | null;
}

/** Every event of the map `E`, as a union: `switch (event.type)` narrows the payload. */
export type AnyEvent<E extends object> = {
  [K in keyof E & string]: Event<K, E[K]>;
}[keyof E & string];
