import type { Cash, FxMark, Position, PositionBucket } from '../domain/position.ts';
import type { UnixMs } from '../domain/units.ts';
import type { AccountBreak } from '../events/account-events.ts';
import { totalOf } from './exact-sum.ts';
import type { AccountState, LedgerState, Purse } from './ledger-state.ts';
import { viewPosition } from './position-view.ts';

/** Amounts by currency. */
export type Amounts = Readonly<Record<string, number>>;

/** One account as plain JSON. */
export interface AccountView {
  /** Account. */
  readonly account: string;
  /** Whether longs and shorts net. */
  readonly positionMode: 'netting' | 'hedge';
  /** Money, with the exchange rates that value it. */
  readonly cash: Cash;
  /** Every position ever held, flat ones too: they carry realised results. Sorted by instrument. */
  readonly positions: readonly Position[];
  /** Realised results by quote currency, fees apart. */
  readonly realizedPnl: Amounts;
  /** Results of open positions by quote currency; positions without a mark count nothing. */
  readonly unrealizedPnl: Amounts;
  /** Fees of fills as charged, coin fees in coin; rebates negative. */
  readonly fees: Amounts;
  /** Cash flows since inception by kind and currency. */
  readonly flows: Readonly<Record<string, Amounts>>;
  /** Value of holdings transferred or corrected outright, at the price they were taken at. */
  readonly transferredInKind: Amounts;
  /** Highest flow-adjusted NAV, or `null` before the first valuation above zero. */
  readonly peakNav: number | null;
  /** Differences with the last statement; entries should wait until there are none. */
  readonly breaks: readonly AccountBreak[];
  /** Present of the account, or `null` before its first event. */
  readonly at: UnixMs | null;
}

const amountsOf = (purse: Purse): Amounts =>
  Object.fromEntries([...purse].sort(byKey).map(([currency, sum]) => [currency, totalOf(sum)]));

const byKey = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  a[0] < b[0] ? -1 : 1;

const sumBy = (
  positions: readonly (readonly [currency: string, amount: number | null])[],
): Amounts => {
  const sums = new Map<string, number>();
  for (const [currency, amount] of positions) {
    if (amount !== null) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return Object.fromEntries([...sums].sort(byKey));
};

/** An account as everybody sees it. */
export function viewAccount(state: LedgerState, account: AccountState): AccountView {
  const held = [...account.positions].sort((a, b) => {
    const [left, right] = [a[1].instrumentId, b[1].instrumentId];
    return left === right ? byKey(a, b) : left < right ? -1 : 1;
  });
  const viewed = held.map(
    ([, position]) =>
      [position.terms.currency, viewPosition(account.account, position, state.marks)] as const,
  );
  const currencies = new Set([...account.cash.keys(), ...viewed.map(([currency]) => currency)]);
  const fxMarks: Record<string, FxMark> = {};
  for (const currency of [...currencies].sort()) {
    const rate = state.marks.rate(currency, account.baseCurrency);
    if (currency !== account.baseCurrency && rate !== null) {
      fxMarks[currency] = { currency, rate: rate.price, markAt: rate.at };
    }
  }
  return {
    account: account.account,
    positionMode: account.positionMode,
    cash: { amounts: amountsOf(account.cash), baseCurrency: account.baseCurrency, fxMarks },
    positions: viewed.map(([, position]) => position),
    realizedPnl: sumBy(viewed.map(([currency, { realizedPnl }]) => [currency, realizedPnl])),
    unrealizedPnl: sumBy(viewed.map(([currency, { unrealizedPnl }]) => [currency, unrealizedPnl])),
    fees: amountsOf(account.fees),
    flows: Object.fromEntries(
      [...account.flows].sort(byKey).map(([kind, purse]) => [kind, amountsOf(purse)]),
    ),
    transferredInKind: amountsOf(account.inKind),
    peakNav: account.peakNav,
    breaks: account.breaks,
    at: Number.isFinite(account.latestAt) ? account.latestAt : null,
  };
}

/** The position of an instrument, or `null` if it was never held. */
export function positionOf(
  account: AccountView,
  instrumentId: string,
  bucket: PositionBucket = 'net',
): Position | null {
  const { positions } = account;
  return positions.find((p) => p.instrumentId === instrumentId && p.bucket === bucket) ?? null;
}

/** Units held in an instrument, buckets netted; 0 if it was never held. */
export function unitsOf(account: AccountView, instrumentId: string): number {
  let units = 0;
  for (const position of account.positions) {
    if (position.instrumentId === instrumentId) units += position.signedUnits;
  }
  return units;
}

/** Balance of a currency; 0 if there never was any. */
export function balanceOf(account: AccountView, currency: string): number {
  const { amounts } = account.cash;
  return Object.hasOwn(amounts, currency) ? (amounts[currency] as number) : 0;
}
