import { type Lots, sideSign } from '@plimsoll/core';
import { lotQuantity } from '../market/market-profile.ts';
import { close, endShort, type Floor, type Listing, listingOf, report } from './floor.ts';
import type { SimulatedOrder, Task } from './simulated-orders.ts';

/** No fill is worse than this share of the mid price. */
const floorShare = 0.01;

/** Price at which an order would trade now, or `null` when its limit forbids it. */
const fillPrice = (
  { config, prices, now }: Floor,
  order: SimulatedOrder,
  { instrument, market }: Listing,
): number | null => {
  const { side, limitPrice, postOnly } = order.child;
  const sign = sideSign(side);
  const mid = prices.mid(instrument, market, now);
  if (postOnly && limitPrice !== null) return sign * (mid - limitPrice) <= 0 ? limitPrice : null;
  const temporary = config.impact?.temporary(order.rate, market) ?? 0;
  const price = mid + sign * (config.spread.halfSpread(mid) + temporary);
  if (limitPrice !== null && sign * (price - limitPrice) > 0) return null;
  return Math.max(floorShare * mid, price);
};

const book = (
  floor: Floor,
  order: SimulatedOrder,
  { instrument, market }: Listing,
  lots: Lots,
  price: number,
): void => {
  const { child } = order;
  const { side } = child;
  const liquidity = child.postOnly ? 'maker' : 'taker';
  const fee = market.fees?.fee({
    instrument,
    side,
    lots,
    price,
    liquidity,
    volume30dNotional: 0,
  });
  const moved = floor.config.impact?.permanent(lots * lotQuantity(instrument), market) ?? 0;
  floor.prices.displace(child.instrumentId, sideSign(side) * moved);
  order.filledLots += lots;
  floor.fills++;
  if (order.filledLots >= child.lots) close(floor, order);
  const made = report(floor, child.childId, {
    kind: 'filled',
    fillId: `${floor.config.venue}-${floor.fills.toString(36)}`,
    lots,
    price,
    fee: fee?.amount ?? 0,
    feeCurrency: fee?.currency ?? instrument.quoteCurrency,
    liquidity,
    cumulativeLots: order.filledLots,
  });
  order.fills.push(made);
};

/**
 * Trades up to `wanted` lots of an order at the price of the moment. Outside its limit it tries
 * again one fill window later, unless it is immediate or cancel.
 */
export function tradeOrder(floor: Floor, order: SimulatedOrder, wanted: Lots): void {
  const { child } = order;
  const listing = listingOf(floor, child);
  if ('code' in listing) return;
  const immediate = child.timeInForce === 'ioc' || child.timeInForce === 'fok';
  const lots = Math.min(wanted, order.tradableLots - order.filledLots);
  const price = lots > 0 ? fillPrice(floor, order, listing) : null;
  if (price !== null) {
    book(floor, order, listing, lots, price);
  } else if (lots > 0 && !immediate) {
    const time = floor.memory.time(listing.instrument);
    const next = time?.startOf(floor.now, floor.config.fillWindowMs) ?? null;
    const retry: Task = { kind: 'trade', childId: child.childId, lots: wanted };
    if (next !== null) floor.agenda.add(next, retry);
  }
  if (immediate && order.open) endShort(floor, order, 'expired');
}
