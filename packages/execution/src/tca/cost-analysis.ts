import {
  configHash,
  type Event,
  type Instrument,
  type Json,
  type MarketEvents,
  type Order,
  type OrderEvents,
  type Snapshot,
  type SnapshotIdentity,
  snapshotState,
  type UnixMs,
} from '@plimsoll/core';
import { implementationShortfall } from './implementation-shortfall.ts';
import type { OrderCost } from './order-cost.ts';

/** Events that a cost analysis reads; any others may be passed and are ignored. */
export type CostEvent = Pick<Event, 'type' | 'at' | 'payload'>;

/** A projection of order events to costs. */
export interface CostAnalysis {
  /** Takes in one event; answers with the cost of the order that it completed, or `null`. */
  apply(event: CostEvent): OrderCost | null;
  /** Costs of completed orders, in order of completion. */
  records(): readonly OrderCost[];
  /** The complete state. */
  snapshot(): Snapshot;
}

type Pending = {
  order: Order;
  plannedAt: UnixMs | null;
  arrivalPrice: number;
  expectedCost: number | null;
  expectedStdev: number | null;
  fills: { quantity: number; price: number }[];
  fees: number;
  otherFees: Record<string, number>;
};

type State = {
  readonly instruments: readonly (readonly [string, Instrument])[];
  readonly prices: readonly (readonly [string, number])[];
  readonly pending: readonly (readonly [string, Pending])[];
  readonly records: readonly OrderCost[];
};

const identity: SnapshotIdentity = {
  kind: 'cost-analysis',
  version: 1,
  configHash: configHash({ kind: 'cost-analysis' }),
};

const copyOf = (state: unknown): unknown => JSON.parse(JSON.stringify(state));

const arrivalOf = (planned: OrderEvents['order.planned'], order: Order): number => {
  const detail = planned.evidence.detail;
  if (detail !== null && typeof detail === 'object' && 'arrivalPrice' in detail) {
    if (typeof detail.arrivalPrice === 'number') return detail.arrivalPrice;
  }
  return order.decisionPrice;
};

/**
 * Makes a projection that follows orders from approval to completion and answers what each cost.
 * Feed it every event of the bus, live or from a journal. Arrival is the price in the evidence of
 * the first plan; the price at the end, by which unfilled lots are judged, is the last bar or quote.
 */
export function createCostAnalysis(options: { readonly from?: Snapshot } = {}): CostAnalysis {
  const state =
    options.from === undefined ? null : (copyOf(snapshotState(options.from, identity)) as State);
  const instruments = new Map(state?.instruments ?? []);
  const prices = new Map(state?.prices ?? []);
  const pending = new Map(state?.pending ?? []);
  const records: OrderCost[] = [...(state?.records ?? [])];

  const quantityOf = (instrumentId: string, lots: number): number => {
    const instrument = instruments.get(instrumentId);
    return lots * Number(instrument?.lotSize ?? 1) * (instrument?.multiplier ?? 1);
  };

  const complete = (event: OrderEvents['order.completed'], at: UnixMs): OrderCost | null => {
    const item = pending.get(event.orderId);
    pending.delete(event.orderId);
    if (item === undefined || item.plannedAt === null) return null;
    const { order, arrivalPrice, expectedCost, expectedStdev, fills, fees, otherFees } = item;
    const { orderId, instrumentId, side, decisionPrice } = order;
    const quantity = quantityOf(instrumentId, event.approvedLots);
    const shortfall = implementationShortfall({
      side,
      quantity,
      decisionPrice,
      arrivalPrice,
      fills,
      endPrice: prices.get(instrumentId) ?? arrivalPrice,
      fees,
    });
    const cost: OrderCost = {
      ...shortfall,
      orderId,
      instrumentId,
      side,
      plannedAt: item.plannedAt,
      completedAt: at,
      state: event.state,
      notional: quantity * arrivalPrice,
      expectedCost,
      expectedStdev,
      arrivalCost: shortfall.trading + shortfall.fees,
      otherFees,
    };
    records.push(cost);
    return cost;
  };

  const filled = (fill: OrderEvents['order.filled']): void => {
    const item = pending.get(fill.orderId);
    if (item === undefined) return;
    item.fills.push({ quantity: quantityOf(fill.instrumentId, fill.lots), price: fill.price });
    const quote = instruments.get(fill.instrumentId)?.quoteCurrency ?? fill.feeCurrency;
    if (fill.feeCurrency === quote) item.fees += fill.fee;
    else item.otherFees[fill.feeCurrency] = (item.otherFees[fill.feeCurrency] ?? 0) + fill.fee;
  };

  const planned = (event: OrderEvents['order.planned'], at: UnixMs): void => {
    const item = pending.get(event.orderId);
    if (item === undefined || item.plannedAt !== null) return;
    item.plannedAt = at;
    item.arrivalPrice = arrivalOf(event, item.order);
    item.expectedCost = event.expectedCost;
    item.expectedStdev = event.expectedCostStdev;
  };

  const approved = ({ order }: OrderEvents['order.approved']): void => {
    if (pending.has(order.orderId)) return;
    pending.set(order.orderId, {
      order,
      plannedAt: null,
      arrivalPrice: order.decisionPrice,
      expectedCost: null,
      expectedStdev: null,
      fills: [],
      fees: 0,
      otherFees: {},
    });
  };

  return {
    apply({ type, at, payload }) {
      if (type === 'market.instrument-defined') {
        const { instrument } = payload as MarketEvents['market.instrument-defined'];
        instruments.set(instrument.instrumentId, instrument);
      } else if (type === 'market.bar') {
        const bar = payload as MarketEvents['market.bar'];
        prices.set(bar.instrumentId, bar.close);
      } else if (type === 'market.quote') {
        const { instrumentId, bid, ask } = payload as MarketEvents['market.quote'];
        if (bid !== null && ask !== null) prices.set(instrumentId, (bid + ask) / 2);
      } else if (type === 'order.approved') approved(payload as OrderEvents['order.approved']);
      else if (type === 'order.planned') planned(payload as OrderEvents['order.planned'], at);
      else if (type === 'order.filled') filled(payload as OrderEvents['order.filled']);
      else if (type === 'order.completed') {
        return complete(payload as OrderEvents['order.completed'], at);
      }
      return null;
    },
    records: () => records,
    snapshot: () => ({
      ...identity,
      state: copyOf({
        instruments: [...instruments],
        prices: [...prices],
        pending: [...pending],
        records,
      }) as Json,
    }),
  };
}
