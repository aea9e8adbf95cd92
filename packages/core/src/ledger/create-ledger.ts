import type { Bar } from '../domain/bar.ts';
import type { Instrument } from '../domain/instrument.ts';
import { barFault } from '../doors/check-bar.ts';
import { markFault } from '../doors/check-mark.ts';
import { PlimsollError } from '../errors/plimsoll-error.ts';
import type { MarketMark } from '../events/market-events.ts';
import { configHash } from '../grammar/config-hash.ts';
import type { Json } from '../grammar/json.ts';
import { type Snapshot, snapshotState } from '../grammar/snapshot.ts';
import { type AccountView, viewAccount } from './account-view.ts';
import { applyAdjustment } from './apply-adjustment.ts';
import { applyBust, applyCorrection, applyFill } from './apply-fill.ts';
import { applyFlow } from './apply-flow.ts';
import { accountFor } from './booking.ts';
import { advancePeak } from './drawdown.ts';
import { type LedgerConfig, settleConfig } from './ledger-config.ts';
import { type LedgerAnswer, type LedgerEvent, refused } from './ledger-event.ts';
import { readState, writeState } from './ledger-snapshot.ts';
import { emptyState, type LedgerState } from './ledger-state.ts';
import { reconcile } from './reconcile.ts';
import { type AccountValuation, type Unvaluable, valueState } from './valuation.ts';

/** An account valued, or what is missing for it. */
export type ValuationOutcome =
  | ({
      readonly status: 'valued';
      /** Highest flow-adjusted NAV so far. */
      readonly peakNav: number;
      /** Flow-adjusted fall from the peak, a fraction ≥ 0. */
      readonly drawdown: number;
    } & AccountValuation)
  | ({ readonly status: 'unvaluable' } & Unvaluable);

/** Books of any number of accounts: positions, cash by currency, NAV from fills, flows and marks. */
export interface Ledger {
  /**
   * Books one event and says what changed. Never throws: a repeated id is answered `duplicate`,
   * a bad event `refused`, and then nothing held has changed.
   */
  apply(event: LedgerEvent): LedgerAnswer;
  /** Values an account now, moving its peak on and starting a new flow period. */
  value(account: string, at: number): ValuationOutcome;
  /** The same answer as `value`, without moving anything. */
  preview(account: string, at: number): ValuationOutcome;
  /** Names of the accounts, in order of their first event. */
  accounts(): readonly string[];
  /** One account as plain JSON, an empty one if nothing was booked for it yet. */
  account(account: string): AccountView;
  /** Every account, by name. */
  describe(): Readonly<Record<string, AccountView>>;
  /** The complete state. Same snapshot and same events give the same bytes. */
  snapshot(): Snapshot;
}

const identity = { kind: 'ledger', version: 1 } as const;

const takeMark = (state: LedgerState, mark: MarketMark): LedgerAnswer => {
  const fault = markFault(mark);
  if (fault !== null) return refused('', 'core/invalid-mark', fault.path, fault.remedy);
  return setMark(state, mark.instrumentId, mark.price, mark.occurredAt);
};

const setMark = (state: LedgerState, id: string, price: number, at: number): LedgerAnswer => {
  const instrument = state.instruments.at(id, at) ?? state.instruments.latest(id);
  if (instrument !== null) state.marks.set(instrument, { price, at });
  return { status: 'noted' };
};

/** Marks from bars: the close of final bars. An index level values nothing but an index. */
const takeBars = (
  state: LedgerState,
  bars: readonly Bar[],
  path: readonly string[],
): LedgerAnswer => {
  if (!Array.isArray(bars)) return refused('', 'core/invalid-bar', path, 'Give a list of bars.');
  for (const [i, bar] of bars.entries()) {
    const fault = barFault(bar);
    if (fault !== null) {
      const place = path.length === 0 ? fault.path : [...path, i, ...fault.path];
      return refused('', 'core/invalid-bar', place, fault.remedy);
    }
  }
  for (const { final, price, instrumentId, close, closeAt } of bars) {
    if (final && price !== 'index') setMark(state, instrumentId, close, closeAt);
  }
  return { status: 'noted' };
};

const define = (state: LedgerState, instrument: Instrument): LedgerAnswer => {
  try {
    state.instruments.define(instrument);
  } catch (error) {
    if (!PlimsollError.is(error)) throw error;
    return refused('', error.code, ['instrument', ...error.path], error.remedy);
  }
  return { status: 'noted' };
};

const dispatch = (state: LedgerState, event: LedgerEvent): LedgerAnswer => {
  const { at } = event;
  if (!Number.isFinite(at)) return refused('', 'core/invalid-time', ['at'], 'Give Unix ms.');
  if (event.payload === null || typeof event.payload !== 'object') {
    return refused('', 'core/invalid-payload', ['payload'], 'Give an object.');
  }
  switch (event.type) {
    case 'order.filled':
      return applyFill(state, event.payload, at);
    case 'fill.corrected':
      return applyCorrection(state, event.payload, at);
    case 'fill.busted':
      return applyBust(state, event.payload, at);
    case 'account.cash-flowed':
      return applyFlow(state, event.payload, at);
    case 'position.adjusted':
      return applyAdjustment(state, event.payload, at);
    case 'account.reported':
      return reconcile(state, event.payload, at);
    case 'market.instrument-defined':
      return define(state, event.payload.instrument);
    case 'market.bar':
      return takeBars(state, [event.payload], []);
    case 'market.slice':
      return takeBars(state, event.payload.bars, ['bars']);
    case 'market.mark':
      return takeMark(state, event.payload);
    default:
      return refused(
        '',
        'core/unknown-event',
        ['type'],
        'The ledger does not listen to this event type.',
      );
  }
};

/**
 * Opens the books. Cost basis is first in first out with the average as a projection; fees reduce
 * cash (or, charged in the coin traded, the holding) and are reported apart from realised results;
 * sums are exact, so neither the order of fills nor a later correction leaves a trace of rounding.
 *
 * @param options - `from`: a snapshot under the same configuration to continue from.
 * @throws PlimsollError `core/invalid-ledger`, `core/snapshot-mismatch`.
 *
 * @example
 * ```ts
 * const ledger = createLedger({ baseCurrency: 'USD', instruments: [stock] });
 * ledger.apply({ type: 'order.filled', payload: fill, at: fill.knownAt });
 * ledger.preview('main', fill.knownAt);
 * ```
 */
export function createLedger(
  config: LedgerConfig,
  options: { readonly from?: Snapshot } = {},
): Ledger {
  const settled = settleConfig(config);
  const own = { ...identity, configHash: configHash(settled as unknown as Json) };
  const { from } = options;
  const state =
    from === undefined ? emptyState(settled, []) : readState(settled, snapshotState(from, own));
  for (const instrument of config.instruments ?? []) state.instruments.define(instrument);

  const valuation = (name: string, at: number, keep: boolean): ValuationOutcome => {
    const account = accountFor(state, name);
    const valued = valueState(state, account, at);
    if ('missing' in valued) return { status: 'unvaluable', ...valued };
    const { peakNav, drawdown } = advancePeak(account.peakNav, valued.nav, valued.netFlow);
    if (keep) {
      account.peakNav = peakNav > 0 ? peakNav : null;
      account.pendingFlow.clear();
    }
    return { status: 'valued', ...valued, peakNav, drawdown };
  };

  return {
    apply: (event) => dispatch(state, event),
    value: (account, at) => valuation(account, at, true),
    preview: (account, at) => valuation(account, at, false),
    accounts: () => [...state.accounts.keys()],
    account: (account) => viewAccount(state, accountFor(state, account)),
    describe: () =>
      Object.fromEntries(
        [...state.accounts.values()].map((account) => [
          account.account,
          viewAccount(state, account),
        ]),
      ),
    snapshot: () => ({ ...own, state: writeState(state) }),
  };
}
