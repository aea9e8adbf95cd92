import type { Clock } from '../clock/clock.ts';
import { checkInteger, checkOneOf } from '../errors/checks.ts';
import type { Journal } from '../journal/journal.ts';
import type { EventRole } from './event.ts';
import type { HandlerFailure } from './failure-log.ts';

/** Sources every bus has: `host` and `timer` are inputs, `system` is derived. */
export const builtInSources: Readonly<Record<'host' | 'timer' | 'system', EventRole>> = {
  host: 'input',
  timer: 'input',
  system: 'derived',
};

/** Limits and mode of a bus that says nothing else. */
export const busDefaults: {
  readonly strict: boolean;
  readonly maxCausalDepth: number;
  readonly maxEventsPerDrain: number;
} = { strict: false, maxCausalDepth: 64, maxEventsPerDrain: 1_000_000 };

/** Options of {@link createBus}. */
export interface BusOptions {
  /** Stamps inputs; time is frozen while an input and all it causes are handled. */
  readonly clock: Clock;
  /** Restart counter, part of every id: whole, from 0, raised by one at each restart. */
  readonly epoch: number;
  /** Role by source name. Publishers made by `as` are derived unless declared here. */
  readonly sources?: Readonly<Record<string, EventRole>>;
  /** Records every drain before its effects run. @defaultValue none */
  readonly journal?: Journal;
  /** Freezes events and rethrows handler failures after delivery. @defaultValue false */
  readonly strict?: boolean;
  /**
   * Receives failures nobody else hears of: no subscriber of `system.handler-failed`, or that
   * subscriber failed too. @defaultValue rethrow after the drain
   */
  readonly onError?: (failure: HandlerFailure) => void;
  /** Longest chain of events causing events within a drain. @defaultValue 64 */
  readonly maxCausalDepth?: number;
  /** Most events in one drain. @defaultValue 1000000 */
  readonly maxEventsPerDrain?: number;
}

/** Checked options with every default filled in. */
export interface ResolvedBusOptions {
  /** Stamps inputs. */
  readonly clock: Clock;
  /** Restart counter. */
  readonly epoch: number;
  /** All declared sources, built-in ones first. */
  readonly sources: Readonly<Record<string, EventRole>>;
  /** Where drains are recorded. */
  readonly journal: Journal | null;
  /** Whether failures are rethrown and events frozen. */
  readonly strict: boolean;
  /** Sink of failures nobody hears of. */
  readonly onError: ((failure: HandlerFailure) => void) | null;
  /** Longest causal chain. */
  readonly maxCausalDepth: number;
  /** Most events in one drain. */
  readonly maxEventsPerDrain: number;
}

/** Checks options and fills in the defaults. */
export function resolveBusOptions(options: BusOptions): ResolvedBusOptions {
  const sources = { ...builtInSources, ...options.sources };
  for (const [name, role] of Object.entries(sources)) {
    checkOneOf(role, ['input', 'derived'], 'core/invalid-role', ['sources', name]);
  }
  const limit = (key: 'maxCausalDepth' | 'maxEventsPerDrain'): number =>
    checkInteger(options[key] ?? busDefaults[key], 'core/invalid-limit', [key], { min: 1 });
  return {
    clock: options.clock,
    epoch: checkInteger(options.epoch, 'core/invalid-epoch', ['epoch'], { min: 0 }),
    sources,
    journal: options.journal ?? null,
    strict: options.strict ?? busDefaults.strict,
    onError: options.onError ?? null,
    maxCausalDepth: limit('maxCausalDepth'),
    maxEventsPerDrain: limit('maxEventsPerDrain'),
  };
}
