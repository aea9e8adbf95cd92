import type {
  Order,
  OrderApproved,
  OrderFilled,
  OrderPlanned,
  OrderRejected,
  PortfolioValued,
  RegimeUpdated,
  RiskStateChanged,
  Target,
} from '@plimsoll/core';
import type { Dated, RunRecord } from '../../src/system/run-record.ts';

/** A payload of which only the named fields matter. */
export const dated = <T>(at: number, payload: Partial<T>): Dated<T> => ({
  at,
  id: 'x',
  payload: payload as T,
});

/** Adds to a record what a run would have noted. */
export interface Notes {
  regime(knownAt: number, label: string): void;
  target(at: number, values: Target['values']): void;
  valued(at: number, nav: number, drawdown?: number): void;
  requested(at: number, order: Partial<Order>): void;
  approved(at: number, order: Partial<Order>, rest?: Partial<OrderApproved>): void;
  rejected(at: number, order: Partial<Order>, rest: Partial<OrderRejected>): void;
  planned(orderId: string, rest: Partial<OrderPlanned>): void;
  filled(at: number, fill: Partial<OrderFilled>): void;
  moved(at: number, move: Partial<RiskStateChanged>): void;
}

/** Notes into `record`. */
export const noteInto = (record: RunRecord): Notes => ({
  regime(knownAt, label) {
    record.regimes.push(dated<RegimeUpdated>(knownAt, { knownAt, label }));
  },
  target(at, values) {
    record.targets.push(dated<Target>(at, { values }));
  },
  valued(at, nav, drawdown = 0) {
    record.valuations.push(dated<PortfolioValued>(at, { nav, drawdown }));
  },
  requested(at, order) {
    record.requested.push(dated<Order>(at, order));
  },
  approved(at, order, rest = {}) {
    const payload = { status: 'accepted' as const, order: order as Order, ...rest };
    record.approved.push(dated<OrderApproved>(at, payload));
  },
  rejected(at, order, rest) {
    record.rejected.push(dated<OrderRejected>(at, { order: order as Order, ...rest }));
  },
  planned(orderId, rest) {
    record.planned.set(orderId, dated<OrderPlanned>(0, { orderId, ...rest }));
  },
  filled(at, fill) {
    record.fills.push(dated<OrderFilled>(at, fill));
  },
  moved(at, move) {
    record.states.push(dated<RiskStateChanged>(at, move));
  },
});
