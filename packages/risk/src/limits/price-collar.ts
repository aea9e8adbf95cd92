import { checkNumber, checkOneOf, sideSign } from '@plimsoll/core';
import { defineLimit } from './define-limit.ts';
import type { LimitOptions, RiskLimit } from './risk-limit.ts';

/** Parameters of {@link priceCollar}. */
export interface PriceCollarOptions extends Omit<LimitOptions, 'onExcess'> {
  /** Largest distance of a limit price from the reference, a fraction of the reference. */
  readonly max: number;
  /** Oldest reference price that may be used, ms. */
  readonly maxAgeMs: number;
  /** Judge prices on both sides, or only those that would trade too dearly. @defaultValue 'aggressive' */
  readonly side?: 'aggressive' | 'both';
}

/**
 * Refuses prices far from the reference, and every order whose reference is missing or stale: what
 * cannot be judged does not pass. Market orders are judged on the age of the reference alone.
 */
export function priceCollar(options: PriceCollarOptions): RiskLimit {
  const max = checkNumber(options.max, 'risk/invalid-limit', ['max'], { min: 0, above: true });
  const maxAgeMs = checkNumber(options.maxAgeMs, 'risk/invalid-limit', ['maxAgeMs'], { min: 0 });
  const side = checkOneOf(
    options.side ?? 'aggressive',
    ['aggressive', 'both'],
    'risk/invalid-limit',
    ['side'],
  );
  return defineLimit(
    {
      kind: 'price-collar',
      params: { max, maxAgeMs, side },
      unit: 'fraction of reference price',
      inputs: ['reference price'],
      judgesChildren: true,
      evaluate: (intent, view) => {
        const reference = view.referencePrice(intent.instrument.instrumentId);
        if (reference === null) return { status: 'unevaluable', missing: 'reference price' };
        if (view.at - reference.at > maxAgeMs) {
          return { status: 'unevaluable', missing: 'fresh reference price' };
        }
        const price = intent.limitPrice ?? reference.price;
        const distance = (sideSign(intent.side) * (price - reference.price)) / reference.price;
        const usage = side === 'both' ? Math.abs(distance) : Math.max(0, distance);
        return {
          status: 'measured',
          usageBefore: 0,
          usageAfter: usage,
          bound: max,
          maxLots: null,
          usageAt: () => usage,
        };
      },
    },
    { ...options, onExcess: 'reject' },
  );
}
