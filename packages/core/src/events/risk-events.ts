import type { LimitCheck } from '../domain/limit-check.ts';
import type { Command, Refusal } from '../domain/refusal.ts';
import type { Scope } from '../domain/scope.ts';
import type { UnixMs } from '../domain/units.ts';

/** How far a kill goes: no new entries; no orders at all; cancel everything, then close. */
export type KillLevel = 'entries' | 'orders' | 'flatten';

/** A risk machine (drawdown, streak, …) moved to another state. */
export interface RiskStateChanged {
  /** Name of the machine. */
  readonly machine: string;
  /** Scope it watches. */
  readonly scope: Scope;
  /** State before. */
  readonly from: string;
  /** State now, e.g. `normal`, `derisk`, `halted`. */
  readonly to: string;
  /** Multiplier on new exposure in this state, a fraction in [0, 1]. */
  readonly exposureFactor: number;
  /** The quantity that decided, e.g. the drawdown, a fraction. */
  readonly measure: number;
  /** Whether it stays until a person resets it. */
  readonly latched: boolean;
}

/** A limit was crossed or came back, other than by a decision on an order. */
export interface RiskBreached {
  /** How the limit stands. */
  readonly status: 'warned' | 'breached' | 'cleared';
  /** What moved it. */
  readonly cause: 'price' | 'fill' | 'config' | 'clock';
  /** The check. */
  readonly check: LimitCheck;
}

/** A person or program pulls the kill switch. */
export interface RiskKillRequested extends Command {
  /** What is killed. */
  readonly scope: Scope;
  /** How far. */
  readonly level: KillLevel;
}

/** The kill proceeded; the first stage answers the request, later ones are facts. */
export interface RiskKilled {
  /** The request. */
  readonly requestId: string;
  /** What is killed. */
  readonly scope: Scope;
  /** How far. */
  readonly level: KillLevel;
  /** Progress. */
  readonly stage: 'latched' | 'cancelling' | 'closing' | 'done';
}

/** A person resets a latched machine or a kill. */
export interface RiskResetRequested extends Command {
  /** Name of the machine, or `kill-switch`. */
  readonly machine: string;
  /** Scope. */
  readonly scope: Scope;
}

/** A person asks for a temporary change of a limit's bound. */
export interface RiskOverrideRequested extends Command {
  /** Name of the limit. */
  readonly limit: string;
  /** New bound in the limit's unit, or `null` to lift the override. */
  readonly bound: number | null;
  /** When it reverts; `null` only together with a `null` bound. */
  readonly until: UnixMs | null;
}

/** An override took effect, was lifted, or expired. */
export interface RiskOverrideChanged {
  /** Name of the limit. */
  readonly limit: string;
  /** The request answered, or `null` on expiry. */
  readonly requestId: string | null;
  /** Bound in force. */
  readonly bound: number;
  /** Expiry, or `null`. */
  readonly until: UnixMs | null;
  /** What brought it about. */
  readonly cause: 'request' | 'expiry';
}

/** Risk family. Subject: `scopeKey(scope)`, or the limit's name for overrides. */
export interface RiskEvents {
  /** A machine changed state. */
  readonly 'risk.state-changed': RiskStateChanged;
  /** A limit was crossed passively, or cleared. */
  readonly 'risk.breached': RiskBreached;
  /** Command: kill. */
  readonly 'risk.kill-requested': RiskKillRequested;
  /** The kill proceeded. */
  readonly 'risk.killed': RiskKilled;
  /** Command: reset. */
  readonly 'risk.reset-requested': RiskResetRequested;
  /** Command: override a bound. */
  readonly 'risk.override-requested': RiskOverrideRequested;
  /** An override changed. */
  readonly 'risk.override-changed': RiskOverrideChanged;
  /** A request was refused. */
  readonly 'risk.request-refused': Refusal;
}
