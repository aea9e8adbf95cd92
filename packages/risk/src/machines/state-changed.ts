import type { RiskEvents, Scope } from '@plimsoll/core';
import type { RiskMachineReading } from './risk-machine.ts';

/** The event that says a machine moved. */
export function stateChanged(
  machine: string,
  scope: Scope,
  from: string,
  { state: to, exposureFactor, measure, latched }: RiskMachineReading,
): {
  readonly type: 'risk.state-changed';
  readonly payload: RiskEvents['risk.state-changed'];
} {
  return {
    type: 'risk.state-changed',
    payload: { machine, scope, from, to, exposureFactor, measure, latched },
  };
}
