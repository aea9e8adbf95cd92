import type { Definition } from '../grammar/definition.ts';
import type { Liquidity } from './fill.ts';
import type { Instrument } from './instrument.ts';
import type { Lots, Side } from './units.ts';

/** What a fee depends on. */
export interface FeeInput {
  /** Instrument traded. */
  readonly instrument: Instrument;
  /** Direction. */
  readonly side: Side;
  /** Quantity. */
  readonly lots: Lots;
  /** Price in quote currency. */
  readonly price: number;
  /** Liquidity flag. */
  readonly liquidity: Liquidity;
  /** Notional traded over the last 30 days, quote currency; tiers depend on it. */
  readonly volume30dNotional: number;
}

/** An amount of money. */
export interface Money {
  /** Amount, positive when paid. */
  readonly amount: number;
  /** Currency. */
  readonly currency: string;
}

/** Seam: what a venue charges. Stateless. */
export interface FeeModel extends Definition {
  /** Fee of one fill. */
  fee(input: FeeInput): Money;
}

/** One holding as a margin model sees it. */
export interface MarginPosition {
  /** Instrument. */
  readonly instrument: Instrument;
  /** Holding in smallest units. */
  readonly signedUnits: number;
  /** Price in quote currency. */
  readonly price: number;
}

/** Seam: what an account must hold against its positions. Stateless. */
export interface MarginModel extends Definition {
  /** Money needed to open the positions, base currency. */
  initial(positions: readonly MarginPosition[]): number;
  /** Money needed to keep them. */
  maintenance(positions: readonly MarginPosition[]): number;
  /**
   * Relative adverse move of all prices at which `equity` meets maintenance, a fraction ≥ 0;
   * `null` when no move does.
   */
  liquidationDistance(positions: readonly MarginPosition[], equity: number): number | null;
}
