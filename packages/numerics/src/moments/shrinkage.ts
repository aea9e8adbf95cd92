/** Sums that set the intensity of a linear shrinkage. */
export interface ShrinkageSums {
  /** π: summed asymptotic variances of the entries of the sample covariance. */
  readonly pi: number;
  /** ρ: summed asymptotic covariances of target and sample entries. */
  readonly rho: number;
  /** γ: squared Frobenius distance of the sample covariance from the target. */
  readonly gamma: number;
  /** Squared Frobenius norm of the sample covariance, the scale for "no distance". */
  readonly size: number;
  /** Divisor of the moments: observations minus ddof. */
  readonly divisor: number;
}

/** `(π - ρ) / (γ T)` clamped to [0, 1] (Ledoit and Wolf 2003); 0 where sample and target agree. */
export function shrinkageIntensity({ pi, rho, gamma, size, divisor }: ShrinkageSums): number {
  if (!(gamma > 1e-28 * size)) return 0;
  return Math.min(1, Math.max(0, (pi - rho) / gamma / divisor));
}

/** Options of the Ledoit–Wolf estimators. */
export interface LedoitWolfOptions {
  /**
   * Every moment, the fourth ones too, is divided by observations minus this. 0 is the papers and
   * scikit-learn, 1 the authors' later code. @defaultValue 0
   */
  readonly ddof?: 0 | 1;
}

/** Defaults of {@link ledoitWolfIdentity} and {@link ledoitWolfConstantCorrelation}. */
export const ledoitWolfDefaults: Readonly<Required<LedoitWolfOptions>> = { ddof: 0 };
