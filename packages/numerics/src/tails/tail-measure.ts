import type { Measure } from '@plimsoll/core';

/**
 * What a reader should know beside the number. `gain`: the measure is negative, even the tail
 * earns. `exceeds-capital`: the loss is larger than everything. `few-tail-points`: the estimate
 * rests on fewer observations than {@link tailDefaults} calls enough.
 */
export type TailFlag = 'gain' | 'exceeds-capital' | 'few-tail-points';

/** A tail measure of a sample of returns: a loss, positive. */
export interface TailMeasure extends Measure {
  /** Returns in the sample. */
  readonly observations: number;
  /** `observations · tailProbability`, how many of them make the tail. */
  readonly tailObservations: number;
  /** What a reader should know beside the number. */
  readonly flags: readonly TailFlag[];
}

/** Defaults of the tail measures. */
export const tailDefaults: Readonly<{ enoughTailObservations: number }> = {
  enoughTailObservations: 5,
};

/** Puts a measure together with its flags. */
export function tailMeasure(
  value: number | null,
  observations: number,
  tailObservations: number,
  convention: string,
): TailMeasure {
  const flags: TailFlag[] = [];
  if (value !== null && value < 0) flags.push('gain');
  if (value !== null && value > 1) flags.push('exceeds-capital');
  if (tailObservations < tailDefaults.enoughTailObservations) flags.push('few-tail-points');
  const reason = value === null ? 'no observation lies beyond the quantile' : null;
  return { value, reason, convention, observations, tailObservations, flags };
}
