import type { Measure } from '@plimsoll/core';

/** Why a measure of this entry has no value; the `reason` of its `Measure`. */
export type MetricAbsence =
  | 'no-observations'
  | 'too-few-observations'
  | 'zero-dispersion'
  | 'impossible-moments'
  | 'not-above-benchmark'
  | 'negative-long-run-variance'
  | 'no-drawdown'
  | 'no-recovered-drawdown'
  | 'no-win'
  | 'no-loss'
  | 'no-benchmark-gain'
  | 'no-benchmark-loss'
  | 'wealth-not-positive'
  | 'not-recorded'
  | 'not-representable';

/** A measure with a value; one that overflowed is absent instead. */
export function present(value: number, convention: string): Measure {
  if (!Number.isFinite(value)) return absent('not-representable', convention);
  return { value: value + 0, reason: null, convention };
}

/** A measure that does not exist for this input. */
export function absent(reason: MetricAbsence, convention: string): Measure {
  return { value: null, reason, convention };
}

/** `numerator / denominator`, absent as either is, or for `whenZero` where the latter is 0. */
export function ratio(
  numerator: Measure,
  denominator: Measure,
  whenZero: MetricAbsence,
  convention: string,
): Measure {
  if (numerator.value === null) return { ...numerator, convention };
  if (denominator.value === null) return { ...denominator, convention };
  if (denominator.value === 0) return absent(whenZero, convention);
  return present(numerator.value / denominator.value, convention);
}
