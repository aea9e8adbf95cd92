import type { AccountEvents } from './account-events.ts';
import type { CalendarEvents } from './calendar-events.ts';
import type { ChildEvents } from './child-events.ts';
import type { FillEvents } from './fill-events.ts';
import type { MarketEvents } from './market-events.ts';
import type { OrderEvents } from './order-events.ts';
import type { PortfolioEvents } from './portfolio-events.ts';
import type { RegimeEvents } from './regime-events.ts';
import type { RiskEvents } from './risk-events.ts';
import type { SignalEvents } from './signal-events.ts';
import type { SystemEvents } from './system-events.ts';
import type { UniverseEvents } from './universe-events.ts';
import type { VenueEvents } from './venue-events.ts';

/** The whole shared vocabulary. A host extends it with private families of its own. */
export interface Vocabulary
  extends MarketEvents,
    CalendarEvents,
    UniverseEvents,
    SignalEvents,
    RegimeEvents,
    AccountEvents,
    PortfolioEvents,
    OrderEvents,
    ChildEvents,
    FillEvents,
    VenueEvents,
    RiskEvents,
    SystemEvents {}
