import { checkInteger, checkNumber, misuse } from '@plimsoll/core';
import { checkAlarm, type TurbulenceAlarm, turbulenceAlarms } from './alarm.ts';

/** Options of `ewmaTurbulence`. */
export interface EwmaTurbulenceOptions {
  /** Columns observed, in order. */
  readonly columns: readonly string[];
  /** Weight of the past at each bar, in (0, 1). @defaultValue 0.97 */
  readonly decay?: number;
  /** Bars from which mean and covariance are first estimated. @defaultValue 60 */
  readonly seedBars?: number;
  /** Past distances among which a new one is ranked. @defaultValue 1000 */
  readonly historyBars?: number;
  /** When the label is `turbulent`. @defaultValue turbulenceAlarms.rankOnePercent */
  readonly alarm?: TurbulenceAlarm;
}

/** Defaults of `ewmaTurbulence`. */
export const ewmaTurbulenceDefaults: Required<Omit<EwmaTurbulenceOptions, 'columns'>> = {
  decay: 0.97,
  seedBars: 60,
  historyBars: 1000,
  alarm: turbulenceAlarms.rankOnePercent,
};

/** Options checked, with defaults filled in. @internal */
export interface TurbulenceSettings extends Required<EwmaTurbulenceOptions> {
  /** Bars an equally weighted window of the same precision would have. */
  readonly effectiveBars: number;
}

/**
 * Checks the options and fills in defaults.
 *
 * @throws PlimsollError `regime/bad-turbulence`, `regime/bad-alarm`, `regime/wrong-columns`.
 * @internal
 */
export function resolveTurbulence(options: EwmaTurbulenceOptions): TurbulenceSettings {
  const { columns, decay, seedBars, historyBars, alarm } = {
    ...ewmaTurbulenceDefaults,
    ...options,
  };
  const code = 'regime/bad-turbulence';
  if (columns.length === 0 || new Set(columns).size !== columns.length) {
    misuse('regime/wrong-columns', ['columns'], columns, 'Name each observed column once.');
  }
  checkNumber(decay, code, ['decay'], { min: 0, above: true, max: 1 - 1e-9 });
  checkInteger(seedBars, code, ['seedBars'], { min: columns.length + 2 });
  checkInteger(historyBars, code, ['historyBars'], { min: 1, max: 1e6 });
  const effectiveBars = (1 + decay) / (1 - decay);
  if (effectiveBars <= columns.length) {
    misuse(
      code,
      ['decay'],
      decay,
      `Give more memory: ${columns.length} columns need (1 + decay) / (1 - decay) above as many.`,
    );
  }
  return {
    columns: [...columns],
    decay,
    seedBars,
    historyBars,
    alarm: checkAlarm(alarm, historyBars),
    effectiveBars,
  };
}
