/**
 * The choices on which libraries differ for the same returns. A convention is a plain options value
 * with a name; give one as `convention`, or spread one and change a field.
 */
export interface PerformanceConvention {
  /** Name that appears in every measure's `convention`. */
  readonly name: string;
  /** Taken from the number of returns in the divisor of variances: 1 sample, 0 population. */
  readonly ddof: 0 | 1;
  /**
   * Annual return in Sharpe and Sortino ratios: `arithmetic` mean times periods, `geometric`
   * compound growth, or `compounded-mean` (1 + mean)^periods - 1.
   */
  readonly annualReturn: 'arithmetic' | 'geometric' | 'compounded-mean';
  /**
   * Downside deviation: `about-target`, root mean square of the shortfalls below the target over
   * all returns; or `losses-only`, sample deviation of the negative excess returns alone.
   */
  readonly downside: 'about-target' | 'losses-only';
  /** Whether the Sortino ratio is annualised, or per period. */
  readonly sortino: 'annual' | 'per-period';
  /** Taken from the number of returns in the divisor of the Ulcer index. */
  readonly ulcerDdof: 0 | 1;
  /** Skewness and kurtosis: `population` moments, or `sample` (bias-adjusted G1 and G2). */
  readonly shape: 'population' | 'sample';
  /**
   * Active return in the information ratio: annualised mean of the differences (`arithmetic`), the
   * difference of the compound growths (`difference-of-growth`), or the mean `per-period`.
   */
  readonly activeReturn: 'arithmetic' | 'difference-of-growth' | 'per-period';
}

/** The default: arithmetic annual returns, sample deviations, downside over all returns. */
export const plimsollConvention: PerformanceConvention = {
  name: 'plimsoll',
  ddof: 1,
  annualReturn: 'arithmetic',
  downside: 'about-target',
  sortino: 'annual',
  ulcerDdof: 0,
  shape: 'population',
  activeReturn: 'arithmetic',
};

/** As R PerformanceAnalytics 2.1.0; before 2.1 its annual Sharpe ratio was `geometric`. */
export const performanceAnalyticsConvention: PerformanceConvention = {
  ...plimsollConvention,
  name: 'performance-analytics',
  sortino: 'per-period',
  activeReturn: 'difference-of-growth',
};

/** As Python empyrical 0.5.5; its excess Sharpe (our information ratio) is not annualised. */
export const empyricalConvention: PerformanceConvention = {
  ...plimsollConvention,
  name: 'empyrical',
  activeReturn: 'per-period',
};

/** As Python quantstats 0.0.77; give `years` in calendar days / 365.25 for its CAGR. */
export const quantstatsConvention: PerformanceConvention = {
  ...plimsollConvention,
  name: 'quantstats',
  ulcerDdof: 1,
  shape: 'sample',
  activeReturn: 'per-period',
};

/** As QuantConnect Lean: compounded mean returns, deviation of the losing periods alone. */
export const leanConvention: PerformanceConvention = {
  ...plimsollConvention,
  name: 'lean',
  annualReturn: 'compounded-mean',
  downside: 'losses-only',
};
