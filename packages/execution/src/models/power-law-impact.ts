import { checkNumber } from '@plimsoll/core';
import type { ImpactModel } from './impact-model.ts';
import { checkNoDynamicArbitrage } from './no-dynamic-arbitrage.ts';

/** Options of {@link almgren2005Impact}. */
export interface Almgren2005ImpactOptions {
  /** γ of the lasting part. @defaultValue almgren2005ImpactDefaults.permanent */
  readonly permanent?: number;
  /** η of the fading part. @defaultValue almgren2005ImpactDefaults.temporary */
  readonly temporary?: number;
  /** α, power of quantity in the lasting part. @defaultValue almgren2005ImpactDefaults.permanentExponent */
  readonly permanentExponent?: number;
  /** β, power of the rate in the fading part. @defaultValue almgren2005ImpactDefaults.rateExponent */
  readonly rateExponent?: number;
  /** δ, power of inverse turnover. @defaultValue almgren2005ImpactDefaults.turnoverExponent */
  readonly turnoverExponent?: number;
}

/** The published fit: γ 0.314 ± 0.041, η 0.142 ± 0.0062, β 0.600 ± 0.038; α and δ as adopted there. */
export const almgren2005ImpactDefaults: Required<Almgren2005ImpactOptions> = {
  permanent: 0.314,
  temporary: 0.142,
  permanentExponent: 1,
  rateExponent: 0.6,
  turnoverExponent: 0.25,
};

/**
 * The impact model of R. Almgren, C. Thum, E. Hauptmann and H. Li, "Direct estimation of equity
 * market impact", Risk 18(7), 2005. As fractions of price: lasting γ σ (X/V) (Θ/V)^δ, fading
 * η σ (v/V)^β, with σ the daily volatility, V the daily volume, Θ the shares outstanding and v the
 * rate a day. Without shares outstanding the turnover factor is 1, which understates the lasting
 * part of an equity three- to fourfold.
 *
 * @throws PlimsollError `execution/bad-impact`, and `execution/dynamic-arbitrage` unless α is 1.
 */
export function almgren2005Impact(options: Almgren2005ImpactOptions = {}): ImpactModel {
  const params = { ...almgren2005ImpactDefaults, ...options };
  const code = 'execution/bad-impact';
  checkNumber(params.permanent, code, ['permanent'], { min: 0 });
  checkNumber(params.temporary, code, ['temporary'], { min: 0, above: true });
  checkNumber(params.rateExponent, code, ['rateExponent'], { min: 0, above: true });
  checkNumber(params.turnoverExponent, code, ['turnoverExponent'], { min: 0 });
  checkNoDynamicArbitrage({
    permanentExponent: params.permanentExponent,
    rateExponent: params.rateExponent,
    decay: { kind: 'instantaneous' },
  });
  return {
    kind: 'almgren-2005-impact',
    version: 1,
    params,
    temporary(rate, { arrivalPrice, dailyVolatility, averageDailyVolume }) {
      const participation = (rate / averageDailyVolume) ** params.rateExponent;
      return params.temporary * dailyVolatility * arrivalPrice * participation;
    },
    permanent(quantity, context) {
      const { arrivalPrice, dailyVolatility, averageDailyVolume, sharesOutstanding } = context;
      const turnover =
        sharesOutstanding === null
          ? 1
          : (sharesOutstanding / averageDailyVolume) ** params.turnoverExponent;
      const unit = params.permanent * dailyVolatility * arrivalPrice;
      return (unit * quantity * turnover) / averageDailyVolume;
    },
    linear: () => null,
  };
}

/** Options of {@link squareRootImpact}. */
export interface SquareRootImpactOptions {
  /** Y, of order 1. @defaultValue squareRootImpactDefaults.coefficient */
  readonly coefficient?: number;
}

/** Defaults of {@link squareRootImpact}. */
export const squareRootImpactDefaults: Required<SquareRootImpactOptions> = { coefficient: 1 };

/**
 * The square-root law as fading impact only: Y σ √(v/V) as a fraction of price, v the rate a day.
 * An order worked over one day costs half spread + Y σ √(Q/V) (see J.-P. Bouchaud et al., *Trades,
 * Quotes and Prices*, 2018, ch. 12).
 *
 * @throws PlimsollError `execution/bad-impact`.
 */
export function squareRootImpact(options: SquareRootImpactOptions = {}): ImpactModel {
  const { coefficient } = { ...squareRootImpactDefaults, ...options };
  checkNumber(coefficient, 'execution/bad-impact', ['coefficient'], { min: 0, above: true });
  return {
    kind: 'square-root-impact',
    version: 1,
    params: { coefficient },
    temporary: (rate, { arrivalPrice, dailyVolatility, averageDailyVolume }) =>
      coefficient * dailyVolatility * arrivalPrice * Math.sqrt(rate / averageDailyVolume),
    permanent: () => 0,
    linear: () => null,
  };
}
