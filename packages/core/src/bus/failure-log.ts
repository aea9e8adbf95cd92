import { PlimsollError } from '../errors/plimsoll-error.ts';
import type { Event } from './event.ts';

/** A handler that threw or whose promise was rejected. */
export interface HandlerFailure {
  /** The event being handled. */
  readonly event: Event;
  /** Source of the subscription, `host` for the bus itself. */
  readonly subscriber: string;
  /** What was thrown. */
  readonly error: unknown;
}

/** Code and message of anything that can be thrown, as plain text. */
export function describeError(error: unknown): { readonly code: string; readonly message: string } {
  if (PlimsollError.is(error)) return { code: error.code, message: error.message };
  if (error instanceof Error) return { code: error.name, message: error.message };
  return { code: 'thrown', message: String(error) };
}

/** Throws all failures at once, after delivery; does nothing when there are none. */
export function rethrow(failures: readonly HandlerFailure[]): void {
  const [first] = failures;
  if (first === undefined) return;
  const { event, subscriber, error } = first;
  const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : '';
  throw new AggregateError(
    failures.map((failure) => failure.error),
    `handler of ${event.type} in ${subscriber} failed: ${describeError(error).message}${more}`,
  );
}
