import type {
  AssetClass,
  Instrument,
  InstrumentStatus,
  Payoff,
  TickBand,
} from '../domain/instrument.ts';
import type { Decimal } from '../domain/units.ts';
import { checkInteger, checkName, checkNumber, checkOneOf } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';
import { formatDecimal, parseDecimal } from './decimal.ts';
import { gridOf } from './grid.ts';

/** What {@link defineInstrument} needs; every other field of an instrument has a default. */
export type InstrumentFields = Pick<Instrument, 'instrumentId' | 'assetClass' | 'quoteCurrency'> &
  Partial<Instrument>;

/** Fields that {@link defineInstrument} fills in when they are left out. */
export const instrumentDefaults: {
  /** @defaultValue 'linear' */
  readonly payoff: Payoff;
  /** @defaultValue null */
  readonly baseCurrency: null;
  /** @defaultValue '1', one share or contract */
  readonly lotSize: Decimal;
  /** @defaultValue '0.01' */
  readonly tickSize: Decimal;
  /** @defaultValue 1 */
  readonly minLots: number;
  /** @defaultValue 0 */
  readonly minNotional: number;
  /** @defaultValue 1 */
  readonly multiplier: number;
  /** @defaultValue null */
  readonly expiryAt: null;
  /** @defaultValue 'always' */
  readonly calendarId: string;
  /** @defaultValue no groups */
  readonly groups: Readonly<Record<string, string>>;
  /** @defaultValue 0, in force from the beginning */
  readonly effectiveAt: number;
  /** @defaultValue 'active' */
  readonly status: InstrumentStatus;
} = {
  payoff: 'linear',
  baseCurrency: null,
  lotSize: '1',
  tickSize: '0.01',
  minLots: 1,
  minNotional: 0,
  multiplier: 1,
  expiryAt: null,
  calendarId: 'always',
  groups: {},
  effectiveAt: 0,
  status: 'active',
};

const code = 'core/invalid-instrument';
const assetClasses: readonly AssetClass[] = [
  'equity',
  'fund',
  'future',
  'perpetual',
  'option',
  'fx',
  'crypto',
  'bond',
  'index',
];
const payoffs: readonly Payoff[] = ['linear', 'inverse', 'quanto', 'option'];
const statuses: readonly InstrumentStatus[] = ['active', 'halted', 'delisted'];

const canonical = (text: Decimal | undefined, ...path: (string | number)[]): Decimal =>
  typeof text === 'string'
    ? formatDecimal(parseDecimal(text, path))
    : misuse(code, path, text, 'Give a decimal string such as "0.001", not a number.');

const canonicalTicks = (ticks: Decimal | readonly TickBand[]): Decimal | readonly TickBand[] =>
  Array.isArray(ticks)
    ? (ticks as readonly (TickBand | null)[]).map((band, i) => ({
        fromPrice: canonical(band?.fromPrice, 'tickSize', i, 'fromPrice'),
        tickSize: canonical(band?.tickSize, 'tickSize', i, 'tickSize'),
      }))
    : canonical(ticks as Decimal, 'tickSize');

/**
 * Validates a definition at the door and fills in {@link instrumentDefaults}; `symbol` defaults to
 * `instrumentId`, `settlementCurrency` to `quoteCurrency`, `unitSize` to `lotSize`. Decimals become
 * canonical. `fx` and `crypto` must name their `baseCurrency`: fees and cash may come in it.
 *
 * @throws PlimsollError `core/invalid-instrument` or `core/invalid-decimal` with the field as path.
 *
 * @example
 * ```ts
 * defineInstrument({ instrumentId: 'AAPL', assetClass: 'equity', quoteCurrency: 'USD' });
 * ```
 */
export function defineInstrument(fields: InstrumentFields): Instrument {
  const given = { ...instrumentDefaults, ...fields };
  const instrumentId = checkName(given.instrumentId, code, ['instrumentId']);
  const quoteCurrency = checkName(given.quoteCurrency, code, ['quoteCurrency']);
  const assetClass = checkOneOf(given.assetClass, assetClasses, code, ['assetClass']);
  const coin = assetClass === 'fx' || assetClass === 'crypto';
  const { baseCurrency, expiryAt, groups } = given;
  if (coin || baseCurrency !== null) checkName(baseCurrency, code, ['baseCurrency']);
  if (expiryAt !== null) checkNumber(expiryAt, code, ['expiryAt']);
  if (groups === null || typeof groups !== 'object') {
    misuse(code, ['groups'], groups, 'Give an object of group by dimension.');
  }
  for (const [dimension, group] of Object.entries(groups)) {
    checkName(group, code, ['groups', dimension]);
  }
  const lotSize = canonical(given.lotSize, 'lotSize');
  const instrument: Instrument = {
    instrumentId,
    symbol: checkName(given.symbol ?? instrumentId, code, ['symbol']),
    assetClass,
    payoff: checkOneOf(given.payoff, payoffs, code, ['payoff']),
    baseCurrency,
    quoteCurrency,
    settlementCurrency: checkName(given.settlementCurrency ?? quoteCurrency, code, [
      'settlementCurrency',
    ]),
    unitSize: canonical(given.unitSize ?? lotSize, 'unitSize'),
    lotSize,
    tickSize: canonicalTicks(given.tickSize),
    minLots: checkInteger(given.minLots, code, ['minLots'], { min: 1 }),
    minNotional: checkNumber(given.minNotional, code, ['minNotional'], { min: 0 }),
    multiplier: checkNumber(given.multiplier, code, ['multiplier'], { min: 0, above: true }),
    expiryAt,
    calendarId: checkName(given.calendarId, code, ['calendarId']),
    groups: { ...groups },
    effectiveAt: checkNumber(given.effectiveAt, code, ['effectiveAt']),
    status: checkOneOf(given.status, statuses, code, ['status']),
  };
  gridOf(instrument);
  return instrument;
}
