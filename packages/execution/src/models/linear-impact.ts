import { checkNumber } from '@plimsoll/core';
import type { ImpactModel } from './impact-model.ts';

/** Options of {@link linearImpact}: absolute coefficients of one instrument. */
export interface LinearImpactOptions {
  /** γ ≥ 0: price displacement (quote currency) per base quantity traded. */
  readonly permanent: number;
  /** η > 0: price concession (quote currency) per base quantity a day. */
  readonly temporary: number;
}

const linear = (
  kind: string,
  params: ImpactModel['params'],
  at: ImpactModel['linear'],
): ImpactModel => ({
  kind,
  version: 1,
  params,
  temporary: (rate, context) => (at(context)?.temporary ?? 0) * rate,
  permanent: (quantity, context) => (at(context)?.permanent ?? 0) * quantity,
  linear: at,
});

/**
 * Linear permanent and temporary impact in absolute units, as in R. Almgren and N. Chriss,
 * "Optimal execution of portfolio transactions" (2000): g(v) = γ v, h(v) = η v. The fixed cost ε
 * is the half spread of the market profile.
 *
 * @throws PlimsollError `execution/bad-impact`.
 */
export function linearImpact(options: LinearImpactOptions): ImpactModel {
  const { permanent, temporary } = options;
  checkNumber(permanent, 'execution/bad-impact', ['permanent'], { min: 0 });
  checkNumber(temporary, 'execution/bad-impact', ['temporary'], { min: 0, above: true });
  const coefficients = { permanent, temporary };
  return linear('linear-impact', coefficients, () => coefficients);
}

/** Options of {@link participationImpact}: coefficients that carry over between instruments. */
export interface ParticipationImpactOptions {
  /** Cost coefficient of the lasting part. @defaultValue participationImpactDefaults.permanent */
  readonly permanent?: number;
  /** Cost coefficient of the fading part. @defaultValue participationImpactDefaults.temporary */
  readonly temporary?: number;
}

/** Defaults of {@link participationImpact}. */
export const participationImpactDefaults: Required<ParticipationImpactOptions> = {
  permanent: 0.1,
  temporary: 0.5,
};

/**
 * Linear impact scaled by the market: fraction of price = coefficient · daily volatility ·
 * participation, where participation is quantity over daily volume for the lasting part and rate
 * over daily volume for the fading part.
 *
 * @throws PlimsollError `execution/bad-impact`.
 */
export function participationImpact(options: ParticipationImpactOptions = {}): ImpactModel {
  const { permanent, temporary } = { ...participationImpactDefaults, ...options };
  checkNumber(permanent, 'execution/bad-impact', ['permanent'], { min: 0 });
  checkNumber(temporary, 'execution/bad-impact', ['temporary'], { min: 0, above: true });
  return linear('participation-impact', { permanent, temporary }, (context) => {
    const { dailyVolatility, arrivalPrice, averageDailyVolume } = context;
    const unit = (dailyVolatility * arrivalPrice) / averageDailyVolume;
    return { permanent: permanent * unit, temporary: temporary * unit };
  });
}
