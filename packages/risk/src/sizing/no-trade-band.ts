import { checkNumber, checkOneOf } from '@plimsoll/core';

/** Where a trade ends: at the near edge of the band, or at the target. */
export type BandEnd = 'edge' | 'target';

/** Default of {@link noTradeBand}. */
export const noTradeBandDefaults: { readonly tradeTo: BandEnd } = { tradeTo: 'edge' };

/** Answer of {@link noTradeBand}. */
export interface BandDecision {
  /** Whether the weight is inside the band. */
  readonly status: 'hold' | 'trade';
  /** Weight afterwards. */
  readonly weight: number;
  /** That minus the weight now. */
  readonly change: number;
}

/**
 * Against overtrading: inside `target ± halfWidth`, edges included, nothing is done; outside, the
 * weight goes to the near edge, which is what is optimal under proportional cost (Davis and Norman
 * 1990), or to the target, which suits a fixed cost.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function noTradeBand(options: {
  /** Weight now, either sign. */
  readonly current: number;
  /** Weight wanted. */
  readonly target: number;
  /** Half the width of the band, in weight, at least 0. */
  readonly halfWidth: number;
  /** Where a trade ends. @defaultValue 'edge' */
  readonly tradeTo?: BandEnd;
}): BandDecision {
  const current = checkNumber(options.current, 'risk/bad-option', ['current']);
  const target = checkNumber(options.target, 'risk/bad-option', ['target']);
  const half = checkNumber(options.halfWidth, 'risk/bad-option', ['halfWidth'], { min: 0 });
  const tradeTo = checkOneOf(
    options.tradeTo ?? noTradeBandDefaults.tradeTo,
    ['edge', 'target'],
    'risk/bad-option',
    ['tradeTo'],
  );
  const [low, high] = [target - half, target + half];
  if (current >= low && current <= high) return { status: 'hold', weight: current, change: 0 };
  const edge = current < low ? low : high;
  const weight = tradeTo === 'edge' ? edge : target;
  return { status: 'trade', weight, change: weight - current };
}
