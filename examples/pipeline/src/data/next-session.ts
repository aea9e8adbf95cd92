import type { MarketData, TradingDay } from './market-data.ts';
import { sessionOf } from './new-york-time.ts';
import { nextWeekday } from './weekdays.ts';

/** The session after `day`: the next of the data's own days, or the next weekday where it has none. */
export function nextSession(market: MarketData, day: string): TradingDay {
  const following = market.days.find((candidate) => candidate.day > day);
  const weekday = nextWeekday(day);
  // Monthly data knows only month ends, which are no sessions to trade in.
  return following !== undefined && Date.parse(following.day) - Date.parse(day) <= 7 * 86_400_000
    ? following
    : sessionOf(weekday);
}
