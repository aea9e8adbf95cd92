import type { Demand } from './plan-orders.ts';

/**
 * Cuts buys in proportion until they fit the cash, then gives single lots back to those that lost most,
 * lowest instrument first among equals. Returns what the buys cost.
 */
export function trimBuys(demands: readonly Demand[], available: number, factor: number): number {
  const buys = demands.filter(({ lots }) => lots > 0);
  const costOf = ({ read, lots }: Demand): number => lots * read.lotValue * factor;
  const wanted = buys.reduce((sum, buy) => sum + costOf(buy), 0);
  if (wanted <= available) return wanted;
  const share = available / wanted;
  const lost = buys.map((buy) => {
    const exact = buy.lots * share;
    const whole = Math.floor(exact);
    const entry = { buy, wanted: buy.lots, fraction: exact - whole };
    buy.lots = whole;
    buy.reason = 'cash';
    return entry;
  });
  let spent = buys.reduce((sum, buy) => sum + costOf(buy), 0);
  lost.sort((a, b) => b.fraction - a.fraction);
  for (const { buy, wanted: most } of lost) {
    const one = buy.read.lotValue * factor;
    if (buy.lots < most && spent + one <= available) {
      buy.lots += 1;
      spent += one;
    }
  }
  for (const { buy } of lost) {
    const { minLots, minNotional } = buy.read.instrument;
    if (buy.lots > 0 && (buy.lots < minLots || buy.lots * buy.read.lotValue < minNotional)) {
      spent -= costOf(buy);
      buy.lots = 0;
    }
  }
  return spent;
}
