import { checkNumber } from '@plimsoll/core';
import type { ImpactContext } from '../market/market-profile.ts';
import type { ImpactModel, LinearCoefficients } from './impact-model.ts';

/** Options of {@link linearisedImpact}. */
export interface LinearisedImpactOptions {
  /** The model to approximate. */
  readonly impact: ImpactModel;
  /** Rate, as a share of daily volume, at which chord and model agree: a fraction above 0. */
  readonly participation: number;
}

/**
 * The chord of a nonlinear model through zero and one stated participation, so that closed forms
 * such as Almgren–Chriss can be used with it. Below that participation the chord understates a
 * concave model, above it overstates.
 *
 * @throws PlimsollError `execution/bad-impact`.
 */
export function linearisedImpact(options: LinearisedImpactOptions): ImpactModel {
  const { impact, participation } = options;
  checkNumber(participation, 'execution/bad-impact', ['participation'], { min: 0, above: true });
  const at = (context: ImpactContext): LinearCoefficients => {
    const rate = participation * context.averageDailyVolume;
    return {
      permanent: impact.permanent(1, context),
      temporary: impact.temporary(rate, context) / rate,
    };
  };
  const { kind, version, params } = impact;
  return {
    kind: 'linearised-impact',
    version: 1,
    params: { impact: { kind, version, params }, participation },
    temporary: (rate, context) => at(context).temporary * rate,
    permanent: (quantity, context) => at(context).permanent * quantity,
    linear: at,
  };
}
