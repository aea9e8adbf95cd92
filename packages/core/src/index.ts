// Table of contents, in reading order. Explicit names only; one block a room.

// agents
export type { Agent, AgentContext, AgentInstance, Health } from './agents/agent.ts';
// bus
export type { AnyEvent, Event, EventRole } from './bus/event.ts';
export type {
  EventBus,
  HostBus,
  Publisher,
  PublishOptions,
  Subscriber,
  Unsubscribe,
} from './bus/event-bus.ts';
// time, randomness, hashing
export type { Clock, Timer } from './clock/clock.ts';
// errors
export { assume, type Outcome } from './errors/assume.ts';
export {
  checkInteger,
  checkName,
  checkNumber,
  checkOneOf,
  type NumberBounds,
} from './errors/checks.ts';
export { misuse } from './errors/misuse.ts';
export {
  type ErrorPath,
  PlimsollError,
  type PlimsollErrorDetails,
} from './errors/plimsoll-error.ts';
// grammar
export type { Definition, Live, Startable } from './grammar/definition.ts';
export type { BindingLimit, Evidence } from './grammar/evidence.ts';
export type { Json } from './grammar/json.ts';
export type { Measure } from './grammar/measure.ts';
export { type Snapshot, type SnapshotIdentity, snapshotState } from './grammar/snapshot.ts';
export type { MatrixLike, Table, TableContent } from './grammar/table.ts';
export type { WorkOptions } from './grammar/work.ts';
export type { Hasher } from './hash/hasher.ts';
export type { Random } from './random/random.ts';
