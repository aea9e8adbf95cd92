import { misuse, PlimsollError, type RegimeOverrideRequested } from '@plimsoll/core';

/** A human's label in force. @internal */
export interface Override<Label extends string> {
  readonly label: Label;
  readonly until: number;
}

/** Why a request cannot be honoured. @internal */
export interface RefusedRequest {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly remedy: string;
}

/**
 * Reads an override request: the override asked for, `null` to lift, or why not.
 *
 * @internal
 */
export function readOverride<Label extends string>(
  request: RegimeOverrideRequested,
  labels: readonly Label[],
  answered: ReadonlySet<string>,
  now: number,
): Override<Label> | RefusedRequest | null {
  try {
    return checkOverride(request, labels, answered, now);
  } catch (error) {
    if (!PlimsollError.is(error)) throw error;
    const { code, path, remedy } = error;
    return { code, path, remedy };
  }
}

function checkOverride<Label extends string>(
  { requestId, label, until, reason, by }: RegimeOverrideRequested,
  labels: readonly Label[],
  answered: ReadonlySet<string>,
  now: number,
): Override<Label> | null {
  if (answered.has(requestId)) {
    misuse('regime/duplicate-request', ['requestId'], requestId, 'Mint a new id a request.');
  }
  for (const [field, value] of Object.entries({ by, reason })) {
    if (typeof value !== 'string' || value === '') {
      misuse('regime/bad-request', [field], value, 'Say who overrides, and why.');
    }
  }
  if (label === null) {
    if (until !== null) {
      misuse('regime/bad-until', ['until'], until, 'Lifting an override takes no expiry: null.');
    }
    return null;
  }
  const known = labels.find((candidate) => candidate === label);
  if (known === undefined) {
    misuse('regime/unknown-label', ['label'], label, `Give one of ${labels.join(', ')}, or null.`);
  }
  if (typeof until !== 'number' || !Number.isFinite(until) || until <= now) {
    misuse('regime/bad-until', ['until'], until, `Give an expiry after ${now}, Unix ms.`);
  }
  return { label: known as Label, until: until as number };
}
