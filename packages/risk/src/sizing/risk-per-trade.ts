import { checkInteger, checkNumber, misuse } from '@plimsoll/core';

const code = 'risk/bad-option';
const positive = { min: 0, above: true };

/** A trade with a stop. */
export interface StoppedTrade {
  /** Equity of the account, above 0. */
  readonly equity: number;
  /** Share of equity lost if the stop is hit, in (0, 1]. */
  readonly riskFraction: number;
  /** Expected entry price. */
  readonly entryPrice: number;
  /** Price at which the trade is closed: below the entry for a long, above it for a short. */
  readonly stopPrice: number;
  /** Value of one lot per 1.00 of price, in the currency of `equity`: units a lot, multiplier, exchange rate. */
  readonly valuePerLot: number;
}

/** Rounding and bounds of {@link riskPerTrade}. */
export interface LotRounding {
  /** Round-trip cost of one lot, in the currency of `equity`, lost besides the stop. @defaultValue 0 */
  readonly costPerLot?: number;
  /** Lots come in multiples of this. @defaultValue 1 */
  readonly batchLots?: number;
  /** Hard limit on lots. @defaultValue none */
  readonly maxLots?: number;
}

/** Answer of {@link riskPerTrade}. */
export type RiskPerTrade =
  | {
      /** At least one batch fits. */
      readonly status: 'sized';
      /** Whole lots, rounded down. */
      readonly lots: number;
      /** Equity lost at the stop, cost included. */
      readonly risk: number;
      /** Whether `maxLots` decided. */
      readonly capped: boolean;
    }
  | {
      /** One batch would lose more than allowed, or is above `maxLots`. */
      readonly status: 'too-small';
      /** Lots before rounding. */
      readonly exactLots: number;
    };

/**
 * Fixed-fractional size: the lots whose loss between entry and stop, cost included, is at most
 * `riskFraction` of equity. A gap through the stop loses more.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function riskPerTrade(trade: StoppedTrade, rounding: LotRounding = {}): RiskPerTrade {
  const equity = checkNumber(trade.equity, code, ['equity'], positive);
  const share = checkNumber(trade.riskFraction, code, ['riskFraction'], { ...positive, max: 1 });
  const entry = checkNumber(trade.entryPrice, code, ['entryPrice']);
  const stop = checkNumber(trade.stopPrice, code, ['stopPrice']);
  const value = checkNumber(trade.valuePerLot, code, ['valuePerLot'], positive);
  const cost = checkNumber(rounding.costPerLot ?? 0, code, ['costPerLot'], { min: 0 });
  const batch = checkInteger(rounding.batchLots ?? 1, code, ['batchLots'], { min: 1 });
  const most = checkInteger(rounding.maxLots ?? Number.MAX_SAFE_INTEGER, code, ['maxLots'], {
    min: 0,
  });
  if (entry === stop) misuse(code, ['stopPrice'], stop, 'Put the stop away from the entry.');
  const perLot = Math.abs(entry - stop) * value + cost;
  const exactLots = (equity * share) / perLot;
  // 100 × 0.01 / 0.1 is 9.999999999999998 in doubles for some prices: whole within 1e-9 is whole.
  const fitting = Math.floor(exactLots * (1 + 1e-9));
  const lots = Math.floor(Math.min(fitting, most) / batch) * batch;
  if (lots === 0) return { status: 'too-small', exactLots };
  return { status: 'sized', lots, risk: lots * perLot, capped: most < fitting };
}

/** An open position with its stop. */
export interface StoppedPosition {
  /** Price paid, or the current mark where the open profit is at risk too. */
  readonly entryPrice: number;
  /** Price at which it is closed. */
  readonly stopPrice: number;
  /** Units held, either sign. */
  readonly units: number;
}

/**
 * Portfolio heat by stops: `Σ |entry - stop| |units| / equity`, what is lost when all stops are hit at
 * once. `valueAtRiskHeat` is the other number of that name.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function stopHeat(
  positions: readonly StoppedPosition[],
  options: {
    /** Equity of the account, above 0, in the currency of the prices. */
    readonly equity: number;
  },
): number {
  const equity = checkNumber(options.equity, code, ['equity'], positive);
  const sum = positions.reduce((total, position, index) => {
    const entry = checkNumber(position.entryPrice, code, [index, 'entryPrice']);
    const stop = checkNumber(position.stopPrice, code, [index, 'stopPrice']);
    return total + Math.abs((entry - stop) * checkNumber(position.units, code, [index, 'units']));
  }, 0);
  return sum / equity;
}
