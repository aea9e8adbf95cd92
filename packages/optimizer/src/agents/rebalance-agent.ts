import {
  type Agent,
  type AgentContext,
  checkName,
  createInstrumentBook,
  defineAgent,
  type Instrument,
  type MarketEvents,
  type Order,
  type OrderEvents,
  type PortfolioEvents,
  type Position,
  type Target,
} from '@plimsoll/core';
import { planOrders } from '../rebalance/plan-orders.ts';
import type { PlannedOrder, PlanOrdersOptions } from '../rebalance/plan-types.ts';
import { createWorkingBook } from './working-book.ts';

/** Events a rebalance agent hears and publishes. */
export interface RebalanceAgentEvents
  extends Pick<MarketEvents, 'market.bar' | 'market.mark' | 'market.instrument-defined'>,
    PortfolioEvents,
    OrderEvents {}

/** Fields of an order that a host may choose; the plan fills in the rest. */
export type OrderTerms = Pick<Order, 'startAt' | 'endAt'> &
  Partial<
    Pick<
      Order,
      'venue' | 'type' | 'limitPrice' | 'timeInForce' | 'displayLots' | 'venueExtras' | 'tags'
    >
  >;

/** Configuration of {@link rebalanceAgent}. */
export interface RebalanceAgentConfig extends PlanOrdersOptions {
  /** Name of the agent, `[a-z0-9]{1,12}`. @defaultValue 'rebalance' */
  readonly name?: string;
  /** Account to trade for. */
  readonly account: string;
  /** Currency of the NAV. */
  readonly baseCurrency: string;
  /** Definitions known from the start; `market.instrument-defined` adds to them. @defaultValue none */
  readonly instruments?: readonly Instrument[];
  /** Units of base currency per unit of another. @defaultValue none */
  readonly rates?: Readonly<Record<string, number>>;
  /** Weights of the benchmark, for active targets. @defaultValue none */
  readonly benchmark?: Readonly<Record<string, number>>;
  /**
   * When and how an order trades. Pure.
   * @defaultValue from now to the target's validity, market, day
   */
  readonly terms?: (order: PlannedOrder, target: Target, at: number) => OrderTerms;
}

/** Defaults of {@link rebalanceAgent}. */
export const rebalanceAgentDefaults: Readonly<{
  name: string;
  terms: (order: PlannedOrder, target: Target, at: number) => OrderTerms;
}> = {
  name: 'rebalance',
  terms: (_, { validUntil }, at) => ({ startAt: at, endAt: validUntil }),
};

interface State {
  readonly positions: Map<string, Position>;
  readonly cash: Record<string, number>;
  readonly prices: Record<string, number>;
  target: Target | null;
  /** Instruments whose order waits for cancels, with the working orders waited for. */
  readonly waiting: Map<string, Set<string>>;
  /** Orders whose cancel was asked for and not refused. */
  readonly cancelling: Set<string>;
}

const orderEvents = [
  'order.requested',
  'order.approved',
  'order.rejected',
  'order.amended',
  'order.filled',
  'order.completed',
] as const;

/**
 * An agent that turns `portfolio.target-proposed` into `order.requested` through `planOrders`. It keeps
 * the account's positions, cash, prices and working orders from events; asks for opposite orders to be
 * cancelled first, and orders those instruments only when the cancelled ones are over.
 *
 * @throws PlimsollError `optimizer/bad-name`, `core/invalid-instrument`.
 */
export function rebalanceAgent(config: RebalanceAgentConfig): Agent<RebalanceAgentEvents, null> {
  const { name, terms } = { ...rebalanceAgentDefaults, ...config };
  const { account, baseCurrency, rates, benchmark, costBps, countProceeds } = config;
  checkName(account, 'optimizer/bad-name', ['account']);
  checkName(baseCurrency, 'optimizer/bad-name', ['baseCurrency']);
  const start = (context: AgentContext<RebalanceAgentEvents, null>): undefined => {
    const book = createInstrumentBook(config.instruments);
    const working = createWorkingBook(account);
    const state: State = {
      positions: new Map(),
      cash: {},
      prices: {},
      target: null,
      waiting: new Map(),
      cancelling: new Set(),
    };

    const fail = (target: Target, status: string, message: string): void => {
      const { strategy } = target;
      const failure = { account, strategy, status, message, evidence: null };
      context.publish('portfolio.target-failed', failure);
    };

    const request = (planned: PlannedOrder, target: Target): void => {
      const { instrumentId, side, lots, price, reduceOnly } = planned;
      const requested = {
        order: {
          orderId: context.nextId(),
          account,
          strategy: target.strategy,
          venue: null,
          basketId: target.targetId,
          instrumentId,
          side,
          lots,
          type: 'market' as const,
          limitPrice: null,
          stopPrice: null,
          timeInForce: 'day' as const,
          postOnly: false,
          reduceOnly,
          displayLots: null,
          decisionPrice: price,
          purpose: 'rebalance' as const,
          venueExtras: {},
          tags: [],
          ...terms(planned, target, context.now()),
        },
      };
      // At once, so that a second target of the same cascade already sees it working.
      working.apply('order.requested', requested);
      context.publish('order.requested', requested);
    };

    const plan = (target: Target, only: ReadonlySet<string> | null): void => {
      const now = context.now();
      if (now > target.validUntil) {
        fail(target, 'expired', `The target was valid until ${target.validUntil}.`);
        return;
      }
      const instruments = new Map(
        book.definitions().map(({ instrumentId }) => [instrumentId, book.at(instrumentId, now)]),
      );
      const outcome = planOrders(
        {
          target,
          portfolio: { positions: [...state.positions.values()], cash: state.cash, baseCurrency },
          prices: state.prices,
          working: working.list(),
          instruments: [...instruments.values()].filter((each) => each !== null),
          ...(rates === undefined ? {} : { rates }),
          ...(benchmark === undefined ? {} : { benchmark }),
        },
        {
          ...(costBps === undefined ? {} : { costBps }),
          ...(countProceeds === undefined ? {} : { countProceeds }),
        },
      );
      if (outcome.status === 'infeasible') {
        fail(target, 'infeasible', outcome.reasons.map(({ message }) => message).join(' '));
        return;
      }
      for (const { orderId, instrumentId } of outcome.cancels) {
        if (only !== null && !only.has(instrumentId)) continue;
        const known = state.waiting.get(instrumentId) ?? new Set();
        state.waiting.set(instrumentId, known.add(orderId));
        if (state.cancelling.has(orderId)) continue;
        state.cancelling.add(orderId);
        context.publish('order.control-requested', {
          requestId: context.nextId(),
          by: name,
          reason: `Runs against target ${target.targetId}.`,
          orderId,
          instrumentId,
          control: 'cancel',
        });
      }
      for (const order of outcome.orders) {
        if (only !== null && !only.has(order.instrumentId)) continue;
        if (order.after.length === 0) request(order, target);
      }
    };

    /** A working order is over: whoever waited for it may go. */
    const released = (orderId: string): void => {
      state.cancelling.delete(orderId);
      for (const [instrumentId, ids] of state.waiting) {
        if (!ids.delete(orderId) || ids.size > 0) continue;
        state.waiting.delete(instrumentId);
        if (state.target !== null) plan(state.target, new Set([instrumentId]));
      }
    };

    for (const type of orderEvents) {
      context.subscribe(type, ({ payload }) => {
        working.apply(type, payload);
        if (type === 'order.completed') {
          released((payload as OrderEvents['order.completed']).orderId);
        }
      });
    }
    context.subscribe('order.request-refused', ({ payload }) => {
      if (payload.orderId !== null) state.cancelling.delete(payload.orderId);
    });
    context.subscribe('market.instrument-defined', ({ payload }) =>
      book.define(payload.instrument),
    );
    context.subscribe('market.bar', ({ payload }) => {
      if (payload.final) state.prices[payload.instrumentId] = payload.close;
    });
    context.subscribe('market.mark', ({ payload }) => {
      state.prices[payload.instrumentId] = payload.price;
    });
    context.subscribe('portfolio.changed', ({ payload }) => {
      if (payload.account !== account) return;
      for (const position of payload.positions) {
        const key = `${position.instrumentId}|${position.bucket}`;
        if (position.signedUnits === 0) state.positions.delete(key);
        else state.positions.set(key, position);
      }
      Object.assign(state.cash, payload.cash);
    });
    context.subscribe('portfolio.target-proposed', ({ payload: { target } }) => {
      if (target.account !== account) return;
      state.target = target;
      state.waiting.clear();
      plan(target, null);
    });
    return undefined;
  };
  return defineAgent(name, {}, start);
}
