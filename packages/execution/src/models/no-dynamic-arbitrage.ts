import { misuse } from '@plimsoll/core';

/** How an impact fades. */
export type ImpactDecay =
  | { readonly kind: 'instantaneous' }
  | { readonly kind: 'exponential' }
  | { readonly kind: 'power-law'; readonly exponent: number };

/** The shape of an impact model, as far as round trips are concerned. */
export interface ImpactShape {
  /** Power of quantity in the lasting part. */
  readonly permanentExponent: number;
  /** Power of the trading rate in the fading part. */
  readonly rateExponent: number;
  /** How the fading part fades. */
  readonly decay: ImpactDecay;
}

/** Smallest power-law decay exponent without arbitrage, 2 − log2 3 = 0.4150… (Gatheral 2010). */
export const smallestDecayExponent: number = 2 - Math.log2(3);

/**
 * Lists why a round trip could earn money on average under such a model; empty when none can by
 * the known theorems: permanent impact linear in quantity (Huberman and Stanzl, 2004);
 * exponential decay only with a linear rate; for rate^δ and decay t^−γ, γ + δ ≥ 1 and
 * γ ≥ 2 − log2 3 (Gatheral, 2010).
 */
export function dynamicArbitrage(shape: ImpactShape): readonly string[] {
  const issues: string[] = [];
  if (shape.permanentExponent !== 1) issues.push('permanent impact is not linear in quantity');
  if (shape.decay.kind === 'exponential' && shape.rateExponent !== 1) {
    issues.push('exponential decay needs impact linear in the rate');
  }
  if (shape.decay.kind === 'power-law') {
    if (shape.decay.exponent + shape.rateExponent < 1) {
      issues.push('rate and decay exponents sum to less than 1');
    }
    if (shape.decay.exponent < smallestDecayExponent) {
      issues.push('decay exponent is below 2 - log2(3)');
    }
  }
  return issues;
}

/** Throws `execution/dynamic-arbitrage` naming the first issue of {@link dynamicArbitrage}. */
export function checkNoDynamicArbitrage(shape: ImpactShape): void {
  const issue = dynamicArbitrage(shape)[0];
  if (issue === undefined) return;
  misuse(
    'execution/dynamic-arbitrage',
    [],
    issue,
    'Such a model pays for round trips; see dynamicArbitrage for the conditions.',
  );
}
