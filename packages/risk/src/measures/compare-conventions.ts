import { misuse } from '@plimsoll/core';
import {
  type ExcessOptions,
  empyricalConvention,
  type GrowthOptions,
  leanConvention,
  type PerformanceConvention,
  type PerformanceSummary,
  performanceAnalyticsConvention,
  plimsollConvention,
  quantstatsConvention,
  type Returns,
  summarisePerformance,
} from '@plimsoll/numerics/performance';

/** Presets: how each library measures, by the name it appears under. */
export const performanceConventions: readonly PerformanceConvention[] = [
  plimsollConvention,
  performanceAnalyticsConvention,
  empyricalConvention,
  quantstatsConvention,
  leanConvention,
];

/** Options of {@link compareConventions}. */
export interface CompareOptions
  extends Omit<ExcessOptions, 'convention'>,
    Omit<GrowthOptions, 'convention'> {
  /** Conventions to compare, of distinct names. @defaultValue performanceConventions */
  readonly conventions?: readonly PerformanceConvention[];
}

/**
 * The same returns under several conventions, by name: why two reports of one fund disagree.
 *
 * @throws PlimsollError as `summarisePerformance`, and `risk/duplicate-convention`.
 */
export function compareConventions(
  returns: Returns,
  { conventions = performanceConventions, ...options }: CompareOptions,
): Readonly<Record<string, PerformanceSummary>> {
  const rows: [string, PerformanceSummary][] = [];
  for (const [i, convention] of conventions.entries()) {
    if (rows.some(([name]) => name === convention.name)) {
      const remedy = 'Give each convention a name of its own.';
      misuse('risk/duplicate-convention', ['conventions', i, 'name'], convention.name, remedy);
    }
    rows.push([convention.name, summarisePerformance(returns, { ...options, convention })]);
  }
  return Object.fromEntries(rows);
}
