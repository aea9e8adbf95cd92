import type { Instrument } from '../domain/instrument.ts';
import type { PositionMode } from '../domain/position.ts';
import { checkInteger, checkName, checkNumber, checkOneOf } from '../errors/checks.ts';

/** How one account differs from the rest. */
export interface AccountConfig {
  /** Currency of its NAV. @defaultValue that of the ledger */
  readonly baseCurrency?: string;
  /** Netting or hedge mode. @defaultValue that of the ledger */
  readonly positionMode?: PositionMode;
}

/** What {@link createLedger} needs to know. */
export interface LedgerConfig {
  /** Currency in which NAV is stated. */
  readonly baseCurrency: string;
  /** Whether longs and shorts net or live in buckets. @defaultValue 'netting' */
  readonly positionMode?: PositionMode;
  /** Accounts that differ. Any other account opens with its first event. @defaultValue none */
  readonly accounts?: Readonly<Record<string, AccountConfig>>;
  /**
   * Definitions known from the start; more may arrive as `market.instrument-defined`. Not part of
   * the configuration hash. @defaultValue none
   */
  readonly instruments?: readonly Instrument[];
  /** Marks older than this are listed as stale; `null`: only missing ones are. @defaultValue null */
  readonly maxMarkAgeMs?: number | null;
  /**
   * How far back fills, corrections, busts and adjustments are booked in their place. Anything that
   * happened longer before the present is refused with `core/before-horizon`. @defaultValue 604800000
   */
  readonly correctionWindowMs?: number;
  /** Cost-basis lots kept a position; beyond it the two oldest merge. @defaultValue 4096 */
  readonly maxBasisLots?: number;
  /**
   * Difference by currency that a statement may show without a break, on top of 1e-12 of
   * the balance. @defaultValue none
   */
  readonly cashTolerance?: Readonly<Record<string, number>>;
}

/** Values {@link createLedger} takes for what its configuration leaves out. */
export const ledgerDefaults: {
  /** @defaultValue 'netting' */
  readonly positionMode: PositionMode;
  /** @defaultValue no exceptions */
  readonly accounts: Readonly<Record<string, AccountConfig>>;
  /** @defaultValue null */
  readonly maxMarkAgeMs: number | null;
  /** @defaultValue 604800000, seven days */
  readonly correctionWindowMs: number;
  /** @defaultValue 4096 */
  readonly maxBasisLots: number;
  /** @defaultValue no tolerance beyond 1e-12 of the balance */
  readonly cashTolerance: Readonly<Record<string, number>>;
} = {
  positionMode: 'netting',
  accounts: {},
  maxMarkAgeMs: null,
  correctionWindowMs: 7 * 86_400_000,
  maxBasisLots: 4096,
  cashTolerance: {},
};

/** A configuration with nothing left open. */
export type SettledConfig = Required<Omit<LedgerConfig, 'instruments'>>;

const code = 'core/invalid-ledger';
const modes: readonly PositionMode[] = ['netting', 'hedge'];

/** Validates a configuration and fills in {@link ledgerDefaults}. */
export function settleConfig(config: LedgerConfig): SettledConfig {
  const { instruments: _, ...given } = { ...ledgerDefaults, ...config };
  checkName(given.baseCurrency, code, ['baseCurrency']);
  checkOneOf(given.positionMode, modes, code, ['positionMode']);
  for (const [account, own] of Object.entries(given.accounts)) {
    if (own.baseCurrency !== undefined) {
      checkName(own.baseCurrency, code, ['accounts', account, 'baseCurrency']);
    }
    if (own.positionMode !== undefined) {
      checkOneOf(own.positionMode, modes, code, ['accounts', account, 'positionMode']);
    }
  }
  if (given.maxMarkAgeMs !== null)
    checkNumber(given.maxMarkAgeMs, code, ['maxMarkAgeMs'], { min: 0 });
  checkNumber(given.correctionWindowMs, code, ['correctionWindowMs'], { min: 0 });
  checkInteger(given.maxBasisLots, code, ['maxBasisLots'], { min: 2 });
  for (const [currency, amount] of Object.entries(given.cashTolerance)) {
    checkNumber(amount, code, ['cashTolerance', currency], { min: 0 });
  }
  return given;
}
