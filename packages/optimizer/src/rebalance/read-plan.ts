import {
  checkInteger,
  checkNumber,
  checkOneOf,
  checkTarget,
  type Instrument,
  misuse,
  notional,
  type Reason,
  unitsPerLot,
} from '@plimsoll/core';
import type { PlanOrdersInput, WorkingOrder } from './plan-types.ts';

/** One instrument of the plan, read and priced. */
export interface ReadInstrument {
  readonly instrument: Instrument;
  readonly unitsPerLot: number;
  readonly price: number;
  /** Value of one lot in base currency. */
  readonly lotValue: number;
  readonly positionUnits: number;
  readonly targetUnits: number;
  readonly working: readonly WorkingOrder[];
}

/** Everything read, or why it cannot be planned. */
export interface ReadPlan {
  readonly lines: readonly ReadInstrument[];
  readonly reasons: readonly Reason[];
  /** Cash in base currency, less what the target keeps. */
  readonly cash: number;
}

function rateOf({ portfolio, rates }: PlanOrdersInput, currency: string): number {
  if (currency === portfolio.baseCurrency) return 1;
  return checkNumber(rates?.[currency], 'optimizer/missing-rate', ['rates', currency], {
    min: 0,
    above: true,
  });
}

function positionsOf({ portfolio }: PlanOrdersInput): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  portfolio.positions.forEach(({ instrumentId, bucket, signedUnits }, index) => {
    const path = ['portfolio', 'positions', index];
    if (bucket !== 'net') {
      misuse(
        'optimizer/unsupported-position-mode',
        [...path, 'bucket'],
        bucket,
        'Only netting accounts are planned for.',
      );
    }
    checkInteger(signedUnits, 'optimizer/bad-position', [...path, 'signedUnits']);
    units.set(instrumentId, (units.get(instrumentId) ?? 0) + signedUnits);
  });
  return units;
}

function checkWorking(working: readonly WorkingOrder[]): void {
  working.forEach(({ side, leavesLots }, index) => {
    checkOneOf(side, ['buy', 'sell'], 'optimizer/bad-working-order', ['working', index, 'side']);
    const path = ['working', index, 'leavesLots'];
    checkInteger(leavesLots, 'optimizer/bad-working-order', path, { min: 0 });
  });
}

/** Wanted value by instrument in the target's own unit, benchmark added where it is active. */
function valuesOf({ target, benchmark }: PlanOrdersInput): ReadonlyMap<string, number> {
  const values = new Map(Object.entries(target.values));
  if (target.kind !== 'active') return values;
  if (benchmark === undefined) {
    misuse(
      'optimizer/missing-benchmark',
      ['benchmark'],
      undefined,
      `Give the weights of ${target.benchmarkId ?? 'the benchmark'}.`,
    );
  }
  for (const [instrumentId, weight] of Object.entries(benchmark)) {
    checkNumber(weight, 'optimizer/bad-weight', ['benchmark', instrumentId]);
    values.set(instrumentId, (values.get(instrumentId) ?? 0) + weight);
  }
  return values;
}

/** Checks the input at the door, prices every instrument and states every target in units. */
export function readPlan(input: PlanOrdersInput): ReadPlan {
  const { portfolio, prices, working } = input;
  const target = checkTarget(input.target, ['target']);
  checkWorking(working);
  const positions = positionsOf(input);
  const values = valuesOf(input);
  const definitions = new Map(input.instruments.map((each) => [each.instrumentId, each]));
  const nav = target.denominator?.nav ?? 0;
  const relative = target.kind === 'weights' || target.kind === 'active';
  const ids = new Set([
    ...values.keys(),
    ...positions.keys(),
    ...working.map(({ instrumentId }) => instrumentId),
  ]);
  const reasons: Reason[] = [];
  const lines = [...ids].sort().flatMap((instrumentId): readonly ReadInstrument[] => {
    const instrument = definitions.get(instrumentId);
    if (instrument === undefined) {
      return misuse(
        'optimizer/unknown-instrument',
        ['instruments', instrumentId],
        instrumentId,
        'Give the definition of everything wanted, held or working.',
      );
    }
    const price = prices[instrumentId];
    if (price === undefined) {
      const message = `${instrumentId} has no price.`;
      reasons.push({ code: 'optimizer/missing-price', message, limit: null });
      return [];
    }
    checkNumber(price, 'optimizer/bad-price', ['prices', instrumentId], { min: 0, above: true });
    const rate = rateOf(input, instrument.quoteCurrency);
    const unitValue = notional(instrument, 1, price);
    const value = values.get(instrumentId) ?? 0;
    const wanted = relative ? (value * nav) / (unitValue * rate) : value / unitValue;
    const perLot = unitsPerLot(instrument);
    return [
      {
        instrument,
        unitsPerLot: perLot,
        price,
        lotValue: unitValue * perLot * rate,
        positionUnits: positions.get(instrumentId) ?? 0,
        targetUnits: target.kind === 'units' ? value : wanted,
        working: working.filter((order) => order.instrumentId === instrumentId),
      },
    ];
  });
  let cash = 0;
  for (const [currency, amount] of Object.entries(portfolio.cash)) {
    checkNumber(amount, 'optimizer/bad-cash', ['portfolio', 'cash', currency]);
    if (amount !== 0) cash += amount * rateOf(input, currency);
  }
  return { lines, reasons, cash: cash - (target.cash ?? 0) * (relative ? nav : 1) };
}
