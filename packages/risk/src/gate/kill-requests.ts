import {
  inScope,
  misuse,
  type Order,
  PlimsollError,
  type RiskKillRequested,
  type RiskResetRequested,
  type Scope,
  scopeKey,
  unitsPerLot,
} from '@plimsoll/core';
import type { Kill, KillStage } from '../kill-switch/kill-switch.ts';
import { stateChanged } from '../machines/state-changed.ts';
import type { GateState } from './gate-state.ts';
import type { RiskEffect } from './risk-effect.ts';

/** Mints the next deterministic id. */
export type NextId = () => string;

/** How long a closing order of a flatten may take, ms. */
export const FLATTEN_WINDOW_MS: number = 86_400_000;

const KILL_SWITCH = 'kill-switch';

const killed = (kill: Kill, stage: KillStage): RiskEffect => ({
  type: 'risk.killed',
  payload: { requestId: kill.requestId, scope: kill.scope, level: kill.level, stage },
});

const moveKill = (
  state: GateState,
  kill: Kill,
  stage: KillStage,
  unpriced: readonly string[] = [],
): Kill => {
  const moved = { ...kill, stage, unpriced };
  state.kills = state.kills.map((each) => (each === kill ? moved : each));
  return moved;
};

const orderInScope = (state: GateState, scope: Scope, order: Order): boolean =>
  inScope(scope, {
    account: order.account,
    strategy: order.strategy,
    venue: order.venue,
    instrumentId: order.instrumentId,
    groups: state.instrument(order.instrumentId)?.groups ?? {},
  });

const workingInScope = (state: GateState, scope: Scope): Order[] =>
  [...state.reservations.values()]
    .map(({ order }) => order)
    .filter((order) => orderInScope(state, scope, order));

interface Holding {
  readonly account: string;
  readonly instrumentId: string;
  readonly signedUnits: number;
}

const holdingsInScope = (state: GateState, scope: Scope): Holding[] => {
  const holdings: Holding[] = [];
  for (const [account, book] of state.accounts) {
    for (const instrumentId of book.instruments()) {
      const { signedUnits } = book.exposure(instrumentId);
      const groups = state.instrument(instrumentId)?.groups ?? {};
      const subject = { account, strategy: '', venue: null, instrumentId, groups };
      if (signedUnits !== 0 && inScope(scope, subject)) {
        holdings.push({ account, instrumentId, signedUnits });
      }
    }
  }
  return holdings;
};

const isPriced = (state: GateState, instrumentId: string): boolean =>
  state.instrument(instrumentId) !== null && state.prices.has(instrumentId);

/** Whole lots of a holding; `0` for what is below one lot and cannot be traded. */
const wholeLots = (state: GateState, { instrumentId, signedUnits }: Holding): number => {
  const instrument = state.instrument(instrumentId);
  return instrument === null ? 0 : Math.floor(Math.abs(signedUnits) / unitsPerLot(instrument));
};

const closingOrder = (state: GateState, holding: Holding, nextId: NextId): RiskEffect[] => {
  const { account, instrumentId, signedUnits } = holding;
  const price = state.prices.get(instrumentId)?.price;
  const lots = wholeLots(state, holding);
  if (price === undefined || lots === 0) return [];
  return [
    {
      type: 'order.requested',
      payload: {
        order: {
          orderId: nextId(),
          account,
          strategy: KILL_SWITCH,
          venue: null,
          basketId: null,
          instrumentId,
          side: signedUnits > 0 ? 'sell' : 'buy',
          lots,
          type: 'market',
          limitPrice: null,
          stopPrice: null,
          timeInForce: 'gtd',
          postOnly: false,
          reduceOnly: true,
          displayLots: null,
          startAt: state.at,
          endAt: state.at + FLATTEN_WINDOW_MS,
          decisionPrice: price,
          purpose: 'flatten',
          venueExtras: null,
          tags: [],
        },
      },
    },
  ];
};

/** Moves every kill as far as the working orders and holdings allow: cancel, then close, then done. */
export function advanceKills(state: GateState, nextId: NextId): RiskEffect[] {
  const effects: RiskEffect[] = [];
  for (const kill of [...state.kills]) {
    const starts = kill.stage === 'cancelling';
    if (!starts && kill.stage !== 'closing') continue;
    const working = workingInScope(state, kill.scope).length > 0;
    if (starts && working) continue;
    const holdings = kill.level === 'flatten' ? holdingsInScope(state, kill.scope) : [];
    // Each holding is closed once: at first, or with its first price.
    const due = holdings.filter(
      ({ instrumentId }) => starts || kill.unpriced.includes(instrumentId),
    );
    const unpriced = [
      ...new Set(due.map(({ instrumentId }) => instrumentId).filter((id) => !isPriced(state, id))),
    ];
    const orders = due.flatMap((holding) => closingOrder(state, holding, nextId));
    // What is below one lot cannot be traded and may stay; everything else must be gone.
    const open =
      working || unpriced.length > 0 || holdings.some((held) => wholeLots(state, held) > 0);
    const stage = open ? 'closing' : 'done';
    const moved = moveKill(state, kill, stage, unpriced);
    if (starts || !open) effects.push(killed(moved, stage));
    effects.push(...orders);
  }
  return effects;
}

const refused = (
  request: 'risk.kill-requested' | 'risk.reset-requested',
  requestId: string,
  error: PlimsollError,
): RiskEffect => ({
  type: 'risk.request-refused',
  payload: { requestId, request, code: error.code, path: error.path, remedy: error.remedy },
});

const answered = (
  request: 'risk.kill-requested' | 'risk.reset-requested',
  requestId: string,
  run: () => RiskEffect[],
): RiskEffect[] => {
  try {
    return run();
  } catch (error) {
    if (PlimsollError.is(error)) return [refused(request, requestId, error)];
    throw error;
  }
};

const requireReason = (reason: string) => {
  if (typeof reason !== 'string' || reason.trim() === '') {
    misuse('risk/no-reason', ['reason'], reason, 'Say why.');
  }
};

/** Latches a kill and starts cancelling what is in its scope. */
export function applyKill(
  state: GateState,
  request: RiskKillRequested,
  nextId: NextId,
): RiskEffect[] {
  const { requestId, scope, level, reason } = request;
  return answered('risk.kill-requested', requestId, () => {
    requireReason(reason);
    if (!['entries', 'orders', 'flatten'].includes(level)) {
      misuse('risk/invalid-kill', ['level'], level, 'Give entries, orders or flatten.');
    }
    if (level === 'flatten' && (scope.strategy !== undefined || scope.venue !== undefined)) {
      misuse(
        'risk/scope-not-attributable',
        ['scope'],
        scopeKey(scope),
        'Flatten by account or instrument.',
      );
    }
    const kill: Kill = { requestId, scope, level, stage: 'latched', unpriced: [] };
    state.kills = [...state.kills, kill];
    const effects = [killed(kill, 'latched')];
    if (level === 'entries') {
      return [...effects, killed(moveKill(state, kill, 'done'), 'done')];
    }
    effects.push(killed(moveKill(state, kill, 'cancelling'), 'cancelling'));
    for (const { orderId, instrumentId } of workingInScope(state, scope)) {
      effects.push({
        type: 'order.control-requested',
        payload: {
          requestId: nextId(),
          by: KILL_SWITCH,
          reason,
          orderId,
          instrumentId,
          control: 'cancel',
        },
      });
    }
    return effects;
  });
}

/** Resets a latched machine, or lifts a finished kill. */
export function applyReset(state: GateState, request: RiskResetRequested): RiskEffect[] {
  const { requestId, machine: name, scope, reason } = request;
  return answered('risk.reset-requested', requestId, () => {
    requireReason(reason);
    if (name === KILL_SWITCH) {
      const key = scopeKey(scope);
      const mine = state.kills.filter((kill) => scopeKey(kill.scope) === key);
      if (mine.length === 0) {
        misuse('risk/nothing-to-reset', ['scope'], key, 'Name the scope of a kill in force.');
      }
      if (mine.some((kill) => kill.stage !== 'done')) {
        misuse('risk/kill-in-progress', ['scope'], key, 'Wait for the stage done.');
      }
      state.kills = state.kills.filter((kill) => !mine.includes(kill));
      const normal = { state: 'normal', exposureFactor: 1, measure: 0, latched: false };
      return [stateChanged(KILL_SWITCH, scope, 'killed', normal)];
    }
    const running = state.machines.find(({ machine }) => machine.name === name);
    if (running === undefined) {
      return misuse('risk/unknown-machine', ['machine'], name, 'Name a configured machine.');
    }
    const before = running.live.reading();
    if (!before.latched) {
      misuse('risk/nothing-to-reset', ['machine'], name, 'It is not latched.');
    }
    const after = running.live.update({ kind: 'reset' });
    return [stateChanged(name, running.machine.scope, before.state, after)];
  });
}
