import { inScope, type ScopeSubject } from '@plimsoll/core';
import { killVerdict } from '../kill-switch/kill-switch.ts';
import type { OrderIntent, RiskView } from '../limits/risk-limit.ts';
import type { GateState } from './gate-state.ts';

/** An order's attributes for scope matching. */
export function scopeSubject(intent: OrderIntent): ScopeSubject {
  const { account, strategy, venue, instrument } = intent;
  return {
    account,
    strategy,
    venue,
    instrumentId: instrument.instrumentId,
    groups: instrument.groups,
  };
}

/** The read-only view that limits get. */
export function gateView(state: GateState): RiskView {
  const factor = (intent: OrderIntent): number => {
    const subject = scopeSubject(intent);
    let smallest = 1;
    for (const { machine, live } of state.machines) {
      if (inScope(machine.scope, subject)) {
        smallest = Math.min(smallest, live.reading().exposureFactor);
      }
    }
    return smallest;
  };
  return {
    at: state.at,
    exposure: (account, instrumentId) => state.account(account).exposure(instrumentId),
    referencePrice: (instrumentId) => state.prices.get(instrumentId) ?? null,
    equity: (account) => state.equity.get(account) ?? null,
    fxRate: (currency) => state.rates.get(currency) ?? null,
    grossNotional: (account) => state.account(account).gross(),
    exposureFactor: factor,
    onlyReductions: (intent) =>
      factor(intent) === 0 ||
      state.broken.has(intent.account) ||
      killVerdict(state.kills, scopeSubject(intent)) === 'reductions-only',
  };
}
