import type { Feature } from './feature.ts';

/** What a feature is computed from, where it need not be the close. */
export interface OfOption<In> {
  /** Any feature: `sma(5, { of: rsi(14) })`. @defaultValue field('close') */
  readonly of: Feature<In>;
}
