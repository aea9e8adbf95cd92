// Trading time: look-ups in session calendars, day rolls.

export { dayLabel, dayNumber, weekday } from './calendar/calendar-day.ts';
export {
  type CalendarMoment,
  calendarMoments,
  type DayBounds,
  type RollingDay,
  rollingDayAt,
  rollingDayDefaults,
  tradingDayAt,
} from './calendar/day-rolls.ts';
export { defineCalendar } from './calendar/define-calendar.ts';
export {
  nextSession,
  previousSession,
  sessionAt,
  sessionsBetween,
  tradingDays,
  tradingMsBetween,
} from './calendar/sessions.ts';
