import type { PlannedSlice, SessionInterval } from '@plimsoll/core';
import type { MarketProfile } from '../market/market-profile.ts';
import type { ExecutionPlan, PlanExpectation } from './execution-plan.ts';
import type { Infeasible, PlanOrder, Scheduler } from './scheduler.ts';

/** What a plan was made from. */
export interface PlanInput {
  /** The order. */
  readonly order: PlanOrder;
  /** The market. */
  readonly market: MarketProfile;
  /** The scheduler; its impact model is what expectations are checked against. */
  readonly scheduler: Scheduler;
}

/** The part of a plan that is judged; anybody's slices will do. */
export type JudgedPlan =
  | Pick<ExecutionPlan, 'status' | 'lots' | 'slices' | 'expected'>
  | Infeasible;

/** One check of {@link verifyPlan}. */
export interface PlanCheck {
  /** What was checked. */
  readonly check: string;
  /** Whether it holds. */
  readonly holds: boolean;
  /** The figure found. */
  readonly value: number;
  /** What it was held against. */
  readonly bound: number;
}

/** The verdict on a plan. */
export interface PlanVerdict {
  /** Whether every check holds. */
  readonly verified: boolean;
  /** The checks, in order. */
  readonly checks: readonly PlanCheck[];
}

/** Relative tolerance of the recomputed expectation. */
const tolerance = 1e-9;

/** Trading time since a start, for times that mostly ascend: remembers where it was. */
const stopwatch = (
  sessions: readonly SessionInterval[],
  from: number,
): ((at: number) => number) => {
  if (sessions.length === 0) return (at) => at - from;
  const open = sessions.filter(({ kind, closeAt }) => kind === 'regular' && closeAt > from);
  let i = 0;
  let passed = 0;
  return (at) => {
    if (i > 0 && at < (open[i - 1]?.closeAt ?? 0)) {
      i = 0;
      passed = 0;
    }
    for (let next = open[i]; next !== undefined && next.closeAt <= at; next = open[i]) {
      passed += next.closeAt - Math.max(from, next.openAt);
      i++;
    }
    const current = open[i];
    if (current === undefined) return passed;
    return passed + Math.max(0, at - Math.max(from, current.openAt));
  };
};

/** Shortfall of trading the slices one after the other on a path without noise, and its variance. */
const walk = (
  { order, market, scheduler }: PlanInput,
  slices: readonly PlannedSlice[],
): { cost: number; variance: number } => {
  const { instrument, arrivalPrice, dailyVolatility, halfSpread, fees, tradingDayMs } = market;
  const { impact } = scheduler;
  const { side } = order;
  const sign = side === 'buy' ? 1 : -1;
  const lotSize = Number(instrument.lotSize);
  const elapsed = stopwatch(market.sessions, order.startAt);
  let price = arrivalPrice;
  let cost = 0;
  let weighted = 0;
  let variance = 0;
  for (const { startAt, endAt, lots } of slices) {
    const quantity = lots * lotSize;
    const days = elapsed(startAt) / tradingDayMs;
    const rate = quantity / (elapsed(endAt) / tradingDayMs - days);
    const concession = halfSpread + (impact?.temporary(rate, market) ?? 0);
    const fill = price + sign * concession;
    cost += sign * (fill - arrivalPrice) * quantity * instrument.multiplier;
    price += sign * (impact?.permanent(quantity, market) ?? 0);
    // Var(Σ n_j S(t_j)) = σ² Σ n_i n_j min(t_i, t_j), summed in order of time.
    variance += quantity * (2 * weighted + quantity * days);
    weighted += quantity * days;
    if (fees === null) continue;
    const fee = fees.fee({
      instrument,
      side,
      lots,
      price: arrivalPrice,
      liquidity: 'taker',
      volume30dNotional: 0,
    });
    if (fee.currency === instrument.quoteCurrency) cost += fee.amount;
  }
  const unit = dailyVolatility * arrivalPrice * instrument.multiplier;
  return { cost, variance: unit * unit * variance };
};

const near = (value: number, bound: number, scale: number): boolean =>
  Math.abs(value - bound) <= tolerance * Math.max(Math.abs(bound), scale);

const expectationChecks = (
  input: PlanInput,
  slices: readonly PlannedSlice[],
  expected: PlanExpectation,
): PlanCheck[] => {
  const { cost, variance } = walk(input, slices);
  const stdev = Math.sqrt(Math.max(0, variance));
  const value = (check: string, value: number, bound: number, scale: number): PlanCheck => ({
    check,
    holds: near(value, bound, scale),
    value,
    bound,
  });
  const parts =
    expected.spread + expected.temporaryImpact + expected.permanentImpact + expected.fees;
  const lambda = expected.riskAversion ?? 0;
  const notional =
    input.order.lots * Number(input.market.instrument.lotSize) * input.market.arrivalPrice;
  // Prices carry sixteen digits, so a shortfall is known to about 1e-15 of the notional, and a
  // standard deviation to the root of what cancels in the variance.
  const scale = notional * input.market.instrument.multiplier * 1e-5;
  return [
    value('expected cost', expected.cost, cost, scale),
    value('cost parts sum to the cost', parts, expected.cost, scale),
    value('standard deviation', expected.stdev, stdev, scale * 10),
    value('utility', expected.utility, cost + lambda * variance, scale),
  ];
};

/**
 * Judges a plan against order, market and model without using the code that made it: whole lots in
 * ascending, separate slices inside the order's time, the exact total, the minimum lots, and the
 * expectation recomputed by walking the slices along a path without noise and by the covariance
 * form of the variance. It also judges refusals that are facts about the order alone; refusals of
 * a scheduler are its own and do not verify.
 */
export function verifyPlan(input: PlanInput, outcome: JudgedPlan): PlanVerdict {
  const { order, market } = input;
  const { minLots } = market.instrument;
  const checks: PlanCheck[] = [];
  const add = (check: string, holds: boolean, value: number, bound: number): void => {
    checks.push({ check, holds, value, bound });
  };
  if (outcome.status === 'infeasible') {
    const trading = stopwatch(market.sessions, order.startAt)(order.endAt);
    const { minNotional, lotSize, multiplier } = market.instrument;
    const value = order.lots * Number(lotSize) * market.arrivalPrice * multiplier;
    const tooSmall =
      order.lots < minLots || value * 0.95 < minNotional || order.limitPrice !== null;
    const known: Record<string, boolean> = {
      'execution/zero-lots': order.lots === 0,
      'execution/no-trading-time': trading <= 0,
      'execution/below-minimum': tooSmall,
    };
    add(outcome.reason.code, known[outcome.reason.code] ?? false, order.lots, minLots);
    add(
      'shortfall is the whole order',
      outcome.shortfallLots === order.lots,
      outcome.shortfallLots,
      order.lots,
    );
  } else {
    let total = 0;
    let least = Number.POSITIVE_INFINITY;
    let last = order.startAt;
    let whole = true;
    let ordered = true;
    for (const { startAt, endAt, lots } of outcome.slices) {
      total += lots;
      least = Math.min(least, lots);
      whole &&= Number.isSafeInteger(lots);
      ordered &&= startAt >= last && endAt > startAt;
      last = endAt;
    }
    add('lots are whole', whole, outcome.slices.length, outcome.slices.length);
    add(
      'slices sum to the order',
      total === order.lots && outcome.lots === order.lots,
      total,
      order.lots,
    );
    add('slices reach the minimum', least >= Math.max(1, minLots), least, Math.max(1, minLots));
    add('slices follow one another', ordered, outcome.slices.length, outcome.slices.length);
    add('slices end inside the order', last <= order.endAt, last, order.endAt);
    if (outcome.expected !== null) {
      checks.push(...expectationChecks(input, outcome.slices, outcome.expected));
    }
  }
  return { verified: checks.every((check) => check.holds), checks };
}
