// Numbers from shared/refs/risk/pretrade-golden-cases.json (written for this project): the cases
// whose limits this version has. Worst long = position + working buys, worst short = working sells
// − position; working includes submitted-unacknowledged and pending-cancel orders.

import type { Side } from '@plimsoll/core';
import {
  grossExposure,
  orderNotional,
  positionCap,
  positionLimit,
  priceCollar,
  type RiskLimit,
} from '../../src/index.ts';

export interface GoldenCase {
  readonly name: string;
  readonly position: number;
  readonly openBuys?: number;
  readonly openSells?: number;
  readonly referencePrice?: number | null;
  readonly referenceAgeMs?: number;
  readonly equity?: number;
  readonly lotUnits?: number;
  readonly limits: readonly RiskLimit[];
  readonly side: Side;
  readonly quantity: number;
  readonly price?: number | null;
  readonly reduceOnly?: boolean;
  /** Largest acceptable quantity in units; `0` is a refusal. */
  readonly expected: number;
  readonly code?: string;
}

const maxLong = (maxLongLots: number) => [positionLimit({ maxLongLots })];
const collar = (side: 'aggressive' | 'both' = 'aggressive') => [
  priceCollar({ max: 0.05, maxAgeMs: 5000, side }),
];

export const goldenCases: readonly GoldenCase[] = [
  {
    name: 'open buys count',
    position: 60,
    openBuys: 30,
    limits: maxLong(100),
    side: 'buy',
    quantity: 20,
    expected: 10,
  },
  {
    name: 'own open sells give no room to a buy',
    position: 60,
    openSells: 50,
    limits: maxLong(100),
    side: 'buy',
    quantity: 50,
    expected: 40,
  },
  {
    name: 'reduce-only may not flip',
    position: 10,
    limits: [],
    side: 'sell',
    quantity: 25,
    reduceOnly: true,
    expected: 10,
  },
  {
    name: 'reduce-only with closing order already working',
    position: 10,
    openSells: 10,
    limits: [],
    side: 'sell',
    quantity: 5,
    reduceOnly: true,
    expected: 0,
    code: 'risk/reduce-only',
  },
  {
    name: 'reduce-only from flat',
    position: 0,
    limits: [],
    side: 'buy',
    quantity: 1,
    reduceOnly: true,
    expected: 0,
    code: 'risk/reduce-only',
  },
  {
    name: 'no shorting, partly covered by working sells',
    position: 10,
    openSells: 8,
    limits: [positionLimit({ maxShortLots: 0 })],
    side: 'sell',
    quantity: 5,
    expected: 2,
  },
  {
    name: 'market order without reference price',
    position: 0,
    referencePrice: null,
    limits: [orderNotional({ max: 1e6 })],
    side: 'buy',
    quantity: 1,
    price: null,
    expected: 0,
    code: 'risk/unevaluable',
  },
  {
    name: 'stale reference price',
    position: 0,
    referenceAgeMs: 5001,
    limits: collar(),
    side: 'buy',
    quantity: 1,
    price: null,
    expected: 0,
    code: 'risk/unevaluable',
  },
  {
    name: 'collar exceeded buy',
    position: 0,
    limits: collar(),
    side: 'buy',
    quantity: 1,
    price: 105.01,
    expected: 0,
    code: 'risk/price-collar',
  },
  {
    name: 'collar exceeded sell',
    position: 0,
    limits: collar(),
    side: 'sell',
    quantity: 1,
    price: 94.99,
    expected: 0,
    code: 'risk/price-collar',
  },
  {
    name: 'collar passive far buy, aggressive side only',
    position: 0,
    limits: collar(),
    side: 'buy',
    quantity: 1,
    price: 80,
    expected: 1,
  },
  {
    name: 'collar passive far buy, two-sided',
    position: 0,
    limits: collar('both'),
    side: 'buy',
    quantity: 1,
    price: 80,
    expected: 0,
    code: 'risk/price-collar',
  },
  {
    // The reference case holds 100; what closes them is exempt here (law: exits are not blocked),
    // so it is judged from flat, where all of it opens.
    name: 'notional of a sell limit far below market uses market',
    position: 0,
    limits: [orderNotional({ max: 1100 })],
    side: 'sell',
    quantity: 20,
    price: 50,
    expected: 11,
  },
  {
    name: 'per asset cap',
    position: 60,
    openBuys: 20,
    limits: [positionCap({ max: 0.1 })],
    side: 'buy',
    quantity: 30,
    expected: 20,
  },
  {
    name: 'gross leverage',
    position: 1100,
    limits: [grossExposure({ max: 1.2 })],
    side: 'buy',
    quantity: 200,
    expected: 100,
  },
  {
    name: 'round down to lot',
    position: 83,
    lotUnits: 5,
    limits: maxLong(20),
    side: 'buy',
    quantity: 40,
    expected: 15,
  },
  {
    name: 'scaled below minimum',
    position: 97,
    lotUnits: 5,
    limits: maxLong(20),
    side: 'buy',
    quantity: 40,
    expected: 0,
    code: 'risk/position-limit',
  },
  {
    name: 'pending cancel still counts',
    position: 60,
    openBuys: 40,
    limits: maxLong(100),
    side: 'buy',
    quantity: 1,
    expected: 0,
    code: 'risk/position-limit',
  },
];
