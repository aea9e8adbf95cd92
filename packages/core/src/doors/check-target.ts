import type { Target } from '../domain/target.ts';
import type { ErrorPath } from '../errors/plimsoll-error.ts';
import {
  type FieldFault,
  type FieldRules,
  firstFault,
  name,
  notNegative,
  number,
  oneOf,
  orNull,
  recordOf,
  requireNone,
} from './field-rules.ts';

const rules: FieldRules<Target> = {
  targetId: name,
  account: name,
  strategy: name,
  kind: oneOf('weights', 'units', 'notional', 'active'),
  values: recordOf(number),
  cash: orNull(number),
  denominator: orNull(recordOf(number)),
  benchmarkId: orNull(name),
  horizonMs: notNegative,
  validUntil: number,
};

const targetFault = (candidate: unknown): FieldFault | null => {
  const fault = firstFault(candidate, rules);
  if (fault !== null) return fault;
  const { kind, values, denominator, benchmarkId } = candidate as Target;
  if ((kind === 'weights' || kind === 'active') && !((denominator?.nav ?? 0) > 0)) {
    return {
      path: ['denominator'],
      received: denominator,
      remedy: 'Weights need the NAV they refer to, above zero.',
    };
  }
  if (kind === 'active' && benchmarkId === null) {
    return { path: ['benchmarkId'], received: null, remedy: 'Active weights need a benchmark.' };
  }
  for (const [instrumentId, value] of Object.entries(values)) {
    if (kind === 'units' && !Number.isSafeInteger(value)) {
      return { path: ['values', instrumentId], received: value, remedy: 'Give whole units.' };
    }
  }
  return null;
};

/**
 * Validates a target at the door and returns it.
 *
 * @throws PlimsollError `core/invalid-target` with the field as path: weights without a NAV above
 * zero, units that are not whole, an active target without benchmark, any number that is not finite.
 */
export function checkTarget(candidate: unknown, path: ErrorPath = []): Target {
  return requireNone(candidate, targetFault(candidate), 'core/invalid-target', path);
}
