import { type Instrument, type Side, unitsPerLot } from '@plimsoll/core';
import { type ContractSuite, ensure, ensureEqual } from '@plimsoll/core/testing';
import { createRiskGate } from '../gate/create-risk-gate.ts';
import { BOUND_TOLERANCE } from '../limits/largest-lots.ts';
import type {
  Exposure,
  LimitReading,
  OrderIntent,
  RiskLimit,
  RiskView,
} from '../limits/risk-limit.ts';

/** A situation in which a limit is exercised; complete, so that the limit can be evaluated. */
export interface RiskLimitFixture {
  /** Instrument of the orders. */
  readonly instrument: Instrument;
  /** Reference price, quote currency. */
  readonly price: number;
  /** Equity, base currency; the instrument's quote currency is taken as base. */
  readonly equity: number;
  /** Largest order tried, lots. */
  readonly mostLots: number;
}

interface Situation {
  readonly exposure: Exposure;
  readonly price: number | null;
  readonly equity: number | null;
  readonly factor: number;
}

const flat: Exposure = { signedUnits: 0, workingBuyUnits: 0, workingSellUnits: 0 };

const viewOf = (fixture: RiskLimitFixture, situation: Situation): RiskView => {
  const { exposure, price, equity, factor } = situation;
  const worst = Math.max(
    Math.abs(exposure.signedUnits + exposure.workingBuyUnits),
    Math.abs(exposure.signedUnits - exposure.workingSellUnits),
  );
  const { unitSize, multiplier, instrumentId } = fixture.instrument;
  return {
    at: 0,
    exposure: () => exposure,
    referencePrice: () => (price === null ? null : { price, at: 0 }),
    equity: () => equity,
    fxRate: () => 1,
    grossNotional: () =>
      price === null
        ? { amount: 0, unpriced: worst === 0 ? null : instrumentId }
        : { amount: worst * Number(unitSize) * price * multiplier, unpriced: null },
    exposureFactor: () => factor,
    onlyReductions: () => factor === 0,
  };
};

const intentOf = (fixture: RiskLimitFixture, side: Side, lots: number): OrderIntent => ({
  account: 'account',
  strategy: 'strategy',
  venue: null,
  instrument: fixture.instrument,
  side,
  lots,
  type: 'market',
  limitPrice: null,
  reduceOnly: false,
  purpose: 'rebalance',
});

const situations = (fixture: RiskLimitFixture): Situation[] => {
  const { price, equity, mostLots, instrument } = fixture;
  const half = Math.floor(mostLots / 2) * unitsPerLot(instrument);
  const base = { price, equity, factor: 1 };
  return [
    { ...base, exposure: flat },
    { ...base, exposure: { ...flat, signedUnits: half } },
    { ...base, exposure: { ...flat, signedUnits: -half } },
    { ...base, exposure: { signedUnits: half, workingBuyUnits: half, workingSellUnits: half } },
    { ...base, exposure: { ...flat, signedUnits: half }, factor: 0.5 },
    { ...base, exposure: { ...flat, signedUnits: 3 * half }, factor: 0 },
    { ...base, exposure: flat, price: null },
    { ...base, exposure: flat, equity: null },
  ];
};

const sides: readonly Side[] = ['buy', 'sell'];

const everyReading = (
  limit: RiskLimit,
  fixture: RiskLimitFixture,
  check: (reading: LimitReading, situation: Situation, side: Side, lots: number) => void,
) => {
  for (const situation of situations(fixture)) {
    for (const side of sides) {
      for (const lots of [0, 1, Math.ceil(fixture.mostLots / 3), fixture.mostLots]) {
        const intent = intentOf(fixture, side, lots);
        check(limit.evaluate(intent, viewOf(fixture, situation)), situation, side, lots);
      }
    }
  }
};

/**
 * What every limit must do, whatever it limits. Run it on your own:
 * `for (const { name, run } of riskLimitContract(() => myLimit, fixture)) test(name, run)`.
 *
 * @param make - Makes the limit under test; called afresh for each check.
 * @param fixture - An instrument, a price, an equity and a size of order that make it bite.
 */
export function riskLimitContract(make: () => RiskLimit, fixture: RiskLimitFixture): ContractSuite {
  return [
    {
      name: 'is a definition: plain JSON parameters, the same for the same configuration',
      run: () => {
        const limit = make();
        ensureEqual(JSON.parse(JSON.stringify(limit.params)), limit.params, 'params');
        ensureEqual(make().params, limit.params, 'params of a second instance');
        ensure(limit.name !== '' && limit.kind !== '', 'name and kind are not empty');
        createRiskGate({ baseCurrency: fixture.instrument.quoteCurrency, limits: [limit] });
      },
    },
    {
      name: 'never throws and never returns a number that is not finite',
      run: () =>
        everyReading(make(), fixture, (reading) => {
          if (reading.status !== 'measured') return;
          for (const value of [reading.usageBefore, reading.usageAfter, reading.bound]) {
            ensure(Number.isFinite(value), 'usage and bound are finite');
          }
        }),
    },
    {
      name: 'is pure: the same view gives the same reading, and the view is not changed',
      run: () => {
        const limit = make();
        everyReading(limit, fixture, (reading, situation, side, lots) => {
          const frozen = viewOf(fixture, {
            ...situation,
            exposure: Object.freeze({ ...situation.exposure }),
          });
          const again = limit.evaluate(intentOf(fixture, side, lots), Object.freeze(frozen));
          ensureEqual(again, reading, 'a second reading');
        });
      },
    },
    {
      name: 'states a whole number of lots that it would itself accept',
      run: () => {
        const limit = make();
        everyReading(limit, fixture, (reading, situation, side, lots) => {
          if (reading.status !== 'measured' || reading.maxLots === null) return;
          const { maxLots, bound, usageBefore } = reading;
          ensure(Number.isSafeInteger(maxLots) && maxLots >= 0, 'maxLots is a whole number ≥ 0');
          const level = Math.max(bound, usageBefore);
          const room = level + BOUND_TOLERANCE * Math.abs(level);
          const most = Math.min(maxLots, fixture.mostLots);
          ensure(most === 0 || reading.usageAt(most) <= room, 'usage at maxLots is within bounds');
          const at = limit.evaluate(intentOf(fixture, side, most), viewOf(fixture, situation));
          if (at.status === 'measured' && most > 0) {
            ensureEqual(at.usageAfter, reading.usageAt(most), 'usageAt(lots)');
          }
          ensureEqual(reading.usageAt(lots), reading.usageAfter, 'usageAt of the order itself');
        });
      },
    },
    {
      name: 'does not fall as the order grows',
      run: () =>
        everyReading(make(), fixture, (reading, _, __, lots) => {
          if (reading.status !== 'measured' || lots < 2) return;
          ensure(reading.usageAt(lots - 1) <= reading.usageAfter, 'usage rises with quantity');
        }),
    },
    {
      name: 'never refuses what only reduces, even past its bound',
      run: () => {
        const limit = make();
        const units = 3 * Math.floor(fixture.mostLots / 2) * unitsPerLot(fixture.instrument);
        for (const side of sides) {
          const signedUnits = side === 'sell' ? units : -units;
          const exposure: Exposure = { ...flat, signedUnits };
          const { price, equity } = fixture;
          const view = viewOf(fixture, { exposure, price, equity, factor: 0 });
          const lots = Math.floor(units / unitsPerLot(fixture.instrument));
          const reading = limit.evaluate(intentOf(fixture, side, lots), view);
          if (reading.status !== 'measured' || reading.maxLots === null) continue;
          ensure(reading.maxLots >= lots, 'closing a position is always within maxLots');
        }
      },
    },
  ];
}
