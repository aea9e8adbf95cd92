import type { Event } from './event.ts';
import type { Unsubscribe } from './event-bus.ts';

/** One event as it travels between processes. */
export interface TransportRecord {
  /** The envelope; `id` lets a receiver drop what it has seen, `subject` is the partition key. */
  readonly event: Event;
  /** Canonical bytes of the envelope, as the journal writes them. */
  readonly text: string;
}

/**
 * Seam: a message broker as a bridge between hosts needs it. An adapter wraps a client that the
 * application has built (NATS, Redis Streams, Kafka, …) and installs nothing. Delivery is at least
 * once and in order for one subject; a receiver acknowledges by the promise its handler returns,
 * after the bus is idle.
 *
 * This version has the shape only: no bridge is shipped, and a host connects transports itself by
 * `tap` (out) and an input source (in).
 */
export interface Transport {
  /** Hands a record over; resolves once the broker has it. Rejects when it does not take it. */
  send(record: TransportRecord): Promise<void>;
  /** Calls `handler` for every record from other hosts; a rejected promise asks for redelivery. */
  receive(handler: (record: TransportRecord) => Promise<void>): Promise<Unsubscribe>;
  /** Ends the connection after what was sent is out. */
  close(): Promise<void>;
}
