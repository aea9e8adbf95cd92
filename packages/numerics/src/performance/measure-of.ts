import type { Measure } from '@plimsoll/core';

/** Why a performance measure has no value; the `reason` of its `Measure`. */
export type AbsenceReason =
  | 'no-observations'
  | 'too-few-observations'
  | 'zero-dispersion'
  | 'no-drawdown'
  | 'no-loss'
  | 'wealth-not-positive'
  | 'not-representable';

/** A measure with a value; one that overflowed is absent instead. */
export function present(value: number, convention: string): Measure {
  if (!Number.isFinite(value)) return absent('not-representable', convention);
  return { value: value + 0, reason: null, convention };
}

/** A measure that does not exist for this input. */
export function absent(reason: AbsenceReason, convention: string): Measure {
  return { value: null, reason, convention };
}

/** `numerator / denominator`, or the denominator's reason for being absent, or `whenZero`. */
export function ratio(
  numerator: Measure,
  denominator: Measure,
  whenZero: AbsenceReason,
  convention: string,
): Measure {
  if (numerator.value === null) return { ...numerator, convention };
  if (denominator.value === null) return { ...denominator, convention };
  if (denominator.value === 0) return absent(whenZero, convention);
  return present(numerator.value / denominator.value, convention);
}
