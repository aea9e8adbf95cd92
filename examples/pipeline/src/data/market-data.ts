/** One trading day of the exchange. Times in Unix ms UTC. */
export interface TradingDay {
  /** `YYYY-MM-DD` in New York. */
  readonly day: string;
  /** 09:30 New York. */
  readonly openAt: number;
  /** 16:00 New York; half days are taken as whole days. */
  readonly closeAt: number;
}

/** One day of the series that the regime detector watches. */
export interface IndexDay extends TradingDay {
  /** Highest level of the day; equals `close` when the source has closes only. */
  readonly high: number;
  /** Lowest level of the day; equals `close` when the source has closes only. */
  readonly low: number;
  /** Closing level. */
  readonly close: number;
}

/** Prices at the close of the last trading day of one month: a decision point. */
export interface MonthEnd {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Last trading day of the month. */
  readonly day: string;
  /** When the prices are known: that day's close. */
  readonly closeAt: number;
  /** Price by asset; an asset that does not exist yet is absent. */
  readonly prices: Readonly<Record<string, number>>;
}

/** The series the detector watches. */
export interface IndexSeries {
  /** Label for the report. */
  readonly label: string;
  /** Whether `high` and `low` are real, so that the log range can be used. */
  readonly hasRange: boolean;
  /** Daily levels, ascending. */
  readonly days: readonly IndexDay[];
}

/** One checked statement about the data, printed before anything runs. */
export interface PreflightFact {
  /** What was checked, e.g. `122/123 months match the index's last close`. */
  readonly statement: string;
  /** Whether it held. A fact that does not hold stops the run. */
  readonly holds: boolean;
}

/** Everything the pipeline needs to know of the outside world. */
export interface MarketData {
  /** Title for tables and the report. */
  readonly title: string;
  /** Where the prices come from. */
  readonly source: string;
  /** Asset names in column order. */
  readonly assets: readonly string[];
  /** Whether dividends and splits are inside the prices. */
  readonly kind: 'adjusted' | 'raw';
  /** Whole months only, ascending. */
  readonly months: readonly MonthEnd[];
  /** Trading days, ascending. */
  readonly days: readonly TradingDay[];
  /** What the detector watches, or `null` when there are no daily rows. */
  readonly index: IndexSeries | null;
  /** Facts about this very data. */
  readonly facts: readonly PreflightFact[];
}
