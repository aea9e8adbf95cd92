import type { Live, PortfolioValued, Scope, Startable } from '@plimsoll/core';

/** What moves a machine. */
export type RiskMachineInput =
  | {
      /** The account was valued. */
      readonly kind: 'valuation';
      /** The valuation. */
      readonly valuation: PortfolioValued;
    }
  | {
      /** A person resets the machine; the gate has already checked the request. */
      readonly kind: 'reset';
    };

/** Where a machine stands after an input. */
export interface RiskMachineReading {
  /** Name of the state, e.g. `normal`, `derisk`, `halted`. */
  readonly state: string;
  /** Multiplier on exposure bounds, in [0, 1]. At `0` only reductions pass. */
  readonly exposureFactor: number;
  /** The quantity that decided, e.g. the drawdown. */
  readonly measure: number;
  /** Whether it stays until a person resets it. */
  readonly latched: boolean;
}

/** A running machine. */
export interface LiveRiskMachine extends Live<RiskMachineInput, RiskMachineReading> {
  /** Where it stands without a new input. */
  reading(): RiskMachineReading;
}

/** Seam: a state machine that scales or stops trading. */
export interface RiskMachine extends Startable<LiveRiskMachine> {
  /** Name, unique in a gate. */
  readonly name: string;
  /** Orders it governs; a valuation reaches it when the account fits. */
  readonly scope: Scope;
}
