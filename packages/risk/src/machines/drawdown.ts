import {
  checkNumber,
  configHash,
  type Json,
  misuse,
  type Scope,
  snapshotState,
} from '@plimsoll/core';
import type { LiveRiskMachine, RiskMachine, RiskMachineReading } from './risk-machine.ts';

/** Parameters of {@link drawdown}. All thresholds are drawdowns, fractions of the peak. */
export interface DrawdownOptions {
  /** From here exposure bounds are multiplied by `factor`. Inclusive. */
  readonly deriskAt: number;
  /** Multiplier while de-risked, in (0, 1). */
  readonly factor: number;
  /** From here only reductions pass. Inclusive and latched: a person must reset it. */
  readonly haltAt: number;
  /** Below here a de-risked machine returns to normal; must be under `deriskAt`. */
  readonly recoverAt: number;
  /** Name in events. @defaultValue 'drawdown' */
  readonly name?: string;
  /** Orders it governs. @defaultValue all */
  readonly scope?: Scope;
}

type State = 'normal' | 'derisk' | 'halted';

const reached = (nav: number, peakNav: number, threshold: number): boolean =>
  // As a product, not a quotient: 1 - 95.68/104 is 0.07999999999999996 in doubles and would miss 8 %.
  nav <= peakNav * (1 - threshold);

/**
 * De-risks and halts on flow-adjusted drawdown from the peak, unrealised profit included. De-risking
 * ends below `recoverAt`; a halt is latched. A reset starts a new peak at the NAV of that moment:
 * otherwise the very next valuation would halt again.
 */
export function drawdown(options: DrawdownOptions): RiskMachine {
  const fraction = (key: 'deriskAt' | 'factor' | 'haltAt' | 'recoverAt') =>
    checkNumber(options[key], 'risk/invalid-machine', [key], { min: 0, max: 1 });
  const [deriskAt, factor, haltAt, recoverAt] = [
    fraction('deriskAt'),
    fraction('factor'),
    fraction('haltAt'),
    fraction('recoverAt'),
  ];
  if (!(recoverAt < deriskAt && deriskAt < haltAt)) {
    misuse('risk/invalid-machine', ['recoverAt'], options, 'Order recoverAt < deriskAt < haltAt.');
  }
  const name = options.name ?? 'drawdown';
  const scope = options.scope ?? {};
  const kind = 'drawdown';
  const version = 1;
  const params: Json = { deriskAt, factor, haltAt, recoverAt, name, scope: scope as Json };
  const identity = { kind, version, configHash: configHash({ kind, version, params }) };

  const start: RiskMachine['start'] = (from): LiveRiskMachine => {
    const held = (from === undefined ? null : snapshotState(from, identity)) as {
      state: State;
      nav: number;
      peak: number;
      rebase: number;
      ledgerPeak: number;
    } | null;
    let state: State = held?.state ?? 'normal';
    let nav = held?.nav ?? 0;
    // `peak` is the ledger's flow-adjusted peak until a reset rebases it to the NAV of that moment.
    let peak = held?.peak ?? 0;
    let rebase = held?.rebase ?? 1;
    let ledgerPeak = held?.ledgerPeak ?? 0;

    const reading = (): RiskMachineReading => ({
      state,
      exposureFactor: state === 'normal' ? 1 : state === 'derisk' ? factor : 0,
      measure: peak > 0 ? Math.max(0, 1 - nav / peak) : 0,
      latched: state === 'halted',
    });

    return {
      reading,
      update(input) {
        if (input.kind === 'reset') {
          state = 'normal';
          rebase = ledgerPeak > 0 && nav > 0 ? nav / ledgerPeak : 1;
          peak = nav;
          return reading();
        }
        nav = input.valuation.nav;
        ledgerPeak = input.valuation.peakNav;
        peak = Math.max(ledgerPeak * rebase, nav);
        if (ledgerPeak > 0) rebase = peak / ledgerPeak;
        // Before the first money there is no peak to fall from.
        if (peak > 0 && state !== 'halted') {
          if (reached(nav, peak, haltAt)) state = 'halted';
          else if (reached(nav, peak, deriskAt)) state = 'derisk';
          else if (state === 'derisk' && !reached(nav, peak, recoverAt)) state = 'normal';
        }
        return reading();
      },
      snapshot: () => ({ ...identity, state: { state, nav, peak, rebase, ledgerPeak } }),
    };
  };
  return { kind, version, params, name, scope, start };
}
