import { approve } from './approve.ts';
import type { Desk } from './desk.ts';
import type { ExecutorEvent } from './executor-messages.ts';
import { gateAnswered } from './gate-answers.ts';
import type { Parent } from './parent.ts';
import { amend, control, correct } from './requests.ts';
import { venueReported } from './venue-reports.ts';

/** Handles one event; returns the parents that it touched. */
export function dispatch(desk: Desk, event: ExecutorEvent): Iterable<Parent | null> {
  switch (event.type) {
    case 'market.instrument-defined':
      desk.market.define(event.payload.instrument);
      return [...desk.parents.values()].filter(
        ({ order }) => order.instrumentId === event.payload.instrument.instrumentId,
      );
    case 'market.bar':
      desk.market.bar(event.payload);
      return [];
    case 'market.quote':
      desk.market.quote(event.payload);
      return [];
    case 'order.approved':
      return [approve(desk, event.payload)];
    case 'order.amend-approved':
      return [amend(desk, event.payload.requestId, event.payload.order)];
    case 'order.control-requested':
      return [control(desk, event.payload)];
    case 'child.approved':
      return [gateAnswered(desk, event.payload.child.childId, event.payload.action, null)];
    case 'child.rejected': {
      const { child, action, reasons } = event.payload;
      const message = reasons[0]?.message ?? 'The gate gave no reason.';
      return [gateAnswered(desk, child.childId, action, { message })];
    }
    case 'venue.reported':
      return [venueReported(desk, event.payload)];
    case 'venue.state-changed': {
      const { venue, state } = event.payload;
      if (state === 'connected' || state === 'degraded') desk.closed.delete(venue);
      else desk.closed.add(venue);
      return [...desk.parents.values()].filter(
        ({ order }) => (order.venue ?? desk.venue) === venue,
      );
    }
    case 'fill.corrected':
      return [correct(desk, event.payload.original)];
    case 'fill.busted':
      return [correct(desk, event.payload.fill)];
    case 'wake': {
      const parent = desk.parents.get(event.payload.orderId) ?? null;
      if (parent !== null) parent.wakeAt = null;
      return [parent];
    }
    case 'policy':
      desk.policy = event.payload;
      return [...desk.parents.values()];
  }
}
