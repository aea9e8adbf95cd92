import { runContract } from '@plimsoll/core/testing';
import { describe, expect, test } from 'vitest';
import {
  grossExposure,
  orderNotional,
  positionCap,
  positionLimit,
  priceCollar,
  type RiskLimit,
  reduceOnly,
} from '../../src/index.ts';
import { type RiskLimitFixture, riskLimitContract } from '../../src/testing.ts';
import { share } from '../support/fixtures.ts';

const fixture: RiskLimitFixture = {
  instrument: share('AAA', { lotSize: '5' }),
  price: 100,
  equity: 20_000,
  mostLots: 60,
};

const builtIns: readonly (readonly [string, () => RiskLimit])[] = [
  ['positionLimit', () => positionLimit({ maxLongLots: 30, maxShortLots: 20 })],
  ['positionLimit, one side', () => positionLimit({ maxShortLots: 0, name: 'no-shorting' })],
  ['positionCap', () => positionCap({ max: 0.4 })],
  ['grossExposure', () => grossExposure({ max: 1.2, hard: false })],
  ['orderNotional', () => orderNotional({ max: 7000, warnAt: null })],
  ['priceCollar', () => priceCollar({ max: 0.05, maxAgeMs: 1000 })],
  ['reduceOnly', () => reduceOnly({ name: 'desk-reduce-only' })],
];

/** A limit as a user would write it: an object literal, nothing imported but the type. */
const clipSize = (most: number): RiskLimit => ({
  kind: 'clip-size',
  version: 1,
  params: { most },
  name: 'clip-size',
  scope: {},
  hard: true,
  onExcess: 'scale',
  warnAt: null,
  judgesChildren: false,
  unit: 'lots',
  inputs: [],
  evaluate: ({ lots }) => ({
    status: 'measured',
    usageBefore: 0,
    usageAfter: lots,
    bound: most,
    maxLots: most,
    usageAt: (n) => n,
  }),
});

describe.each([...builtIns, ['user-written', () => clipSize(200)] as const])(
  '%s keeps the contract',
  (_, make) => {
    for (const { name, run } of riskLimitContract(make, fixture)) test(name, run);
  },
);

const broken = (patch: Partial<RiskLimit>): RiskLimit => ({
  ...positionLimit({ maxLongLots: 30, maxShortLots: 30 }),
  ...patch,
});

test.each<readonly [string, RiskLimit, string]>([
  [
    'NaN usage',
    broken({
      evaluate: () => ({
        status: 'measured',
        usageBefore: 0,
        usageAfter: Number.NaN,
        bound: 1,
        maxLots: null,
        usageAt: () => 0,
      }),
    }),
    'never throws and never returns a number that is not finite',
  ],
  [
    'blocking exits',
    broken({
      evaluate: ({ lots }) => ({
        status: 'measured',
        usageBefore: 90,
        usageAfter: 90 + lots,
        bound: 30,
        maxLots: 0,
        usageAt: (n) => 90 + n,
      }),
    }),
    'never refuses what only reduces, even past its bound',
  ],
  [
    'a maximum over its own bound',
    broken({
      evaluate: ({ lots }) => ({
        status: 'measured',
        usageBefore: 0,
        usageAfter: lots,
        bound: 30,
        maxLots: 1000,
        usageAt: (n) => n,
      }),
    }),
    'states a whole number of lots that it would itself accept',
  ],
  [
    'usage that falls with size',
    broken({
      evaluate: ({ lots }) => ({
        status: 'measured',
        usageBefore: 0,
        usageAfter: -lots,
        bound: 30,
        maxLots: 1000,
        usageAt: (n) => -n,
      }),
    }),
    'does not fall as the order grows',
  ],
])('the contract catches %s', async (_, limit, name) => {
  const outcome = await runContract(riskLimitContract(() => limit, fixture));
  expect(outcome.status === 'failed' && outcome.failed.map((check) => check.name)).toContain(name);
});

test('the contract catches a limit that remembers', async () => {
  let calls = 0;
  const limit = broken({
    evaluate: () => ({
      status: 'measured',
      usageBefore: 0,
      usageAfter: ++calls,
      bound: 1e9,
      maxLots: null,
      usageAt: () => calls,
    }),
  });
  const outcome = await runContract(riskLimitContract(() => limit, fixture));
  expect(outcome.status === 'failed' && outcome.failed[0]?.name).toContain('is pure');
});
