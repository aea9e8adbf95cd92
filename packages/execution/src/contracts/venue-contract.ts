import type { ChildOrder, VenueReported } from '@plimsoll/core';
import { type ContractSuite, ensure, ensureEqual } from '@plimsoll/core/testing';
import type { Venue } from '../venue/venue.ts';

/** A venue under test, with an ear on its answers and a hand on its time. */
export interface VenueUnderTest {
  /** The port. */
  readonly port: Venue;
  /** Reports so far, in order. */
  reports(): readonly VenueReported[];
  /** Lets time pass until everything sent has been answered. */
  settle(): void | Promise<void>;
}

/** What a venue is tried with. */
export interface VenueFixture {
  /** An order of at least 2 lots that the venue fills whole. */
  readonly fills: ChildOrder;
  /** A limit order that rests: far from the market, without an end. */
  readonly rests: ChildOrder;
}

/**
 * The contract of a `Venue` port without faults: answers only as reports about the child they
 * concern, whole lots, one fill id a fill, totals that agree, honest answers to late cancels,
 * duplicates, and queries.
 *
 * @param make - Makes a venue at work; called afresh by every check.
 */
export function venueContract(make: () => VenueUnderTest, fixture: VenueFixture): ContractSuite {
  const { fills, rests } = fixture;
  const kinds = (venue: VenueUnderTest, childId: string): readonly string[] =>
    venue
      .reports()
      .filter((report) => report.childId === childId)
      .map((report) => report.kind);
  const last = (venue: VenueUnderTest): string | undefined => venue.reports().at(-1)?.kind;
  return [
    {
      name: 'names itself in every report',
      async run() {
        const venue = make();
        venue.port.submit(fills);
        await venue.settle();
        ensure(venue.reports().length > 0, 'the order is answered');
        for (const report of venue.reports()) ensureEqual(report.venue, venue.port.venue, 'venue');
      },
    },
    {
      name: 'acknowledges, then fills in whole lots with ids of their own and agreeing totals',
      async run() {
        const venue = make();
        venue.port.submit(fills);
        await venue.settle();
        ensureEqual(kinds(venue, fills.childId)[0], 'acknowledged', 'the first report');
        const ids = new Set<string>();
        let total = 0;
        for (const report of venue.reports()) {
          if (report.kind !== 'filled') continue;
          ensure(Number.isSafeInteger(report.lots) && report.lots > 0, 'lots are whole');
          ensure(Number.isFinite(report.price) && report.price > 0, 'prices are positive');
          ensure(!ids.has(report.fillId), 'fill ids are unique');
          ids.add(report.fillId);
          total += report.lots;
          if (report.cumulativeLots !== null) ensureEqual(report.cumulativeLots, total, 'total');
        }
        ensureEqual(total, fills.lots, 'lots filled');
      },
    },
    {
      name: 'a resting order can be taken back, once',
      async run() {
        const venue = make();
        venue.port.submit(rests);
        await venue.settle();
        venue.port.cancel(rests.childId);
        await venue.settle();
        ensureEqual(last(venue), 'cancelled', 'the answer to a cancel');
        venue.port.cancel(rests.childId);
        await venue.settle();
        ensureEqual(last(venue), 'cancel-rejected', 'the answer to a second cancel');
      },
    },
    {
      name: 'a cancel that comes after the fill, or for nothing, is refused',
      async run() {
        const venue = make();
        venue.port.submit(fills);
        await venue.settle();
        venue.port.cancel(fills.childId);
        await venue.settle();
        ensureEqual(last(venue), 'cancel-rejected', 'the answer to a late cancel');
        venue.port.cancel('nobody-0-1');
        await venue.settle();
        ensureEqual(last(venue), 'cancel-rejected', 'the answer to a cancel of nothing');
      },
    },
    {
      name: 'the same client id never trades twice',
      async run() {
        const venue = make();
        venue.port.submit(fills);
        venue.port.submit(fills);
        await venue.settle();
        const ids = new Map<string, number>();
        for (const report of venue.reports()) {
          if (report.kind === 'filled') ids.set(report.fillId, report.lots);
        }
        const total = [...ids.values()].reduce((sum, lots) => sum + lots, 0);
        ensureEqual(total, fills.lots, 'lots filled');
      },
    },
    {
      name: 'a query is answered: unknown, resting, ended with its total',
      async run() {
        const venue = make();
        venue.port.query('nobody-0-1');
        await venue.settle();
        ensureEqual(last(venue), 'not-found', 'the answer about nothing');
        venue.port.submit(rests);
        venue.port.submit(fills);
        await venue.settle();
        venue.port.query(rests.childId);
        await venue.settle();
        const resting = venue.reports().at(-1);
        ensure(resting?.kind === 'status' && resting.working, 'a resting order works');
        venue.port.query(fills.childId);
        await venue.settle();
        const ended = venue.reports().at(-1);
        ensure(ended?.kind === 'status' && !ended.working, 'a filled order does not work');
        ensureEqual(ended.cumulativeLots, fills.lots, 'the total of a filled order');
      },
    },
    {
      name: 'a replace is answered: done for a resting order, refused for an ended one',
      async run() {
        const venue = make();
        venue.port.submit(rests);
        await venue.settle();
        venue.port.replace({ ...rests, lots: rests.lots + 1 });
        await venue.settle();
        ensureEqual(last(venue), 'replaced', 'the answer to a replace');
        venue.port.cancel(rests.childId);
        await venue.settle();
        venue.port.replace(rests);
        await venue.settle();
        ensureEqual(last(venue), 'replace-rejected', 'the answer to a late replace');
      },
    },
  ];
}
