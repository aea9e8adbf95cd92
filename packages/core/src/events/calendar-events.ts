import type { SessionKind } from '../domain/session-calendar.ts';
import type { UnixMs } from '../domain/units.ts';

/** A session began or ended. */
export interface SessionMoved {
  /** Calendar. */
  readonly calendarId: string;
  /** Trading day, `YYYY-MM-DD`. */
  readonly day: string;
  /** Kind of session. */
  readonly kind: SessionKind;
  /** Start of the session. */
  readonly openAt: UnixMs;
  /** End of the session. */
  readonly closeAt: UnixMs;
}

/** The one definition of a new day for loss limits, DAY orders, funding and valuation. */
export interface DayRolled {
  /** Calendar. */
  readonly calendarId: string;
  /** The day that begins, `YYYY-MM-DD`. */
  readonly day: string;
  /** The day that ended, or `null` at the first roll. */
  readonly previousDay: string | null;
}

/** Calendar family. Subject: calendarId. */
export interface CalendarEvents {
  /** A session began. */
  readonly 'session.opened': SessionMoved;
  /** A session ended. */
  readonly 'session.closed': SessionMoved;
  /** A new day began. */
  readonly 'day.rolled': DayRolled;
}
