import type { Command, Refusal } from '../domain/refusal.ts';
import type { UnixMs } from '../domain/units.ts';
import type { Json } from '../grammar/json.ts';

/** A run began. */
export interface RunStarted {
  /** Restart counter of the host. */
  readonly epoch: number;
  /** Hash of the whole configuration. */
  readonly configHash: string;
}

/** A run ended. */
export interface RunEnded {
  /** Why. */
  readonly reason: 'completed' | 'stopped' | 'failed' | 'cancelled';
  /** One sentence for a person, or `null`. */
  readonly detail: string | null;
}

/** A timer of an agent fell due: an input, so that replay needs no clock. */
export interface TimerFired {
  /** Deterministic id of the timer. */
  readonly timerId: string;
  /** Agent it belongs to. */
  readonly agent: string;
  /** When it was due. */
  readonly dueAt: UnixMs;
}

/** The host's clock moved in an unexpected way. */
export interface ClockJumped {
  /** Time before. */
  readonly from: UnixMs;
  /** Time after. */
  readonly to: UnixMs;
}

/** A handler threw or its promise was rejected. */
export interface HandlerFailed {
  /** Id of the event being handled. */
  readonly eventId: string;
  /** Type of that event. */
  readonly eventType: string;
  /** Name of the subscriber, or `''`. */
  readonly subscriber: string;
  /** Error code, or the error's name. */
  readonly code: string;
  /** Error message. */
  readonly message: string;
}

/** States of an agent in its host. */
export type AgentState = 'idle' | 'starting' | 'running' | 'stopping' | 'stopped' | 'faulted';

/** An agent changed state or health. */
export interface AgentChanged {
  /** Agent. */
  readonly agent: string;
  /** State now. */
  readonly state: AgentState;
  /** Health now. */
  readonly health: 'ok' | 'degraded' | 'failed';
  /** One sentence for a person, or `null`. */
  readonly detail: string | null;
}

/** Somebody asks to change an agent's policy while it runs. */
export interface PolicyChangeRequested extends Command {
  /** Agent. */
  readonly agent: string;
  /** The new policy, whole. */
  readonly policy: Json;
}

/** A policy was validated and took effect. */
export interface PolicyChanged {
  /** The request answered. */
  readonly requestId: string;
  /** Agent. */
  readonly agent: string;
  /** Policy now in force. */
  readonly policy: Json;
}

/** System family. Subject: agent, or `''`. */
export interface SystemEvents {
  /** A run began. */
  readonly 'system.run-started': RunStarted;
  /** A run ended. */
  readonly 'system.run-ended': RunEnded;
  /** A timer fell due. */
  readonly 'system.timer-fired': TimerFired;
  /** The clock jumped. */
  readonly 'system.clock-jumped': ClockJumped;
  /** A handler failed. */
  readonly 'system.handler-failed': HandlerFailed;
  /** An agent changed. */
  readonly 'agent.changed': AgentChanged;
  /** Command: change a policy. */
  readonly 'policy.change-requested': PolicyChangeRequested;
  /** A policy changed. */
  readonly 'policy.changed': PolicyChanged;
  /** A policy request was refused. */
  readonly 'policy.request-refused': Refusal & {
    /** Agent. */
    readonly agent: string;
  };
}
