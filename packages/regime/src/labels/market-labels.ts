import { checkNumber, misuse } from '@plimsoll/core';
import type { LabelMap } from './label-map.ts';

/** The five market labels. */
export type MarketLabel = 'bull' | 'bear' | 'sideways' | 'volatile' | 'crash';

/** Thresholds of {@link marketLabels}; every one has its unit. */
export interface MarketLabelOptions {
  /** Volatility up to which a market without trend is sideways, annualised fraction. @defaultValue 0.12 */
  readonly lowVolatility?: number;
  /** Volatility above which a market is volatile, annualised fraction. @defaultValue 0.25 */
  readonly highVolatility?: number;
  /** Trend within which it counts as neutral, annualised return. @defaultValue 0.05 */
  readonly neutralTrend?: number;
  /** Turbulence above which a drawdown is a crash, squared distance per dimension. @defaultValue 3 */
  readonly crashTurbulence?: number;
  /** Drawdown above which turbulence is a crash, fraction of the peak. @defaultValue 0.1 */
  readonly crashDrawdown?: number;
}

/** Defaults of {@link marketLabels}. */
export const marketLabelDefaults: Required<MarketLabelOptions> = {
  lowVolatility: 0.12,
  highVolatility: 0.25,
  neutralTrend: 0.05,
  crashTurbulence: 3,
  crashDrawdown: 0.1,
};

/**
 * The five-label map over `volatility`, `trend`, `turbulence` and `drawdown`, in this order:
 * extreme turbulence in a sharp drawdown is a crash; high volatility is bear when falling, volatile
 * otherwise; below that the trend decides, bull or bear; without a trend low volatility is sideways
 * and the band between the two thresholds volatile.
 *
 * @throws PlimsollError `regime/bad-label-map`.
 */
export function marketLabels(options: MarketLabelOptions = {}): LabelMap<MarketLabel> {
  const merged = { ...marketLabelDefaults, ...options };
  for (const [name, value] of Object.entries(merged)) {
    checkNumber(value, 'regime/bad-label-map', [name], { min: 0 });
  }
  const { lowVolatility, highVolatility, neutralTrend, crashTurbulence, crashDrawdown } = merged;
  if (lowVolatility > highVolatility) {
    misuse(
      'regime/bad-label-map',
      ['lowVolatility'],
      lowVolatility,
      `Give at most highVolatility, ${highVolatility}.`,
    );
  }
  const falling = { measure: 'trend', atMost: -neutralTrend };
  const rising = { measure: 'trend', above: neutralTrend };
  const high = { measure: 'volatility', above: highVolatility };
  return {
    name: 'market',
    units: {
      volatility: 'annualised fraction',
      trend: 'annualised return, fraction',
      turbulence: 'squared distance per dimension, 1 is normal',
      drawdown: 'fraction of the peak, not negative',
    },
    labels: ['bull', 'bear', 'sideways', 'volatile', 'crash'],
    rules: [
      {
        label: 'crash',
        when: [
          { measure: 'turbulence', above: crashTurbulence },
          { measure: 'drawdown', above: crashDrawdown },
        ],
      },
      { label: 'bear', when: [high, falling] },
      { label: 'volatile', when: [high] },
      { label: 'bull', when: [rising] },
      { label: 'bear', when: [falling] },
      { label: 'sideways', when: [{ measure: 'volatility', atMost: lowVolatility }] },
    ],
    otherwise: 'volatile',
  };
}
