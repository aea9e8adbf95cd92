// Table of contents, in reading order. Explicit names only; one block a room.

// agents
export type { Agent, AgentContext, AgentInstance, Health } from './agents/agent.ts';
export { type AgentOptions, defineAgent } from './agents/define-agent.ts';
export {
  type AgentHealth,
  createHost,
  type Host,
  type HostOptions,
  type HostState,
} from './agents/create-host.ts';
export { type FailurePolicy, failureDefaults } from './agents/failure-policy.ts';
// bus
export { type BusOptions, builtInSources, busDefaults, createBus } from './bus/create-bus.ts';
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
export type { HandlerFailure } from './bus/failure-log.ts';
// journal
export type { Journal, JournalHead, JournalHeader } from './journal/journal.ts';
// time, randomness, hashing
export type { Clock, Timer } from './clock/clock.ts';
export { createSimulatedClock, type SimulatedClock } from './clock/simulated-clock.ts';
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
export { canonicalJson } from './grammar/canonical-json.ts';
export { configHash } from './grammar/config-hash.ts';
export type { Definition, Live, Startable } from './grammar/definition.ts';
export type { BindingLimit, Evidence } from './grammar/evidence.ts';
export type { Json } from './grammar/json.ts';
export type { Measure } from './grammar/measure.ts';
export { type Snapshot, type SnapshotIdentity, snapshotState } from './grammar/snapshot.ts';
export type { MatrixLike, Table, TableContent } from './grammar/table.ts';
export type { WorkOptions } from './grammar/work.ts';
export type { Hasher } from './hash/hasher.ts';
export { portableHasher } from './hash/portable-hasher.ts';
export { createRandom, type RandomOptions } from './random/create-random.ts';
export type { Random } from './random/random.ts';

// domain types
export {
  oppositeSide,
  sideSign,
  type UnixMs,
  type Decimal,
  type Lots,
  type SignedUnits,
  type Side,
} from './domain/units.ts';
export type {
  AssetClass,
  Payoff,
  TickBand,
  InstrumentStatus,
  Instrument,
} from './domain/instrument.ts';
export type { BarPrice, Bar } from './domain/bar.ts';
export type {
  OrderType,
  TimeInForce,
  OrderPurpose,
  Order,
  ChildOrder,
  ChildState,
  OrderState,
} from './domain/order.ts';
export type { Liquidity, Fill } from './domain/fill.ts';
export type {
  PositionMode,
  PositionBucket,
  BasisLot,
  Position,
  FxMark,
  Cash,
} from './domain/position.ts';
export type { TargetKind, Target } from './domain/target.ts';
export { inScope, scopeKey, type Scope, type ScopeSubject } from './domain/scope.ts';
export type { Reason, LimitCheck } from './domain/limit-check.ts';
export type { Command, Refusal } from './domain/refusal.ts';
export type { SessionKind, SessionInterval, SessionCalendar } from './domain/session-calendar.ts';
export type {
  FeeInput,
  Money,
  FeeModel,
  MarginPosition,
  MarginModel,
} from './domain/cost-models.ts';

// instrument arithmetic
export {
  formatDecimal,
  type GridRounding,
  parseDecimal,
  type ScaledDecimal,
} from './instrument/decimal.ts';
export {
  defineInstrument,
  instrumentDefaults,
  type InstrumentFields,
} from './instrument/define-instrument.ts';
export {
  createInstrumentBook,
  instrumentAt,
  type InstrumentBook,
} from './instrument/instrument-book.ts';
export {
  lotsFromQuantity,
  lotsFromUnits,
  quantityFromLots,
  quantityFromUnits,
  signedUnitsFromLots,
  unitsPerLot,
} from './instrument/lots.ts';
export { isOnTick, roundToTick, type TickMode } from './instrument/ticks.ts';
export { notional } from './instrument/notional.ts';
export { checkOrder } from './instrument/check-order.ts';
// doors
export { checkBar } from './doors/check-bar.ts';
export { checkCashFlowed } from './doors/check-cash-flowed.ts';
export { checkFill } from './doors/check-fill.ts';
export { checkTarget } from './doors/check-target.ts';

// event vocabulary
export type { Vocabulary } from './events/vocabulary.ts';
export type {
  TradeCondition,
  InstrumentDefined,
  MarketTrade,
  MarketQuote,
  MarketMark,
  MarketSlice,
  MarketDegraded,
  MarketEvents,
} from './events/market-events.ts';
export type { SessionMoved, DayRolled, CalendarEvents } from './events/calendar-events.ts';
export type { UniverseChanged, UniverseEvents } from './events/universe-events.ts';
export type { SignalUpdated, SignalEvents } from './events/signal-events.ts';
export type {
  RegimeUpdated,
  RegimeChanged,
  RegimeOverrideRequested,
  RegimeOverrideChanged,
  RegimeEvents,
} from './events/regime-events.ts';
export type {
  CashFlowKind,
  CashFlowed,
  AdjustmentKind,
  PositionAdjusted,
  AccountReported,
  AccountBreak,
  AccountReconciled,
  BookingRefused,
  AccountEvents,
} from './events/account-events.ts';
export type {
  TargetProposed,
  TargetFailed,
  PortfolioChanged,
  PortfolioValued,
  PortfolioEvents,
} from './events/portfolio-events.ts';
export type {
  OrderRequested,
  OrderApproved,
  OrderRejected,
  PlannedSlice,
  OrderPlanned,
  OrderAmendRequested,
  OrderAmendApproved,
  OrderAmended,
  OrderControlRequested,
  OrderStateChanged,
  OrderFilled,
  OrderCompleted,
  OrderEvents,
} from './events/order-events.ts';
export type {
  ChildAction,
  ChildRequested,
  ChildApproved,
  ChildRejected,
  ChildChanged,
  ChildEvents,
} from './events/child-events.ts';
export type { FillCorrected, FillBusted, FillEvents } from './events/fill-events.ts';
export type {
  ReplaceSemantics,
  VenueReportBase,
  VenueReported,
  VenueStateChanged,
  VenueReconciled,
  VenueEvents,
} from './events/venue-events.ts';
export type {
  KillLevel,
  RiskStateChanged,
  RiskBreached,
  RiskKillRequested,
  RiskKilled,
  RiskResetRequested,
  RiskOverrideRequested,
  RiskOverrideChanged,
  RiskEvents,
} from './events/risk-events.ts';
export type {
  RunStarted,
  RunEnded,
  TimerFired,
  ClockJumped,
  HandlerFailed,
  AgentState,
  AgentChanged,
  PolicyChangeRequested,
  PolicyChanged,
  SystemEvents,
} from './events/system-events.ts';
export { subjectOf } from './subjects/subject-of.ts';
