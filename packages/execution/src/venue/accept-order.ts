import type { ChildOrder, Reason } from '@plimsoll/core';
import { roundLots } from '../lots/round-lots.ts';
import { lotQuantity } from '../market/market-profile.ts';
import { type Floor, happens, listingOf, report, venueReason } from './floor.ts';
import type { SimulatedOrder } from './simulated-orders.ts';

/** Takes a new order in, or rejects it. */
export function acceptOrder(floor: Floor, child: ChildOrder): void {
  const { agenda, memory, now, orders } = floor;
  const { venue, faults, fillWindowMs, fillsPerChild } = floor.config;
  const { childId, lots, expireAt, timeInForce, type } = child;
  if (happens(floor, faults.lose)) return;
  const refuse = (severity: 'permanent' | 'sizing' | 'transient', reason: Reason): void => {
    report(floor, childId, { kind: 'rejected', severity, reason });
  };
  if (orders.has(childId)) {
    refuse('permanent', venueReason('duplicate-id', childId));
    return;
  }
  const listing = listingOf(floor, child);
  if ('code' in listing) {
    refuse('transient', listing);
    return;
  }
  const { instrument, market } = listing;
  const time = memory.time(instrument);
  if (type !== 'market' && type !== 'limit') {
    refuse('permanent', venueReason('order-type', `Type ${type} is not simulated.`));
    return;
  }
  if (lots < instrument.minLots) {
    refuse('sizing', venueReason('below-minimum', `At least ${instrument.minLots} lots.`));
    return;
  }
  if (instrument.status !== 'active' || time === null || !time.isOpen(now)) {
    refuse('transient', venueReason('closed', 'The market is not open.'));
    return;
  }
  if (happens(floor, faults.reject)) {
    refuse(faults.rejectSeverity, venueReason('fault', 'Rejected by the fault model.'));
    return;
  }
  const windowMs = Math.max(fillWindowMs, expireAt === null ? 0 : time.between(now, expireAt));
  const order: SimulatedOrder = {
    child,
    open: true,
    filledLots: 0,
    rate: (lots * lotQuantity(instrument)) / (windowMs / market.tradingDayMs),
    tradableLots: happens(floor, faults.partial) ? Math.floor(lots / 2) : lots,
    fills: [],
  };
  orders.set(childId, order);
  report(floor, childId, { kind: 'acknowledged', venueOrderId: `${venue}-${childId}` });
  const parts = timeInForce === 'ioc' || timeInForce === 'fok' ? 1 : fillsPerChild;
  roundLots(lots, new Array<number>(parts).fill(1)).forEach((part, i) => {
    if (part === 0) return;
    const dueAt = time.startOf(now, (i * windowMs) / parts) ?? now;
    agenda.add(dueAt, { kind: 'trade', childId, lots: part });
  });
  if (expireAt !== null) agenda.add(Math.max(now, expireAt), { kind: 'expire', childId });
}
