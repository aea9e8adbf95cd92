import { checkInteger, checkNumber, createRandom, type Definition } from '@plimsoll/core';

/** Where a path begins. */
export interface PathStart {
  /** Price at the beginning. */
  readonly price: number;
  /** Standard deviation of the daily return, a fraction. */
  readonly dailyVolatility: number;
  /** Seed of the venue. */
  readonly seed: number;
  /** What tells this path from others under the seed, e.g. instrument and time. */
  readonly stream: string;
}

/** One path under way; times must not descend. */
export interface PathWalk {
  /** Price after `elapsedDays` of trading time. */
  priceAt(elapsedDays: number): number;
}

/** Seam: how prices move in a simulation between the market data there is. */
export interface PricePath extends Definition {
  /** Begins a path; the same start gives the same path. */
  walk(start: PathStart): PathWalk;
}

/** Options of {@link brownianPath}. */
export interface BrownianPathOptions {
  /** Steps of a full trading day; prices are constant within a step. @defaultValue brownianPathDefaults.stepsPerDay */
  readonly stepsPerDay?: number;
  /** Daily volatility, a fraction. @defaultValue that of the venue's profiler */
  readonly dailyVolatility?: number;
}

/** Defaults of {@link brownianPath}. */
export const brownianPathDefaults: { readonly stepsPerDay: number } = { stepsPerDay: 390 };

/** Prices never fall below this share of the starting price. */
const floorShare = 0.01;

/**
 * Arithmetic Brownian motion without drift: each step adds σ S₀ √(1/steps) times a standard normal
 * deviate, S₀ the starting price, as in Almgren and Chriss (2000). Held above one hundredth of S₀.
 *
 * @throws PlimsollError `execution/bad-path`.
 */
export function brownianPath(options: BrownianPathOptions = {}): PricePath {
  const { stepsPerDay, dailyVolatility = null } = { ...brownianPathDefaults, ...options };
  checkInteger(stepsPerDay, 'execution/bad-path', ['stepsPerDay'], { min: 1 });
  if (dailyVolatility !== null) {
    checkNumber(dailyVolatility, 'execution/bad-path', ['dailyVolatility'], { min: 0 });
  }
  return {
    kind: 'brownian-path',
    version: 1,
    params: { stepsPerDay, dailyVolatility },
    walk(start: PathStart): PathWalk {
      const random = createRandom(start.seed, { path: start.stream });
      const sigma = dailyVolatility ?? start.dailyVolatility;
      const step = (sigma * start.price) / Math.sqrt(stepsPerDay);
      let taken = 0;
      let price = start.price;
      return {
        priceAt(elapsedDays: number): number {
          // A step boundary met exactly must not be missed for a rounding in elapsedDays.
          const due = Math.floor(elapsedDays * stepsPerDay + 1e-6);
          for (; taken < due; taken++) {
            price = Math.max(floorShare * start.price, price + step * random.nextNormal());
          }
          return price;
        },
      };
    },
  };
}
