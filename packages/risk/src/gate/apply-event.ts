import type { ChildState, Instrument, PortfolioChanged } from '@plimsoll/core';
import { admitChild } from './admit-child.ts';
import type { AmendEffect } from './amend.ts';
import { confirmAmendment, decideAmendment } from './amend.ts';
import { applyBust, applyCorrection, applyFill } from './apply-fill.ts';
import type { ChainHead } from './decide.ts';
import type { CheckedConfig } from './gate-config.ts';
import { changeWorking, type GateState } from './gate-state.ts';
import { advanceKills, applyKill, applyReset, type NextId } from './kill-requests.ts';
import { advanceMachines, monitorLimits } from './monitor.ts';
import type { RiskEffect } from './risk-effect.ts';
import type { RiskInput, RiskInputEvent } from './risk-input.ts';

/** Everything a handler may need. */
interface Gate {
  readonly state: GateState;
  readonly config: CheckedConfig;
  readonly chainHead: ChainHead;
  readonly nextId: NextId;
}

/** What applying an event leads to. */
export type GateEffect = RiskEffect | AmendEffect;

const over: readonly ChildState[] = ['filled', 'cancelled', 'rejected', 'expired'];

const setPrice = (
  { state, config }: Gate,
  instrumentId: string,
  price: number,
  at: number,
): void => {
  const known = state.prices.get(instrumentId);
  if (!(Number.isFinite(price) && price > 0) || (known !== undefined && known.at > at)) return;
  state.prices.set(instrumentId, { price, at });
  const instrument = state.instrument(instrumentId);
  if (instrument !== null) setRate(state, config.baseCurrency, instrument, price);
  for (const book of state.accounts.values()) book.revalue(instrumentId);
};

/**
 * Takes the rate that a mark of fx or crypto implies, quoted either way round as the ledger does; the
 * base currency itself stays at one whatever is quoted in it.
 */
const setRate = (state: GateState, home: string, instrument: Instrument, price: number): void => {
  const { assetClass, baseCurrency: base, quoteCurrency: quote } = instrument;
  if ((assetClass !== 'fx' && assetClass !== 'crypto') || base === null) return;
  if ((base === home) === (quote === home)) return;
  state.rates.set(base === home ? quote : base, base === home ? 1 / price : price);
  for (const book of state.accounts.values()) {
    for (const exposed of book.instruments()) book.revalue(exposed);
  }
};

const adoptPositions = (state: GateState, changed: PortfolioChanged): void => {
  // Fills were booked here when they happened; only what is no fill is taken from the ledger.
  if (changed.cause === 'fill' || changed.cause === 'flow') return;
  const book = state.account(changed.account);
  const totals = new Map<string, number>();
  for (const { instrumentId, signedUnits } of changed.positions) {
    totals.set(instrumentId, (totals.get(instrumentId) ?? 0) + signedUnits);
  }
  for (const [instrumentId, units] of totals) {
    book.change(instrumentId, { signedUnits: units - book.exposure(instrumentId).signedUnits });
  }
};

const handlers: {
  readonly [K in keyof RiskInput]: (payload: RiskInput[K], gate: Gate) => GateEffect[];
} = {
  'market.instrument-defined': ({ instrument }, { state }) => {
    state.instruments.define(instrument);
    for (const book of state.accounts.values()) book.revalue(instrument.instrumentId);
    return [];
  },
  'market.bar': (bar, gate) => {
    if (bar.final) setPrice(gate, bar.instrumentId, bar.close, bar.closeAt);
    return [];
  },
  'market.mark': (mark, gate) => {
    setPrice(gate, mark.instrumentId, mark.price, mark.occurredAt);
    return [];
  },
  'market.quote': (quote, gate) => {
    if (quote.bid !== null && quote.ask !== null) {
      setPrice(gate, quote.instrumentId, (quote.bid + quote.ask) / 2, quote.occurredAt);
    }
    return [];
  },
  'portfolio.changed': (changed, { state }) => {
    adoptPositions(state, changed);
    return [];
  },
  'portfolio.valued': (valuation, { state, config }) => {
    state.equity.set(valuation.account, valuation.nav);
    return [
      ...advanceMachines(state, valuation),
      ...monitorLimits(state, config, valuation.account),
    ];
  },
  'account.reconciled': ({ account, breaks }, { state }) => {
    if (breaks.length === 0) state.broken.delete(account);
    else state.broken.add(account);
    return [];
  },
  'order.filled': (fill, { state }) => {
    applyFill(state, fill);
    return [];
  },
  'order.completed': ({ orderId }, { state }) => {
    const reservation = state.reservations.get(orderId);
    if (reservation !== undefined) {
      changeWorking(state, reservation, -reservation.leavesLots);
      state.reservations.delete(orderId);
    }
    return [];
  },
  'order.amend-requested': (request, { state, config, chainHead }) => [
    decideAmendment(request, config, state, chainHead),
  ],
  'order.amended': ({ order }, { state }) => {
    confirmAmendment(state, order);
    return [];
  },
  'child.requested': (request, { state, config, chainHead }) => [
    admitChild(request, config, state, chainHead),
  ],
  'child.changed': ({ orderId, childId, to }, { state }) => {
    if (over.includes(to)) state.reservations.get(orderId)?.children.delete(childId);
    return [];
  },
  'fill.corrected': (correction, { state }) => {
    applyCorrection(state, correction);
    return [];
  },
  'fill.busted': (bust, { state }) => {
    applyBust(state, bust);
    return [];
  },
  'venue.state-changed': ({ venue, replaceSemantics }, { state }) => {
    if (replaceSemantics === 'amend-total') state.amendingVenues.add(venue);
    else state.amendingVenues.delete(venue);
    return [];
  },
  'risk.kill-requested': (request, { state, nextId }) => applyKill(state, request, nextId),
  'risk.reset-requested': (request, { state }) => applyReset(state, request),
  'risk.override-requested': ({ requestId }) => [
    {
      type: 'risk.request-refused',
      payload: {
        requestId,
        request: 'risk.override-requested',
        code: 'risk/overrides-unsupported',
        path: [],
        remedy: 'Start the gate with other bounds.',
      },
    },
  ],
};

/** Moves the state by one event and says what to publish. */
export function applyEvent(event: RiskInputEvent, gate: Gate): GateEffect[] {
  const { state } = gate;
  const handler = handlers[event.type] as (payload: unknown, gate: Gate) => GateEffect[];
  state.at = Math.max(state.at, event.at);
  const effects = handler(event.payload, gate);
  state.appliedEvents += 1;
  // Fills, completions, prices and corrections all may be what a kill waits for.
  return [...effects, ...advanceKills(state, gate.nextId)];
}
