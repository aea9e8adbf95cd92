import type { VenueReported } from '@plimsoll/core';
import { bookFill, isLive, works } from './book-fill.ts';
import { endChild, expectAnswer, queryChild } from './children.ts';
import { type Desk, moveChild, publish, reason } from './desk.ts';
import { occupy, release } from './lot-account.ts';
import { type Child, isFinal, leavesOf, type Parent } from './parent.ts';
import { rejected } from './rejects.ts';

type Report<K extends VenueReported['kind']> = Extract<VenueReported, { kind: K }>;

const differs = (desk: Desk, venue: string, childId: string, detail: string): void => {
  publish(desk, 'venue.reconciled', { venue, differences: [{ childId, detail }] });
};

/** Whether a venue throws a child out before its time, untouched: sending it again at once would spin. */
const isUnasked = (desk: Desk, child: Child): boolean => {
  const { expireAt, timeInForce } = child.order;
  const early = expireAt === null ? timeInForce !== 'ioc' : desk.at < expireAt;
  return early && child.state !== 'pending-cancel' && child.filledLots === 0;
};

/** The venue says the child trades no more; fills it counts and we do not are still to come. */
const ended = (
  desk: Desk,
  parent: Parent,
  child: Child,
  state: 'cancelled' | 'expired',
  cumulativeLots: number | null,
): void => {
  if (!isLive(parent, child)) return;
  const total = cumulativeLots ?? child.filledLots;
  if (total < child.filledLots) {
    const detail = `The venue counts ${total} lots filled, we count ${child.filledLots}.`;
    differs(desk, child.order.venue, child.order.childId, detail);
  }
  if (total <= child.filledLots) {
    const unasked = isUnasked(desk, child);
    endChild(desk, parent, child, state, null);
    if (unasked) {
      const why = reason('execution/ended-early', `The venue ended it early: ${state}.`);
      rejected(desk, parent, child, 'transient', why);
    }
    return;
  }
  const lots = Math.min(total, child.lots);
  release(parent, child.lots - lots);
  child.lots = lots;
  child.endsAs = lots < child.order.lots ? state : null;
  const why = reason('execution/missing-fills', 'The venue counts fills that have not arrived.');
  if (child.state !== 'pending-cancel') moveChild(desk, child, 'pending-cancel', why);
  expectAnswer(desk, child);
};

const resized = (parent: Parent, child: Child, lots: number): void => {
  const total = Math.max(lots, child.filledLots);
  if (total < child.lots) release(parent, child.lots - total);
  else occupy(parent, total - child.lots);
  child.lots = total;
};

const notFound = (desk: Desk, parent: Parent, child: Child): void => {
  if (!isLive(parent, child)) return;
  const why = reason('execution/not-found', 'The venue has never seen it.');
  child.lost = true;
  if (child.filledLots > 0 || child.state === 'pending-cancel') {
    endChild(desk, parent, child, 'cancelled', why);
    return;
  }
  endChild(desk, parent, child, 'rejected', why);
  if (!isFinal(parent.state)) rejected(desk, parent, child, 'transient', why);
};

const status = (desk: Desk, parent: Parent, child: Child, report: Report<'status'>): void => {
  if (!report.working) {
    ended(desk, parent, child, 'cancelled', report.cumulativeLots);
    return;
  }
  works(desk, parent, child);
  if (isLive(parent, child) && child.endsAs === null) resized(parent, child, report.lots);
  if (child.state === 'pending-cancel' && child.endsAs === null) {
    // The cancel got lost on the way: ask again.
    publish(desk, 'child.requested', { child: child.order, action: 'cancel' });
  }
};

const cancelRefused = (desk: Desk, child: Child, report: Report<'cancel-rejected'>): void => {
  if (child.state !== 'pending-cancel' || child.endsAs !== null) return;
  moveChild(desk, child, 'working', report.reason);
  child.cancelAfter = desk.at + desk.policy.retryDelayMs;
  queryChild(desk, child);
};

/** Books what a venue reports. Reports about unknown children are answered, never dropped. */
export function venueReported(desk: Desk, report: VenueReported): Parent | null {
  const known = desk.children.get(report.childId);
  if (known === undefined || known.child.order.venue !== report.venue) {
    differs(desk, report.venue, report.childId, `Not one of ours: ${report.kind}.`);
    return null;
  }
  const { parent, child } = known;
  const live = isLive(parent, child);
  switch (report.kind) {
    case 'acknowledged':
      works(desk, parent, child);
      break;
    case 'filled':
      bookFill(desk, parent, child, report);
      break;
    case 'rejected':
      if (!live) break;
      endChild(desk, parent, child, 'rejected', report.reason);
      rejected(desk, parent, child, report.severity, report.reason);
      break;
    case 'cancelled':
    case 'expired':
      ended(desk, parent, child, report.kind, report.cumulativeLots);
      break;
    case 'replaced':
      if (live) resized(parent, child, report.lots);
      if (live && leavesOf(child) === 0) endChild(desk, parent, child, 'cancelled', null);
      break;
    case 'not-found':
      notFound(desk, parent, child);
      break;
    case 'status':
      status(desk, parent, child, report);
      break;
    case 'cancel-rejected':
      cancelRefused(desk, child, report);
      break;
    case 'replace-rejected':
      differs(desk, report.venue, report.childId, 'A replace we never sent was refused.');
      break;
  }
  return parent;
}
