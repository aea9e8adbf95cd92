import { checkInteger } from '@plimsoll/core';
import { defineFeature } from '../definition/define-feature.ts';
import type { Feature } from '../definition/feature.ts';
import type { OfOption } from '../definition/of-option.ts';
import { type CloseInput, field } from '../sources/field.ts';
import { checkWindow } from '../window/check-window.ts';
import { pushMoments, windowMomentsLength } from '../window/window-moments.ts';

/** Options of {@link standardDeviation}. */
export interface StandardDeviationOptions {
  /**
   * Taken from the number of bars in the divisor: 1 the sample, 0 the population deviation.
   * @defaultValue standardDeviationDefaults.ddof
   */
  readonly ddof?: 0 | 1;
}

/** Defaults of {@link StandardDeviationOptions}. */
export const standardDeviationDefaults: Required<StandardDeviationOptions> = { ddof: 1 };

const define = <In>(windowBars: number, of: Feature<In>, given?: 0 | 1): Feature<In> => {
  const ddof = given ?? standardDeviationDefaults.ddof;
  checkInteger(ddof, 'features/invalid-ddof', ['ddof'], { min: 0, max: 1 });
  checkWindow(windowBars, 'windowBars', 1 + ddof);
  return defineFeature<In>({
    kind: 'standard-deviation',
    params: { windowBars, ddof },
    inputs: [of],
    warmupBars: windowBars,
    stateLength: 1 + windowMomentsLength(windowBars),
    infallible: true,
    step: (state, inputs) => {
      pushMoments(state, 1, windowBars, inputs[0] as number);
      state[0] = Math.sqrt((state[2] as number) / (windowBars - ddof));
    },
  });
};

/**
 * Standard deviation of the close, or of any feature, over the last `windowBars` bars about their
 * mean; the sample deviation unless `ddof` says otherwise. Exactly 0 in a flat window.
 *
 * @throws PlimsollError `features/invalid-window`, `features/invalid-ddof`.
 */
export function standardDeviation(
  windowBars: number,
  options?: StandardDeviationOptions,
): Feature<CloseInput>;
export function standardDeviation<In>(
  windowBars: number,
  options: StandardDeviationOptions & OfOption<In>,
): Feature<In>;
export function standardDeviation<In>(
  windowBars: number,
  options: StandardDeviationOptions & Partial<OfOption<In>> = {},
): Feature<In> | Feature<CloseInput> {
  return options.of === undefined
    ? define(windowBars, field('close'), options.ddof)
    : define(windowBars, options.of, options.ddof);
}
