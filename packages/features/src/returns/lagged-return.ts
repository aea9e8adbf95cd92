import { misuse } from '@plimsoll/core';
import { defineFeature } from '../definition/define-feature.ts';
import type { Feature } from '../definition/feature.ts';
import { type CloseInput, field } from '../sources/field.ts';
import { checkWindow } from '../window/check-window.ts';

/** Options of {@link logReturn} and {@link simpleReturn}. */
export interface ReturnOptions {
  /** Bars between the two prices. @defaultValue returnDefaults.lagBars */
  readonly lagBars?: number;
}

/** Defaults of {@link ReturnOptions}. */
export const returnDefaults: Required<ReturnOptions> = { lagBars: 1 };

/** The positive close, from which returns are taken unless another feature is named. */
export const positiveClose = (): Feature<CloseInput> => field('close', { positive: true });

/**
 * A return over `lagBars` bars. State: value, position in the ring, ring of the last `lagBars`
 * prices. Prices are positive, so a zero in the ring is a place not yet filled.
 */
export function laggedReturn<In>(
  kind: string,
  lag: number | undefined,
  of: Feature<In>,
  infallible: boolean,
  between: (from: number, to: number) => number,
): Feature<In> {
  const lagBars = checkWindow(lag ?? returnDefaults.lagBars, 'lagBars');
  return defineFeature<In>({
    kind,
    params: { lagBars },
    inputs: [of],
    warmupBars: lagBars + 1,
    stateLength: 2 + lagBars,
    infallible,
    step: (state, inputs) => {
      const price = inputs[0] as number;
      if (!(price > 0)) {
        misuse('features/non-positive-price', ['of'], price, 'Take returns of positive prices.');
      }
      const position = state[1] as number;
      const before = state[2 + position] as number;
      state[0] = before === 0 ? 0 : between(before, price);
      state[1] = position + 1 === lagBars ? 0 : position + 1;
      state[2 + position] = price;
    },
  });
}
