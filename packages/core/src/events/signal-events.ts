/** A user's forecast for one instrument; the optimizer reads it as a mean. */
export interface SignalUpdated {
  /** Name of the signal. */
  readonly signal: string;
  /** Instrument. */
  readonly instrumentId: string;
  /** Expected return over the horizon, a fraction. */
  readonly expectedReturn: number;
  /** Whether that return is simple or logarithmic. */
  readonly returns: 'simple' | 'log';
  /** Horizon, ms. */
  readonly horizonMs: number;
  /** Confidence in [0, 1], or `null` when the signal states none. */
  readonly confidence: number | null;
}

/** Signal family. Subject: instrument. */
export interface SignalEvents {
  /** A forecast changed. */
  readonly 'signal.updated': SignalUpdated;
}
