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

/** Where one account stands. */
interface Standing {
  readonly state: State;
  readonly nav: number;
  /** The ledger's flow-adjusted peak until a reset rebases it to the NAV of that moment. */
  readonly peak: number;
  /** `peak` against the ledger's. */
  readonly rebase: number;
  readonly ledgerPeak: number;
}

const fresh: Standing = { state: 'normal', nav: 0, peak: 0, rebase: 1, ledgerPeak: 0 };

const severity: Readonly<Record<State, number>> = { normal: 0, derisk: 1, halted: 2 };

const fallOf = (nav: number, peak: number): number => (peak > 0 ? Math.max(0, 1 - nav / peak) : 0);

const isWorse = (one: Standing, other: Standing): boolean =>
  severity[one.state] > severity[other.state] ||
  (one.state === other.state && fallOf(one.nav, one.peak) > fallOf(other.nav, other.peak));

/** After a reset, which starts a new peak at the NAV of the moment. */
const restarted = ({ nav, ledgerPeak }: Standing): Standing => ({
  state: 'normal',
  nav,
  peak: Math.max(nav, 0),
  rebase: ledgerPeak > 0 && nav > 0 ? nav / ledgerPeak : 1,
  ledgerPeak,
});

const reached = (nav: number, peakNav: number, threshold: number): boolean =>
  // As a product, not a quotient: 1 - 95.68/104 is 0.07999999999999996 in doubles and would miss 8 %.
  nav <= peakNav * (1 - threshold);

/**
 * De-risks and halts on flow-adjusted drawdown from the peak, unrealised profit included. De-risking
 * ends below `recoverAt`; a halt is latched. A reset starts a new peak at the NAV of that moment:
 * otherwise the very next valuation would halt again. A machine whose scope spans several accounts
 * follows each by itself and stands where the worst of them does; a reset is for all of them.
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
    const held = (from === undefined ? [] : snapshotState(from, identity)) as readonly (readonly [
      string,
      Standing,
    ])[];
    const standings = new Map(held);
    const worst = (): Standing => {
      let found = fresh;
      for (const standing of standings.values()) if (isWorse(standing, found)) found = standing;
      return found;
    };

    const reading = (): RiskMachineReading => {
      const { state, nav, peak } = worst();
      return {
        state,
        exposureFactor: state === 'normal' ? 1 : state === 'derisk' ? factor : 0,
        measure: fallOf(nav, peak),
        latched: state === 'halted',
      };
    };

    const valued = (before: Standing, nav: number, ledgerPeak: number): Standing => {
      const peak = Math.max(ledgerPeak * before.rebase, nav);
      const rebase = ledgerPeak > 0 ? peak / ledgerPeak : before.rebase;
      let { state } = before;
      // Before the first money there is no peak to fall from.
      if (peak > 0 && state !== 'halted') {
        if (reached(nav, peak, haltAt)) state = 'halted';
        else if (reached(nav, peak, deriskAt)) state = 'derisk';
        else if (state === 'derisk' && !reached(nav, peak, recoverAt)) state = 'normal';
      }
      return { state, nav, peak, rebase, ledgerPeak };
    };

    return {
      reading,
      update(input) {
        if (input.kind === 'reset') {
          for (const [account, standing] of standings) standings.set(account, restarted(standing));
          return reading();
        }
        const { account, nav, peakNav } = input.valuation;
        standings.set(account, valued(standings.get(account) ?? fresh, nav, peakNav));
        return reading();
      },
      snapshot: () => ({
        ...identity,
        state: [...standings].map(([account, standing]) => [account, { ...standing }]),
      }),
    };
  };
  return { kind, version, params, name, scope, start };
}
