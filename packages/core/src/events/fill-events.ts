import type { Fill } from '../domain/fill.ts';

/** A venue corrected a fill. */
export interface FillCorrected {
  /** Instrument. */
  readonly instrumentId: string;
  /** The fill as booked. */
  readonly original: Fill;
  /** The fill as it should have been; same `fillId`. */
  readonly corrected: Fill;
}

/** A venue cancelled a fill. */
export interface FillBusted {
  /** Instrument. */
  readonly instrumentId: string;
  /** The fill that never was. */
  readonly fill: Fill;
}

/** Fill family. Subject: instrument. */
export interface FillEvents {
  /** A fill was corrected. */
  readonly 'fill.corrected': FillCorrected;
  /** A fill was busted. */
  readonly 'fill.busted': FillBusted;
}
