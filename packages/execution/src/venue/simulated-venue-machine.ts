import type {
  Bar,
  ChildOrder,
  InstrumentDefined,
  MarketQuote,
  Snapshot,
  UnixMs,
  VenueReported,
} from '@plimsoll/core';

/** What a simulated venue takes in: commands of its port, market events, its own wake-up. */
export type VenueInput =
  | { readonly type: 'submit' | 'replace'; readonly at: UnixMs; readonly payload: ChildOrder }
  | { readonly type: 'cancel' | 'query'; readonly at: UnixMs; readonly payload: string }
  | {
      readonly type: 'market.instrument-defined';
      readonly at: UnixMs;
      readonly payload: InstrumentDefined;
    }
  | { readonly type: 'market.bar'; readonly at: UnixMs; readonly payload: Bar }
  | { readonly type: 'market.quote'; readonly at: UnixMs; readonly payload: MarketQuote }
  | { readonly type: 'wake'; readonly at: UnixMs; readonly payload: null };

/** What it answers with. */
export type VenueEffect =
  | {
      /** Publish as `venue.reported`. */
      readonly kind: 'report';
      /** The report. */
      readonly report: VenueReported;
    }
  | {
      /** Call `apply` with a `wake` then; replaces the wake-up before. */
      readonly kind: 'wake';
      /** When, or `null` to forget it. */
      readonly at: UnixMs | null;
    };

/** A simulated venue at a glance. */
export interface VenueView {
  /** Orders that may still trade. */
  readonly openOrders: number;
  /** Fills so far. */
  readonly fills: number;
}

/** A simulated venue as a machine without bus or clock. */
export interface SimulatedVenueMachine {
  /** Takes in one input; the same state and input give the same effects, byte for byte. */
  apply(input: VenueInput): readonly VenueEffect[];
  /** The complete state. */
  snapshot(): Snapshot;
  /** Open orders and fills so far. */
  describe(): VenueView;
}
