import type { Measure } from '@plimsoll/core';
import { drawdownSeries, type PathOptions, pathDefaults } from './drawdown-series.ts';
import { absent, present } from './measure-of.ts';
import type { PerformanceConvention } from './performance-convention.ts';
import { conventionOf, type Returns } from './performance-options.ts';

// The first equity is where the first period starts, not a period.
const periodsOf = (depths: readonly number[], { of }: PathOptions): number =>
  (of ?? pathDefaults.of) === 'equity' ? Math.max(depths.length - 1, 0) : depths.length;

/** Options of {@link ulcerIndex}. */
export interface UlcerOptions extends PathOptions {
  /** Its `ulcerDdof` is used. @defaultValue plimsollConvention */
  readonly convention?: PerformanceConvention;
}

/**
 * Largest drawdown, a non-negative fraction. Absent without observations.
 *
 * @throws PlimsollError as `drawdownSeries`.
 */
export function maxDrawdown(path: Returns, options: PathOptions = {}): Measure {
  const convention = 'largest fall from a peak, as a fraction of it';
  const depths = drawdownSeries(path, options);
  if (depths.length === 0) return absent('no-observations', convention);
  return present(
    depths.reduce((deepest, depth) => Math.max(deepest, depth), 0),
    convention,
  );
}

/**
 * Ulcer index: root mean square of the drawdown over all periods (Martin and McCann 1989), with
 * divisor `n - ulcerDdof`; an equity path of n + 1 values has n periods. A non-negative fraction.
 *
 * @throws PlimsollError as `drawdownSeries`.
 */
export function ulcerIndex(path: Returns, options: UlcerOptions = {}): Measure {
  const { name, ulcerDdof } = conventionOf(options);
  const convention = `${name}: divisor n - ${ulcerDdof}`;
  const depths = drawdownSeries(path, options);
  const periods = periodsOf(depths, options);
  if (periods === 0) return absent('no-observations', convention);
  if (periods <= ulcerDdof) return absent('too-few-observations', convention);
  const squares = depths.reduce((sum, depth) => sum + depth * depth, 0);
  return present(Math.sqrt(squares / (periods - ulcerDdof)), convention);
}

/**
 * Pain index: mean drawdown over all periods (Becker 2006). A non-negative fraction.
 *
 * @throws PlimsollError as `drawdownSeries`.
 */
export function painIndex(path: Returns, options: PathOptions = {}): Measure {
  const convention = 'mean drawdown over all periods';
  const depths = drawdownSeries(path, options);
  const periods = periodsOf(depths, options);
  if (periods === 0) return absent('no-observations', convention);
  return present(depths.reduce((sum, depth) => sum + depth, 0) / periods, convention);
}
