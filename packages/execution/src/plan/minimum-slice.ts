import type { MarketProfile } from '../market/market-profile.ts';
import { lotQuantity } from '../market/market-profile.ts';

/** Defaults of planning. */
export const planDefaults: {
  /**
   * How far the price may fall before a slice of minimum notional drops below it, a fraction;
   * venues judge the minimum at the price of the moment.
   */
  readonly minNotionalMargin: number;
} = { minNotionalMargin: 0.05 };

/**
 * Least lots a slice may have: the instrument's minimum, and enough that its value reaches the
 * minimum notional at the worst price, the lower of the limit and the arrival price less a margin.
 */
export function minimumSliceLots(market: MarketProfile, limitPrice: number | null): number {
  const { instrument, arrivalPrice } = market;
  const least = Math.max(1, instrument.minLots);
  if (instrument.minNotional <= 0) return least;
  const cautious = arrivalPrice * (1 - planDefaults.minNotionalMargin);
  const worstPrice = limitPrice === null ? cautious : Math.min(limitPrice, cautious);
  const lotValue = lotQuantity(instrument) * worstPrice * instrument.multiplier;
  return Math.max(least, Math.ceil(instrument.minNotional / lotValue));
}
