import type { Bar, Vocabulary } from '@plimsoll/core';
import type { SimulationEvent } from '@plimsoll/core/host';
import type { IndexDay, MarketData, MonthEnd } from '../data/market-data.ts';
import { instrumentsOf } from './instruments.ts';
import { ACCOUNT, assumptions, INDEX, STRATEGY, UNIVERSE } from './run-options.ts';

/** Source of market data on the bus. */
export const FEED = 'feed';
/** Source of the person who resets a halted machine. */
export const OPERATIONS = 'operations';

type Input = SimulationEvent<Vocabulary>;

const bar = (
  instrumentId: string,
  openAt: number,
  closeAt: number,
  levels: { readonly high: number; readonly low: number; readonly close: number },
  price: Bar['price'],
  adjusted: boolean,
): Bar => ({
  instrumentId,
  openAt,
  closeAt,
  knownAt: closeAt,
  // Neither source has an opening price worth the name; no part of the pipeline reads it.
  open: levels.close,
  high: levels.high,
  low: levels.low,
  close: levels.close,
  volume: null,
  price,
  adjusted,
  session: 'regular',
  final: true,
  revision: 0,
});

const indexInput = (day: IndexDay): Input => ({
  at: day.closeAt,
  type: 'market.bar',
  payload: bar(INDEX, day.openAt, day.closeAt, day, 'index', false),
  source: FEED,
});

const monthInputs = (
  market: MarketData,
  month: MonthEnd,
  previous: MonthEnd | undefined,
): Input[] => {
  const openAt = previous?.closeAt ?? month.closeAt - 1;
  const joining = market.assets.filter(
    (asset) => month.prices[asset] !== undefined && previous?.prices[asset] === undefined,
  );
  const inputs: Input[] = [];
  if (joining.length > 0 && previous !== undefined) {
    inputs.push({
      at: month.closeAt,
      type: 'universe.changed',
      payload: { universe: UNIVERSE, added: joining, removed: [], reason: 'first price' },
      source: FEED,
    });
  }
  for (const asset of market.assets) {
    const close = month.prices[asset];
    if (close === undefined) continue;
    inputs.push({
      at: month.closeAt,
      type: 'market.bar',
      payload: bar(
        asset,
        openAt,
        month.closeAt,
        { high: close, low: close, close },
        'trade',
        market.kind === 'adjusted',
      ),
      source: FEED,
    });
  }
  return inputs;
};

const resetRequest = (at: number, count: number): Input => ({
  at,
  type: 'risk.reset-requested',
  payload: {
    requestId: `operations-0-${(count + 1).toString(36)}`,
    by: 'risk officer (scripted)',
    reason: `Scheduled review ${assumptions.resetAfterMonths} months after the halt: limits re-approved`,
    machine: 'drawdown',
    scope: {},
  },
  source: OPERATIONS,
});

/** What the inputs need to know of the running system: the scripted person looks at its state. */
export interface Watch {
  /** Time at which the drawdown machine halted, or `null` while it has not. */
  haltedAt(): number | null;
}

/** First moment of the data. */
export function startOf(market: MarketData): number {
  return Math.min(
    market.index?.days[0]?.openAt ?? Number.POSITIVE_INFINITY,
    market.months[0]?.closeAt ?? Number.POSITIVE_INFINITY,
  );
}

const windDown = (at: number): Input => ({
  at,
  type: 'policy.change-requested',
  payload: {
    requestId: 'operations-0-0',
    by: 'desk (scripted)',
    reason: 'The data ends here: no decision without a month to hold it',
    agent: STRATEGY,
    policy: { deciding: false },
  },
  source: OPERATIONS,
});

/**
 * Everything that comes from outside, in order of time: definitions and the opening deposit, a bar
 * a day for the index, a bar a month for each asset at the close of its last trading day, and the
 * reset that a person asks for at the first month end {@link assumptions.resetAfterMonths} months
 * after a halt.
 */
export function* inputsOf(market: MarketData, watch: Watch): Generator<Input> {
  const startAt = startOf(market);
  for (const instrument of instrumentsOf(market, startAt)) {
    yield { at: startAt, type: 'market.instrument-defined', payload: { instrument }, source: FEED };
  }
  yield {
    at: startAt,
    type: 'account.cash-flowed',
    payload: {
      flowId: 'opening',
      account: ACCOUNT,
      kind: 'deposit',
      currency: assumptions.currency,
      amount: assumptions.openingCash,
      instrumentId: null,
      occurredAt: startAt,
    },
    source: FEED,
  };
  const days = market.index?.days ?? [];
  let nextDay = 0;
  let resets = 0;
  let monthsHalted = 0;
  for (const [index, month] of market.months.entries()) {
    for (
      ;
      nextDay < days.length && (days[nextDay] as IndexDay).closeAt <= month.closeAt;
      nextDay++
    ) {
      yield indexInput(days[nextDay] as IndexDay);
    }
    if (watch.haltedAt() === null) monthsHalted = 0;
    else if (++monthsHalted >= assumptions.resetAfterMonths) {
      yield resetRequest(month.closeAt, resets++);
      monthsHalted = 0;
    }
    if (index === market.months.length - 1) yield windDown(month.closeAt);
    yield* monthInputs(market, month, market.months[index - 1]);
  }
}
