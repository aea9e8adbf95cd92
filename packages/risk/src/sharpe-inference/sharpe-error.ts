import type { SharpeMoments } from './sharpe-moments.ts';

/**
 * Asymptotic variance of the Sharpe ratio per period, times n - 1 (Mertens 2002); `null` where
 * skewness and kurtosis cannot belong to one distribution.
 */
export function scaledVariance({
  sharpePerPeriod: ratio,
  skewness,
  kurtosis,
}: SharpeMoments): number | null {
  const variance = 1 - skewness * ratio + ((kurtosis - 1) / 4) * ratio * ratio;
  return variance > 0 ? variance : null;
}
