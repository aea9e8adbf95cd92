import { checkNumber, type Measure } from '@plimsoll/core';
import { absent, present } from './measure-of.ts';
import { checkReturns, type Returns } from './performance-options.ts';

/** Options of {@link omegaRatio}. */
export interface OmegaOptions {
  /** Return a period that divides gains from losses. @defaultValue omegaDefaults.threshold */
  readonly threshold?: number;
}

/** Defaults of {@link OmegaOptions}. */
export const omegaDefaults: Required<OmegaOptions> = { threshold: 0 };

/**
 * Omega ratio: sum of the returns above the threshold over the sum of the shortfalls below it
 * (Keating and Shadwick 2002). Absent where nothing falls short.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-threshold`.
 */
export function omegaRatio(returns: Returns, options: OmegaOptions = {}): Measure {
  const given = options.threshold ?? omegaDefaults.threshold;
  const threshold = checkNumber(given, 'numerics/bad-threshold', ['threshold']);
  const convention = `gains over shortfalls about ${threshold} a period`;
  const series = checkReturns(returns);
  if (series.length === 0) return absent('no-observations', convention);
  let gains = 0;
  let losses = 0;
  for (const x of series) {
    if (x > threshold) gains += x - threshold;
    else losses += threshold - x;
  }
  return losses > 0 ? present(gains / losses, convention) : absent('no-loss', convention);
}
