import { checkNumber, checkOneOf, misuse } from '@plimsoll/core';

/**
 * Units in which turbulence may be measured. Small values alarm for the two p-values, large ones for
 * the distances.
 */
export type TurbulenceUnit =
  | 'rank-p'
  | 'normal-theory-p'
  | 'distance'
  | 'squared-distance'
  | 'squared-distance-per-dimension';

/** A threshold with its unit: a bare number means nothing here. */
export interface TurbulenceAlarm {
  /** Unit of `threshold`. */
  readonly unit: TurbulenceUnit;
  /** For p-values the alarm sounds at or below it, for distances above it. */
  readonly threshold: number;
}

/** Alarms under names. */
export const turbulenceAlarms: {
  readonly rankOnePercent: TurbulenceAlarm;
  readonly threeTimesNormal: TurbulenceAlarm;
} = {
  /** One bar in a hundred of the recent past was as far out. */
  rankOnePercent: { unit: 'rank-p', threshold: 0.01 },
  /**
   * "Turbulence above 3.0" read as three times its normal level of 1 (Kritzman and Li, "Skulls,
   * financial turbulence, and risk management", 2010).
   */
  threeTimesNormal: { unit: 'squared-distance-per-dimension', threshold: 3 },
};

const units: readonly TurbulenceUnit[] = [
  'rank-p',
  'normal-theory-p',
  'distance',
  'squared-distance',
  'squared-distance-per-dimension',
];

const isProbability = (unit: TurbulenceUnit): boolean =>
  unit === 'rank-p' || unit === 'normal-theory-p';

/** Checks an alarm. @internal */
export function checkAlarm(alarm: TurbulenceAlarm, historyBars: number): TurbulenceAlarm {
  const unit = checkOneOf(alarm.unit, units, 'regime/bad-alarm', ['alarm', 'unit']);
  const threshold = checkNumber(
    alarm.threshold,
    'regime/bad-alarm',
    ['alarm', 'threshold'],
    isProbability(unit) ? { min: 0, max: 1, above: true } : { min: 0 },
  );
  if (unit === 'rank-p' && threshold * (historyBars + 1) < 1) {
    misuse(
      'regime/bad-alarm',
      ['alarm', 'threshold'],
      threshold,
      `A rank among ${historyBars} bars is never below ${1 / (historyBars + 1)}: keep more history.`,
    );
  }
  return { unit, threshold };
}

/** Whether an alarm sounds. @internal */
export function sounds(
  alarm: TurbulenceAlarm,
  measures: Readonly<Record<TurbulenceUnit, number>>,
): boolean {
  const value = measures[alarm.unit];
  return isProbability(alarm.unit) ? value <= alarm.threshold : value > alarm.threshold;
}
