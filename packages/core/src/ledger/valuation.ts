import { addExact, type ExactSum, totalOf } from './exact-sum.ts';
import type { AccountState, LedgerState, PositionState } from './ledger-state.ts';
import { averagePriceOf, markOf, realizedOf, unrealizedAt } from './position-view.ts';

/** What an account is worth in one currency. */
export interface CurrencyValue {
  /** Balance, in this currency. */
  readonly cash: number;
  /** What the positions add to NAV, in this currency. */
  readonly positions: number;
  /** Base currency for one unit of this currency. */
  readonly rate: number;
}

/** An account valued at a time; see `PortfolioValued` for the fields shared with it. */
export interface AccountValuation {
  /** Account. */
  readonly account: string;
  /** Currency of every amount but those of `byCurrency`. */
  readonly baseCurrency: string;
  /** Net asset value. */
  readonly nav: number;
  /** Deposits, withdrawals, transfers in cash and kind since the previous valuation. */
  readonly netFlow: number;
  /** Sum of absolute position values (notional, also of futures and perpetuals). */
  readonly gross: number;
  /** Sum of signed position values. */
  readonly net: number;
  /** Instruments and currencies whose marks are missing or older than allowed, sorted. */
  readonly staleMarks: readonly string[];
  /** Share of gross value and absolute foreign cash that stands under those marks. */
  readonly staleShare: number;
  /** Time of the oldest mark used; the valuation time when none was needed. */
  readonly marksAt: number;
  /** The parts of NAV by currency: NAV is the sum of rate × (cash + positions). */
  readonly byCurrency: Readonly<Record<string, CurrencyValue>>;
}

/** No value without an exchange rate: nothing is assumed. */
export interface Unvaluable {
  /** Account. */
  readonly account: string;
  /** Currencies without an exchange rate to the base currency, sorted. */
  readonly missing: readonly string[];
}

/** Exact sums, so that the order in which positions were opened does not show. */
interface Tally {
  readonly worth: ExactSum;
  readonly gross: ExactSum;
  readonly net: ExactSum;
  readonly stale: ExactSum;
}

/**
 * What a position adds to NAV at a price: its whole value if fully paid, otherwise what its results
 * have not yet paid into cash.
 */
const worthOf = (position: PositionState, price: number): number => {
  const { terms, history, creditedPnl, variationMargin } = position;
  if (terms.settlement === 'paid') return terms.money(history.now.units, price);
  const result = realizedOf(position) + unrealizedAt(position, price);
  return result - creditedPnl - totalOf(variationMargin);
};

/** Values an account; pure. */
export function valueState(
  state: LedgerState,
  account: AccountState,
  at: number,
): AccountValuation | Unvaluable {
  const { baseCurrency } = account;
  const oldest = at - (state.config.maxMarkAgeMs ?? Number.POSITIVE_INFINITY);
  const tallies = new Map<string, Tally>();
  const stale = new Set<string>();
  let marksAt = Number.POSITIVE_INFINITY;
  const tally = (currency: string): Tally => {
    let found = tallies.get(currency);
    if (found === undefined) {
      found = { worth: [], gross: [], net: [], stale: [] };
      tallies.set(currency, found);
    }
    return found;
  };

  for (const position of account.positions.values()) {
    const { units } = position.history.now;
    if (units === 0 && position.terms.settlement === 'paid') continue;
    const mark = markOf(position, state.marks);
    // Never marked: at cost, and listed as stale.
    const price = mark?.price ?? averagePriceOf(position) ?? 0;
    const sums = tally(position.terms.currency);
    addExact(sums.worth, worthOf(position, price));
    if (units === 0) continue;
    const value = position.terms.money(units, price);
    addExact(sums.gross, Math.abs(value));
    addExact(sums.net, value);
    if (mark !== null) marksAt = Math.min(marksAt, mark.at);
    if (mark === null || mark.at < oldest) {
      stale.add(position.instrumentId);
      addExact(sums.stale, Math.abs(value));
    }
  }
  for (const [currency, sum] of account.cash) if (totalOf(sum) !== 0) tally(currency);
  for (const [currency, sum] of account.pendingFlow) if (totalOf(sum) !== 0) tally(currency);

  const nav: ExactSum = [];
  const byCurrency: Record<string, CurrencyValue> = {};
  const missing: string[] = [];
  const total = { gross: 0, net: 0, exposed: 0, stale: 0, netFlow: 0 };
  for (const currency of [...tallies.keys()].sort()) {
    const sums = tally(currency);
    const home = currency === baseCurrency;
    const quote = home ? { price: 1, at } : state.marks.rate(currency, baseCurrency);
    if (quote === null) {
      missing.push(currency);
      continue;
    }
    const rate = quote.price;
    const cash = totalOf(account.cash.get(currency) ?? []);
    const positions = totalOf(sums.worth);
    byCurrency[currency] = { cash, positions, rate };
    addExact(nav, rate * cash);
    addExact(nav, rate * positions);
    const gross = totalOf(sums.gross);
    const exposed = rate * (gross + (home ? 0 : Math.abs(cash)));
    total.gross += rate * gross;
    total.net += rate * totalOf(sums.net);
    total.exposed += exposed;
    total.netFlow += rate * totalOf(account.pendingFlow.get(currency) ?? []);
    if (!home) marksAt = Math.min(marksAt, quote.at);
    const staleRate = !home && quote.at < oldest;
    if (staleRate) stale.add(currency);
    total.stale += staleRate ? exposed : rate * totalOf(sums.stale);
  }
  if (missing.length > 0) return { account: account.account, missing };
  return {
    account: account.account,
    baseCurrency,
    nav: totalOf(nav),
    netFlow: total.netFlow,
    gross: total.gross,
    net: total.net,
    staleMarks: [...stale].sort(),
    staleShare: total.exposed === 0 ? 0 : total.stale / total.exposed,
    marksAt: Math.min(marksAt, at),
    byCurrency,
  };
}
