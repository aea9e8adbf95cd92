/** A dated number. */
export interface Point {
  /** Unix ms. */
  readonly at: number;
  /** Value. */
  readonly value: number;
}

/** A named line of a chart. */
export interface Series {
  /** Legend text. */
  readonly name: string;
  /** Points in time order. */
  readonly points: readonly Point[];
}

/** A stretch of one regime label. */
export interface Ribbon {
  /** Start, Unix ms. */
  readonly from: number;
  /** End, Unix ms. */
  readonly to: number;
  /** Label. */
  readonly label: string;
}

/** A table as it is printed and rendered. */
export interface ReportTable {
  /** Heading above it. */
  readonly title: string;
  /** What the columns mean, one sentence. */
  readonly note: string;
  /** Column headings. */
  readonly columns: readonly string[];
  /** Cells, already formatted. */
  readonly rows: readonly (readonly string[])[];
}

/** One parent order: what was planned and what was filled. */
export interface ScheduleView {
  /** Title, e.g. `MSFT, buy 4,871,321, 3 February 2003`. */
  readonly title: string;
  /** Cumulative planned lots. */
  readonly planned: readonly Point[];
  /** Cumulative filled lots. */
  readonly filled: readonly Point[];
}

/** A point of the risk and return plane, both a year. */
export interface RiskReturn {
  /** Name, or `''` on the frontier line. */
  readonly name: string;
  /** Annualised volatility. */
  readonly volatility: number;
  /** Annualised mean. */
  readonly mean: number;
}

/** Everything the report shows. */
export interface ReportData {
  /** Title of the data. */
  readonly title: string;
  /** Statements of the preflight. */
  readonly facts: readonly string[];
  /** Headline figures: label and value. */
  readonly headline: readonly (readonly [string, string])[];
  /** Level of the index, with regime ribbons; `null` without daily rows. */
  readonly index: { readonly label: string; readonly points: readonly Point[] } | null;
  /** Regime stretches. */
  readonly ribbons: readonly Ribbon[];
  /** Target weight by asset and decision. */
  readonly weights: readonly Series[];
  /** NAV by variant, base currency. */
  readonly nav: readonly Series[];
  /** Drawdown by variant, fractions. */
  readonly drawdown: readonly Series[];
  /** Drawdown thresholds. */
  readonly limits: readonly { readonly name: string; readonly value: number }[];
  /** Efficient frontier at the last decision. */
  readonly frontier: readonly RiskReturn[];
  /** Assets and the chosen portfolio in the same plane. */
  readonly marks: readonly RiskReturn[];
  /** One parent order. */
  readonly schedule: ScheduleView | null;
  /** Tables, in order of appearance. */
  readonly tables: {
    readonly comparison: ReportTable;
    readonly differences: ReportTable;
    readonly sensitivity: ReportTable;
    readonly execution: ReportTable;
    readonly risk: ReportTable;
    readonly assumptions: ReportTable;
  };
  /** Example risk certificates, as JSON text. */
  readonly certificates: readonly { readonly title: string; readonly json: string }[];
}
