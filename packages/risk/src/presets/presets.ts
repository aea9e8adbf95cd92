import type { RiskGateConfig } from '../gate/gate-config.ts';
import { grossExposure, positionCap } from '../limits/exposure-cap.ts';
import { priceCollar } from '../limits/price-collar.ts';
import { drawdown } from '../machines/drawdown.ts';

/** A gate configuration with a name. It chooses values, never behaviour. */
export interface RiskPreset extends RiskGateConfig {
  /** Name for reports. */
  readonly preset: string;
}

const DAY_MS = 86_400_000;

/** Caps and a drawdown ladder in one call, so that the presets differ by their numbers only. */
const ladder = (
  preset: string,
  baseCurrency: string,
  caps: { readonly position: number; readonly gross: number },
  thresholds: { readonly deriskAt: number; readonly haltAt: number; readonly recoverAt: number },
): RiskPreset => ({
  preset,
  baseCurrency,
  limits: [
    priceCollar({ max: 0.05, maxAgeMs: 5 * DAY_MS }),
    positionCap({ max: caps.position }),
    grossExposure({ max: caps.gross }),
  ],
  machines: [drawdown({ ...thresholds, factor: 0.5 })],
});

/** 40 % an asset, 1.2 × gross; half exposure from 15 % drawdown, halt from 20 % (SPEC RSK-11, RSK-14). */
export function multiModelPreset(baseCurrency: string): RiskPreset {
  return ladder(
    'multi-model',
    baseCurrency,
    { position: 0.4, gross: 1.2 },
    {
      deriskAt: 0.15,
      haltAt: 0.2,
      recoverAt: 0.1,
    },
  );
}

/** 10 % an asset, 70 % deployed; half exposure from 8 % drawdown, halt from 10 % (SPEC RSK-10, RSK-15). */
export function strategicPlanPreset(baseCurrency: string): RiskPreset {
  return ladder(
    'strategic-plan',
    baseCurrency,
    { position: 0.1, gross: 0.7 },
    {
      deriskAt: 0.08,
      haltAt: 0.1,
      recoverAt: 0.05,
    },
  );
}

/** 5 % an asset, 1.0 × gross; half exposure from 5 % drawdown, halt from 10 %. */
export function conservativePreset(baseCurrency: string): RiskPreset {
  return ladder(
    'conservative',
    baseCurrency,
    { position: 0.05, gross: 1 },
    {
      deriskAt: 0.05,
      haltAt: 0.1,
      recoverAt: 0.03,
    },
  );
}

/** 20 % an asset, 1.0 × gross; half exposure from 12 % drawdown, halt from 18 %. */
export function balancedPreset(baseCurrency: string): RiskPreset {
  return ladder(
    'balanced',
    baseCurrency,
    { position: 0.2, gross: 1 },
    {
      deriskAt: 0.12,
      haltAt: 0.18,
      recoverAt: 0.08,
    },
  );
}
