import type { Liquidity } from '../domain/fill.ts';
import type { Reason } from '../domain/limit-check.ts';
import type { Lots, UnixMs } from '../domain/units.ts';

/** What a venue does with a replace: amend in place, or cancel and new, or nobody knows. */
export type ReplaceSemantics = 'amend-total' | 'cancel-new' | 'unknown';

/** Fields every report of a venue carries. */
export interface VenueReportBase {
  /** Venue. */
  readonly venue: string;
  /** Child it concerns. */
  readonly childId: string;
  /** When the venue says it happened. */
  readonly occurredAt: UnixMs;
}

/** The only raw input from a venue, by `kind`. */
export type VenueReported = VenueReportBase &
  (
    | {
        /** The order stands at the venue. */
        readonly kind: 'acknowledged';
        /** The venue's own id, or `null`. */
        readonly venueOrderId: string | null;
      }
    | {
        /** The order was refused. */
        readonly kind: 'rejected';
        /** `permanent`: stop; `sizing`: re-slice; `transient`: back off and retry. */
        readonly severity: 'permanent' | 'sizing' | 'transient';
        /** Why. */
        readonly reason: Reason;
      }
    | {
        /** A replace took effect. */
        readonly kind: 'replaced';
        /** Total quantity now. */
        readonly lots: Lots;
        /** Limit price now, or `null`. */
        readonly limitPrice: number | null;
      }
    | {
        /** A trade. */
        readonly kind: 'filled';
        /** The venue's id of the fill. */
        readonly fillId: string;
        /** Quantity of this fill. */
        readonly lots: Lots;
        /** Price. */
        readonly price: number;
        /** Fee, positive when paid. */
        readonly fee: number;
        /** Currency of the fee. */
        readonly feeCurrency: string;
        /** Liquidity flag. */
        readonly liquidity: Liquidity;
        /** Child's total as the venue counts it, or `null`. */
        readonly cumulativeLots: Lots | null;
      }
    | {
        /** The remainder was cancelled. */
        readonly kind: 'cancelled';
        /** Child's total as the venue counts it, or `null`. */
        readonly cumulativeLots: Lots | null;
      }
    | {
        /** The remainder expired. */
        readonly kind: 'expired';
        /** Child's total as the venue counts it, or `null`. */
        readonly cumulativeLots: Lots | null;
      }
    | {
        /** A cancel was refused; the order may still trade. */
        readonly kind: 'cancel-rejected';
        /** Why. */
        readonly reason: Reason;
      }
    | {
        /** A replace was refused; the old order stands. */
        readonly kind: 'replace-rejected';
        /** Why. */
        readonly reason: Reason;
      }
    | {
        /** Answer to a query: the venue has never seen this child. */
        readonly kind: 'not-found';
      }
    | {
        /** Answer to a query: how the child stands. */
        readonly kind: 'status';
        /** Whether it is still working. */
        readonly working: boolean;
        /** Child's total as the venue counts it. */
        readonly cumulativeLots: Lots;
        /** Total quantity as the venue counts it. */
        readonly lots: Lots;
      }
  );

/** The connection to a venue changed. */
export interface VenueStateChanged {
  /** Venue. */
  readonly venue: string;
  /** State now. */
  readonly state: 'connected' | 'degraded' | 'disconnected' | 'closed';
  /** How it treats replaces. */
  readonly replaceSemantics: ReplaceSemantics;
  /** One sentence for a person, or `null`. */
  readonly detail: string | null;
}

/** Open orders and fills of a venue were compared with ours. */
export interface VenueReconciled {
  /** Venue. */
  readonly venue: string;
  /** Children the venue knows and we did not, or that differ. */
  readonly differences: readonly { readonly childId: string; readonly detail: string }[];
}

/** Venue family. Subject: venue. */
export interface VenueEvents {
  /** A raw report. */
  readonly 'venue.reported': VenueReported;
  /** The connection changed. */
  readonly 'venue.state-changed': VenueStateChanged;
  /** A reconciliation ended. */
  readonly 'venue.reconciled': VenueReconciled;
}
