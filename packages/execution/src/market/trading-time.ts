import { misuse, type SessionInterval, type UnixMs } from '@plimsoll/core';

/** Equal parts of trading time. */
export interface TimeCuts {
  /** Start of each part. */
  readonly startAt: UnixMs[];
  /** End of each part. */
  readonly endAt: UnixMs[];
}

/**
 * Clock time against trading time, for one list of sessions. Only `regular` intervals count;
 * breaks, nights and auctions take no trading time. An empty list means trading never stops.
 */
export interface TradingTime {
  /** Trading milliseconds between `from` and `to`; negative when `to` is earlier. */
  between(from: UnixMs, to: UnixMs): number;
  /**
   * The earliest time at which `elapsedMs` of trading time have passed since `from`: the close
   * of a session rather than the open of the next. `null` when the sessions end before.
   */
  endOf(from: UnixMs, elapsedMs: number): UnixMs | null;
  /**
   * As {@link endOf}, but the open of the next session rather than the close of one.
   */
  startOf(from: UnixMs, elapsedMs: number): UnixMs | null;
  /**
   * Cuts `totalMs` of trading time from `from` on into `count` equal parts: where each starts and
   * ends, by the conventions of {@link startOf} and {@link endOf}.
   */
  cut(from: UnixMs, totalMs: number, count: number): TimeCuts;
  /** Whether trading is open at `at`; opens are inclusive, closes exclusive. */
  isOpen(at: UnixMs): boolean;
  /** `at` itself while trading is open, else the next open; `null` when there is none. */
  nextOpen(at: UnixMs): UnixMs | null;
}

const always: TradingTime = {
  between: (from, to) => to - from,
  endOf: (from, elapsedMs) => from + elapsedMs,
  startOf: (from, elapsedMs) => from + elapsedMs,
  cut(from, totalMs, count) {
    const startAt = new Array<number>(count);
    const endAt = new Array<number>(count);
    for (let k = 0; k < count; k++) {
      startAt[k] = from + (k * totalMs) / count;
      endAt[k] = from + ((k + 1) * totalMs) / count;
    }
    return { startAt, endAt };
  },
  isOpen: () => true,
  nextOpen: (at) => at,
};

const check = (sessions: readonly SessionInterval[]): void => {
  let last = Number.NEGATIVE_INFINITY;
  sessions.forEach((session, index) => {
    if (!(session.openAt >= last && session.closeAt > session.openAt)) {
      misuse(
        'execution/bad-sessions',
        ['sessions', index],
        session.openAt,
        'List sessions in ascending order, each closing after it opens, none overlapping.',
      );
    }
    last = session.closeAt;
  });
};

/**
 * Indexes sessions for conversion between clock time and trading time; each call afterwards is
 * a binary search.
 *
 * @throws PlimsollError `execution/bad-sessions` when they are out of order or overlap.
 */
export function tradingTime(sessions: readonly SessionInterval[]): TradingTime {
  if (sessions.length === 0) return always;
  const regular = sessions.filter((session) => session.kind === 'regular');
  check(regular);
  const opens = regular.map((session) => session.openAt);
  const closes = regular.map((session) => session.closeAt);
  // before[i]: trading time before session i opens; one more entry holds the total.
  const before = [0];
  for (let i = 0; i < opens.length; i++) {
    before.push((before[i] as number) + (closes[i] as number) - (opens[i] as number));
  }

  /** Number of entries of `ascending` that are ≤ `value`. */
  const countUpTo = (ascending: readonly number[], value: number): number => {
    let low = 0;
    let high = ascending.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ascending[middle] as number) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const sinceFirst = (at: UnixMs): number => {
    const opened = countUpTo(opens, at);
    if (opened === 0) return 0;
    const i = opened - 1;
    return (before[i] as number) + Math.min(at, closes[i] as number) - (opens[i] as number);
  };

  return {
    between: (from, to) => sinceFirst(to) - sinceFirst(from),
    endOf(from, elapsedMs) {
      const wanted = sinceFirst(from) + elapsedMs;
      if (wanted > (before[opens.length] as number)) return null;
      const i = Math.max(0, countUpTo(before, wanted) - 1);
      // Exactly at a boundary the earlier session has just closed.
      const session = i > 0 && before[i] === wanted ? i - 1 : i;
      return (opens[session] as number) + wanted - (before[session] as number);
    },
    startOf(from, elapsedMs) {
      const wanted = sinceFirst(from) + elapsedMs;
      if (!(wanted < (before[opens.length] as number))) return null;
      const session = countUpTo(before, wanted) - 1;
      return (opens[session] as number) + wanted - (before[session] as number);
    },
    cut(from, totalMs, count) {
      const first = sinceFirst(from);
      const startAt = new Array<number>(count);
      const endAt = new Array<number>(count);
      let session = 0;
      const advance = (wanted: number): void => {
        while (session + 1 < opens.length && (before[session + 1] as number) <= wanted) session++;
      };
      const clock = (wanted: number): number =>
        (opens[session] as number) + wanted - (before[session] as number);
      advance(first);
      for (let k = 0; k < count; k++) {
        startAt[k] = clock(first + (k * totalMs) / count);
        const end = first + ((k + 1) * totalMs) / count;
        // An end on a boundary belongs to the session that closes there, the next start does not.
        while (session + 1 < opens.length && (before[session + 1] as number) < end) session++;
        endAt[k] = clock(end);
        advance(end);
      }
      return { startAt, endAt };
    },
    isOpen(at) {
      const opened = countUpTo(opens, at);
      return opened > 0 && at < (closes[opened - 1] as number);
    },
    nextOpen(at) {
      const opened = countUpTo(opens, at);
      if (opened > 0 && at < (closes[opened - 1] as number)) return at;
      return opens[opened] ?? null;
    },
  };
}
