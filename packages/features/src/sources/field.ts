import { checkName, checkNumber, misuse } from '@plimsoll/core';
import { defineSource } from '../definition/define-source.ts';
import type { Feature } from '../definition/feature.ts';
import { inputLimits } from './input-limits.ts';

/** An input with a numeric field of the given name. */
export type WithField<Name extends string> = { readonly [P in Name]: number };

/** An input with a closing price; every `Bar` is one. */
export type CloseInput = WithField<'close'>;

/** An input with the extremes and the close; every `Bar` is one. */
export type RangeInput = WithField<'high' | 'low' | 'close'>;

/** Options of {@link field}. */
export interface FieldOptions {
  /** Whether zero and negative numbers are refused. @defaultValue fieldDefaults.positive */
  readonly positive?: boolean;
}

/** Defaults of {@link field}. */
export const fieldDefaults: Required<FieldOptions> = { positive: false };

const refuseRange = (high: number): never =>
  misuse('features/high-below-low', ['high'], high, 'Give a bar whose high is not below its low.');

/**
 * The number in one field of the input: where every other feature starts.
 * `field('high')` also refuses a high below the input's `low`.
 *
 * @throws PlimsollError from `update`: `features/invalid-input` naming the field when it is absent,
 * not finite, beyond {@link inputLimits}, or not positive where `positive` is asked;
 * `features/high-below-low`.
 */
export function field<Name extends string>(
  name: Name,
  options: FieldOptions = {},
): Feature<WithField<Name>> {
  checkName(name, 'features/invalid-field', ['name']);
  const positive = options.positive ?? fieldDefaults.positive;
  const largest = inputLimits.largestInput;
  const min = positive ? inputLimits.smallestPositive : -largest;
  const path = [name];
  const bounds = { min, max: largest };
  return defineSource<WithField<Name>>('field', { name, positive }, (input) => {
    const given: unknown = input?.[name];
    // The comparison is false for everything but a finite number within the bounds.
    const usable = typeof given === 'number' && given >= min && given <= largest;
    const x = usable ? given : checkNumber(given, 'features/invalid-input', path, bounds);
    if (name === 'high' && x < ((input as Partial<WithField<'low'>>).low ?? x)) refuseRange(x);
    return x;
  });
}
