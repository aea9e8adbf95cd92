import {
  type ChildOrder,
  type Instrument,
  PlimsollError,
  type Random,
  type Reason,
  type UnixMs,
  type VenueReported,
} from '@plimsoll/core';
import type { MarketMemory } from '../market/market-memory.ts';
import type { MarketProfile } from '../market/market-profile.ts';
import type { Agenda, SimulatedOrder } from './simulated-orders.ts';
import type { SimulatedPrices } from './simulated-prices.ts';
import type { CheckedVenueConfig } from './venue-config.ts';

/** What the handlers of a simulated venue work on. */
export interface Floor {
  /** Configuration. */
  readonly config: CheckedVenueConfig;
  /** The market data. */
  readonly memory: MarketMemory;
  /** The venue's own prices. */
  readonly prices: SimulatedPrices;
  /** What is to be done when. */
  readonly agenda: Agenda;
  /** Orders by child id. */
  readonly orders: Map<string, SimulatedOrder>;
  /** Source of faults. */
  readonly random: Random;
  /** Time of the task at hand. */
  now: UnixMs;
  /** Fills so far. */
  fills: number;
  /** Reports so far. */
  reports: VenueReported[];
}

/** Distributes over the union, so that reports without their common fields stay a union. */
type ReportBody<R> = R extends unknown ? Omit<R, 'venue' | 'childId' | 'occurredAt'> : never;

/** A reason of the venue. */
export function venueReason(tail: string, message: string): Reason {
  return { code: `venue/${tail}`, message, limit: null };
}

/** Whether a fault of this probability happens now; draws only when it may. */
export function happens(floor: Floor, probability: number): boolean {
  return probability > 0 && floor.random.next() < probability;
}

/** Reports about a child, twice under the fault `duplicate`. */
export function report(
  floor: Floor,
  childId: string,
  body: ReportBody<VenueReported>,
): VenueReported {
  const { config, now, reports } = floor;
  const made = { venue: config.venue, childId, occurredAt: now, ...body } as VenueReported;
  reports.push(made);
  if (happens(floor, config.faults.duplicate)) reports.push(made);
  return made;
}

/** Ends an order: nothing is planned for it any more. */
export function close(floor: Floor, order: SimulatedOrder): void {
  order.open = false;
  floor.agenda.drop(order.child.childId);
}

/** Ends an order short and says so. */
export function endShort(floor: Floor, order: SimulatedOrder, kind: 'cancelled' | 'expired'): void {
  close(floor, order);
  report(floor, order.child.childId, { kind, cumulativeLots: order.filledLots });
}

/** An instrument with its market. */
export interface Listing {
  /** Definition in force. */
  readonly instrument: Instrument;
  /** Profile now. */
  readonly market: MarketProfile;
}

/** The listing of a child's instrument, or why it cannot trade. */
export function listingOf({ memory, now }: Floor, child: ChildOrder): Listing | Reason {
  const instrument = memory.instrument(child.instrumentId, now);
  if (instrument === null) return venueReason('unknown-instrument', child.instrumentId);
  const known = memory.price(child.instrumentId);
  if (known === null) return venueReason('no-price', `${child.instrumentId} has no price.`);
  try {
    return { instrument, market: memory.profile(instrument, known.price, now, now) };
  } catch (error) {
    if (!PlimsollError.is(error)) throw error;
    return venueReason('no-market', error.message);
  }
}
