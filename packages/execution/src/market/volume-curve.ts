import type { Live, Startable } from '@plimsoll/core';

/** What was traded in one closed bin of a session. */
export interface VolumeObservation {
  /** Zero-based bin of the session. */
  readonly bin: number;
  /** Base quantity traded by the whole market in that bin. */
  readonly quantity: number;
}

/** What is expected of the session after the observations so far. */
export interface VolumeForecast {
  /** Expected share of the session's volume by the end of each bin; the last is 1. */
  readonly cumulative: readonly number[];
}

/** A curve that learns within a session; a static curve answers the same every time. */
export type LiveVolumeCurve = Live<VolumeObservation, VolumeForecast>;

/** Seam: how volume spreads over a session. */
export interface VolumeCurve extends Startable<LiveVolumeCurve> {
  /**
   * Expected share of a session's volume that has traded once the fraction `elapsed` of its
   * trading time is over. Non-decreasing, 0 at 0, 1 at 1.
   */
  expected(elapsed: number): number;
}
