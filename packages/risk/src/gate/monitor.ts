import type { LimitCheck, PortfolioValued } from '@plimsoll/core';
import { withinBound } from '../limits/largest-lots.ts';
import type { OrderIntent, RiskLimit } from '../limits/risk-limit.ts';
import { stateChanged } from '../machines/state-changed.ts';
import type { CheckedConfig } from './gate-config.ts';
import type { GateState } from './gate-state.ts';
import { gateView } from './gate-view.ts';
import type { RiskEffect } from './risk-effect.ts';

const standingIntent = (
  account: string,
  instrument: OrderIntent['instrument'],
  signedUnits: number,
): OrderIntent => ({
  account,
  strategy: '',
  venue: null,
  instrument,
  side: signedUnits < 0 ? 'sell' : 'buy',
  lots: 0,
  type: 'market',
  limitPrice: null,
  reduceOnly: false,
  purpose: 'manual',
});

/** Feeds a valuation to the machines of its account; says which changed. */
export function advanceMachines(state: GateState, valuation: PortfolioValued): RiskEffect[] {
  const effects: RiskEffect[] = [];
  for (const { machine, live } of state.machines) {
    if (machine.scope.account !== undefined && machine.scope.account !== valuation.account)
      continue;
    const before = live.reading();
    const after = live.update({ kind: 'valuation', valuation });
    if (after.state === before.state) continue;
    effects.push(stateChanged(machine.name, machine.scope, before.state, after));
  }
  return effects;
}

const measured = (
  limit: RiskLimit,
  intent: OrderIntent,
  state: GateState,
): { readonly usage: number; readonly bound: number } | null => {
  const reading = limit.evaluate(intent, gateView(state));
  return reading.status === 'measured'
    ? { usage: reading.usageBefore, bound: reading.bound }
    : null;
};

/**
 * Measures every limit on what stands, without an order: prices move limits too. Says when a limit
 * is newly warned, breached or cleared; an accepted order never causes a breach, so these are
 * passive ones.
 */
export function monitorLimits(
  state: GateState,
  config: CheckedConfig,
  account: string,
): RiskEffect[] {
  const effects: RiskEffect[] = [];
  const book = state.account(account);
  for (const instrumentId of book.instruments()) {
    const instrument = state.instrument(instrumentId);
    if (instrument === null) continue;
    const intent = standingIntent(account, instrument, book.exposure(instrumentId).signedUnits);
    for (const limit of config.limits) {
      const standing = measured(limit, intent, state);
      if (standing === null || (standing.usage === 0 && standing.bound === 0)) continue;
      const { usage, bound } = standing;
      const near = limit.warnAt !== null && usage >= limit.warnAt * bound;
      const now = !withinBound(usage, bound) ? 'breached' : near ? 'warned' : null;
      const key = `${limit.name}|${account}|${instrumentId}`;
      const before = state.standings.get(key) ?? null;
      if (now === before) continue;
      if (now === null) state.standings.delete(key);
      else state.standings.set(key, now);
      const check: LimitCheck = {
        limit: limit.name,
        scope: { account, instrumentId },
        unit: limit.unit,
        hard: limit.hard,
        status: now === 'breached' ? 'exceeded' : now === 'warned' ? 'warned' : 'within',
        usageBefore: usage,
        usageAfter: usage,
        bound,
        headroom: bound - usage,
        maxLots: null,
        missing: null,
      };
      effects.push({
        type: 'risk.breached',
        payload: { status: now ?? 'cleared', cause: 'price', check },
      });
    }
  }
  return effects;
}
