import { checkInteger, checkOneOf, misuse } from '@plimsoll/core';
import { gaussianHmmDefaults } from '../fit/fit-options.ts';

/** How states of a new model are matched to those of the old one. */
export type RefitAlignment = 'order' | 'bhattacharyya';

/** Options of {@link refitEvery}. */
export interface RefitOptions {
  /** Bars a fit looks back on: all of them, or a number. @defaultValue 'expanding' */
  readonly window?: 'expanding' | number;
  /** Bars before the first fit. @defaultValue 504 */
  readonly minimumBars?: number;
  /** Seeded starts of each fit, beside the warm start from the model in force. @defaultValue 10 */
  readonly starts?: number;
  /** Seed of the starts. @defaultValue 1 */
  readonly seed?: number;
  /**
   * `order` trusts the canonical order of the states; `bhattacharyya` matches states by the distance
   * of their laws and keeps the old model when the match is ambiguous. @defaultValue 'order'
   */
  readonly align?: RefitAlignment;
}

/** When and on what a live detector refits its model: plain data, part of its configuration. */
export interface RefitPolicy {
  /** Discriminates refit policies. */
  readonly kind: 'refit-every';
  /** Bars between fits. */
  readonly everyBars: number;
  /** Bars a fit looks back on. */
  readonly window: 'expanding' | number;
  /** Bars before the first fit. */
  readonly minimumBars: number;
  /** Seeded starts of each fit. */
  readonly starts: number;
  /** Seed of the starts. */
  readonly seed: number;
  /** How states are matched between fits. */
  readonly align: RefitAlignment;
}

/** Defaults of {@link refitEvery}. */
export const refitDefaults: Required<RefitOptions> = {
  window: 'expanding',
  minimumBars: 504,
  starts: gaussianHmmDefaults.starts,
  seed: gaussianHmmDefaults.seed,
  align: 'order',
};

/**
 * A schedule of causal refits: the first when `minimumBars` bars are in, then one every `everyBars`
 * bars, each on the bars up to that moment. A refit changes readings from its own bar on; history is
 * never relabelled.
 *
 * @throws PlimsollError `regime/bad-refit`.
 *
 * @example
 * ```ts
 * refitEvery(63, { window: 'expanding', minimumBars: 504 });
 * ```
 */
export function refitEvery(everyBars: number, options: RefitOptions = {}): RefitPolicy {
  const merged = { ...refitDefaults, ...options };
  const code = 'regime/bad-refit';
  const minimumBars = checkInteger(merged.minimumBars, code, ['minimumBars'], { min: 1 });
  if (merged.window !== 'expanding') {
    checkInteger(merged.window, code, ['window'], { min: 1 });
    if (merged.window < minimumBars) {
      misuse(code, ['window'], merged.window, `Give at least minimumBars, ${minimumBars}.`);
    }
  }
  return {
    kind: 'refit-every',
    everyBars: checkInteger(everyBars, code, ['everyBars'], { min: 1 }),
    window: merged.window,
    minimumBars,
    starts: checkInteger(merged.starts, code, ['starts'], { min: 1 }),
    seed: checkInteger(merged.seed, code, ['seed']),
    align: checkOneOf(merged.align, ['order', 'bhattacharyya'], code, ['align']),
  };
}
