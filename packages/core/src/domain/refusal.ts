import type { ErrorPath } from '../errors/plimsoll-error.ts';

/** The one answer to a request that cannot be honoured; nothing held is changed. */
export interface Refusal {
  /** Id of the refused request. */
  readonly requestId: string;
  /** Event type of the refused request. */
  readonly request: string;
  /** Stable code `package/kebab-case`. */
  readonly code: string;
  /** Location of the fault inside the request. */
  readonly path: ErrorPath;
  /** What to do about it. */
  readonly remedy: string;
}

/** Fields every request carries, so that each can be answered exactly once. */
export interface Command {
  /** Minted by the requester. */
  readonly requestId: string;
  /** Who asked: a person or a program. */
  readonly by: string;
  /** Why, one sentence. */
  readonly reason: string;
}
