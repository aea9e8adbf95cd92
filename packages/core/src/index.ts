// Table of contents, in reading order. Explicit names only; one block a room.

// Errors and the grammar every package shares.

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
export { canonicalJson } from './grammar/canonical-json.ts';
export { configHash } from './grammar/config-hash.ts';
export type { Definition, Live, Startable } from './grammar/definition.ts';
export type { BindingLimit, Evidence } from './grammar/evidence.ts';
export type { Json } from './grammar/json.ts';
export type { Measure } from './grammar/measure.ts';
export { type Snapshot, type SnapshotIdentity, snapshotState } from './grammar/snapshot.ts';
export type { MatrixLike, Table, TableContent } from './grammar/table.ts';
export type { WorkOptions } from './grammar/work.ts';

// Domain types.

export type { Bar, BarPrice } from './domain/bar.ts';
export type {
  FeeInput,
  FeeModel,
  MarginModel,
  MarginPosition,
  Money,
} from './domain/cost-models.ts';
export type { Fill, Liquidity } from './domain/fill.ts';
export type {
  AssetClass,
  Instrument,
  InstrumentStatus,
  Payoff,
  TickBand,
} from './domain/instrument.ts';
export type { LimitCheck, Reason } from './domain/limit-check.ts';
export type {
  ChildOrder,
  ChildState,
  Order,
  OrderPurpose,
  OrderState,
  OrderType,
  TimeInForce,
} from './domain/order.ts';
export type {
  BasisLot,
  Cash,
  FxMark,
  Position,
  PositionBucket,
  PositionMode,
} from './domain/position.ts';
export type { Command, Refusal } from './domain/refusal.ts';
export { inScope, type Scope, type ScopeSubject, scopeKey } from './domain/scope.ts';
export type { SessionCalendar, SessionInterval, SessionKind } from './domain/session-calendar.ts';
export type { Target, TargetKind } from './domain/target.ts';
export {
  type Decimal,
  type Lots,
  oppositeSide,
  type Side,
  type SignedUnits,
  sideSign,
  type UnixMs,
} from './domain/units.ts';

// The event vocabulary, and the routing key of each event.

export type {
  AccountBreak,
  AccountEvents,
  AccountReconciled,
  AccountReported,
  AdjustmentKind,
  BookingRefused,
  CashFlowed,
  CashFlowKind,
  PositionAdjusted,
} from './events/account-events.ts';
export type { CalendarEvents, DayRolled, SessionMoved } from './events/calendar-events.ts';
export type {
  ChildAction,
  ChildApproved,
  ChildChanged,
  ChildEvents,
  ChildRejected,
  ChildRequested,
} from './events/child-events.ts';
export type { FillBusted, FillCorrected, FillEvents } from './events/fill-events.ts';
export type {
  InstrumentDefined,
  MarketDegraded,
  MarketEvents,
  MarketMark,
  MarketQuote,
  MarketSlice,
  MarketTrade,
  TradeCondition,
} from './events/market-events.ts';
export type {
  OrderAmendApproved,
  OrderAmended,
  OrderAmendRequested,
  OrderApproved,
  OrderCompleted,
  OrderControlRequested,
  OrderEvents,
  OrderFilled,
  OrderPlanned,
  OrderRejected,
  OrderRequested,
  OrderStateChanged,
  PlannedSlice,
} from './events/order-events.ts';
export type {
  PortfolioChanged,
  PortfolioEvents,
  PortfolioValued,
  TargetFailed,
  TargetProposed,
} from './events/portfolio-events.ts';
export type {
  RegimeChanged,
  RegimeEvents,
  RegimeOverrideChanged,
  RegimeOverrideRequested,
  RegimeUpdated,
} from './events/regime-events.ts';
export type {
  KillLevel,
  RiskBreached,
  RiskEvents,
  RiskKilled,
  RiskKillRequested,
  RiskOverrideChanged,
  RiskOverrideRequested,
  RiskResetRequested,
  RiskStateChanged,
} from './events/risk-events.ts';
export type { SignalEvents, SignalUpdated } from './events/signal-events.ts';
export type {
  AgentChanged,
  AgentState,
  ClockJumped,
  HandlerFailed,
  PolicyChanged,
  PolicyChangeRequested,
  RunEnded,
  RunStarted,
  SystemEvents,
  TimerFired,
} from './events/system-events.ts';
export type { UniverseChanged, UniverseEvents } from './events/universe-events.ts';
export type {
  ReplaceSemantics,
  VenueEvents,
  VenueReconciled,
  VenueReportBase,
  VenueReported,
  VenueStateChanged,
} from './events/venue-events.ts';
export type { Vocabulary } from './events/vocabulary.ts';
export { subjectOf } from './subjects/subject-of.ts';

// Instruments, lots, ticks, calendars; payload doors.

export { checkBar } from './doors/check-bar.ts';
export { checkFill } from './doors/check-fill.ts';
export { checkTarget } from './doors/check-target.ts';
export { checkOrder } from './instrument/check-order.ts';
export {
  formatDecimal,
  type GridRounding,
  parseDecimal,
  type ScaledDecimal,
} from './instrument/decimal.ts';
export {
  defineInstrument,
  type InstrumentFields,
  instrumentDefaults,
} from './instrument/define-instrument.ts';
export {
  createInstrumentBook,
  type InstrumentBook,
  instrumentAt,
} from './instrument/instrument-book.ts';
export {
  lotsFromQuantity,
  lotsFromUnits,
  quantityFromLots,
  quantityFromUnits,
  signedUnitsFromLots,
  unitsPerLot,
} from './instrument/lots.ts';
export { notional } from './instrument/notional.ts';
export { isOnTick, roundToTick, type TickMode } from './instrument/ticks.ts';

// Time, randomness and hashing are inputs.

export type { Clock, Timer } from './clock/clock.ts';
export { createSimulatedClock, type SimulatedClock } from './clock/simulated-clock.ts';
export { createSystemClock } from './clock/system-clock.ts';
export type { Hasher } from './hash/hasher.ts';
export { portableHasher } from './hash/portable-hasher.ts';
export { createRandom, type RandomOptions } from './random/create-random.ts';
export type { Random } from './random/random.ts';

// Shapes of the bus, the journal and agents. What runs them is in @plimsoll/core/host,
// what records them in @plimsoll/core/journal.

export type { Agent, AgentContext, AgentInstance, Health } from './agents/agent.ts';
export { atEach } from './agents/at-each.ts';
export { type AgentOptions, defineAgent } from './agents/define-agent.ts';
export type { AnyEvent, Event, EventRole } from './bus/event.ts';
export type {
  EventBus,
  HostBus,
  Publisher,
  PublishOptions,
  SourceBus,
  Subscriber,
  Unsubscribe,
} from './bus/event-bus.ts';
export type { Journal, JournalHead, JournalHeader } from './journal/journal.ts';
