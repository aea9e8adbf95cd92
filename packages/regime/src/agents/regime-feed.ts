import type { Bar, MarketSlice } from '@plimsoll/core';
import { createFeatureSet, type FeatureSetInput, type NamedFeatures } from '@plimsoll/features';

/** Detector inputs from the bars of one instrument. */
export interface BarFeed<Input> {
  /** Event listened to. */
  readonly event: 'market.bar';
  /** Instrument whose bars are read. */
  readonly instrumentId: string;
  /** Starts a reader with a state of its own; `null` means no input for this bar. */
  start(): (bar: Bar) => Input | null;
}

/** Detector inputs from the cross-sections of one universe. */
export interface SliceFeed<Input> {
  /** Event listened to. */
  readonly event: 'market.slice';
  /** Universe whose slices are read. */
  readonly universe: string;
  /** Starts a reader with a state of its own; `null` means no input for this slice. */
  start(): (slice: MarketSlice) => Input | null;
}

/** Where a {@link regimeAgent} takes its detector's inputs from. An object literal is a feed too. */
export type RegimeFeed<Input> = BarFeed<Input> | SliceFeed<Input>;

/** Values of a feature set by name. */
export type FeatureValues<F extends NamedFeatures> = Readonly<Record<keyof F & string, number>>;

/**
 * Inputs taken straight from a bar.
 *
 * @param select - Pure function of the bar; `null` skips it.
 */
export function barFeed<Input>(
  instrumentId: string,
  select: (bar: Bar) => Input | null,
): BarFeed<Input> {
  return { event: 'market.bar', instrumentId, start: () => select };
}

/**
 * Inputs computed from a feature set over one instrument's bars, from the bar on at which every
 * feature reads. Without `select` the input is the record of values by name, which a detector with
 * those `columns` takes as it is.
 *
 * @example
 * ```ts
 * featureFeed('SPX', { logReturn: logReturn(), logRange: logRange() });
 * ```
 */
export function featureFeed<const F extends NamedFeatures, Input = FeatureValues<F>>(
  instrumentId: string,
  features: F & (Bar extends FeatureSetInput<F> ? unknown : never),
  select?: (values: FeatureValues<F>) => Input | null,
): BarFeed<Input> {
  return {
    event: 'market.bar',
    instrumentId,
    start() {
      const set = createFeatureSet<NamedFeatures>(features);
      return (bar) => {
        const reading = set.update(instrumentId, bar as never);
        if (reading.status !== 'ready') return null;
        const values = reading.values as FeatureValues<F>;
        return select === undefined ? (values as unknown as Input) : select(values);
      };
    },
  };
}

/**
 * Inputs taken straight from a cross-section.
 *
 * @param select - Pure function of the slice; `null` skips it.
 */
export function sliceFeed<Input>(
  universe: string,
  select: (slice: MarketSlice) => Input | null,
): SliceFeed<Input> {
  return { event: 'market.slice', universe, start: () => select };
}

/**
 * Inputs combined from one feature set over all members of a universe. `combine` sees the members
 * whose features read at this slice, by instrument, and answers `null` where they do not suffice.
 */
export function sliceFeatureFeed<const F extends NamedFeatures, Input>(
  universe: string,
  features: F & (Bar extends FeatureSetInput<F> ? unknown : never),
  combine: (values: Readonly<Record<string, FeatureValues<F>>>, slice: MarketSlice) => Input | null,
): SliceFeed<Input> {
  return {
    event: 'market.slice',
    universe,
    start() {
      const set = createFeatureSet<NamedFeatures>(features);
      return (slice) => {
        const members: Record<string, FeatureValues<F>> = {};
        for (const bar of slice.bars) {
          const reading = set.update(bar.instrumentId, bar as never);
          if (reading.status === 'ready') {
            members[bar.instrumentId] = reading.values as FeatureValues<F>;
          }
        }
        return combine(members, slice);
      };
    },
  };
}
