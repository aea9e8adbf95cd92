import { canonicalJson, type FeeInput, type FeeModel } from '@plimsoll/core';
import { type ContractSuite, ensure, ensureEqual } from '@plimsoll/core/testing';

/** What a fee model is tried on. */
export interface FeeModelFixture {
  /** A fill of at least 10 lots. */
  readonly input: FeeInput;
}

/**
 * The contract of a `FeeModel`: a definition that answers a finite amount in a named currency,
 * does not depend on the side unless it says so by its amounts, and never charges a larger fill less.
 *
 * @param make - Makes the definition under test; called afresh by every check.
 */
export function feeModelContract(make: () => FeeModel, { input }: FeeModelFixture): ContractSuite {
  return [
    {
      name: 'is a definition: named, versioned, its parameters plain JSON',
      run() {
        const { kind, version, params } = make();
        ensure(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(kind), 'kind is kebab-case');
        ensure(Number.isInteger(version) && version >= 1, 'version is a whole number from 1');
        canonicalJson(params);
      },
    },
    {
      name: 'answers a finite amount in a named currency, for either side and any liquidity',
      run() {
        for (const side of ['buy', 'sell'] as const) {
          for (const liquidity of ['maker', 'taker', 'unknown'] as const) {
            const { amount, currency } = make().fee({ ...input, side, liquidity });
            ensure(Number.isFinite(amount), 'the amount is finite');
            ensure(currency !== '', 'the currency is named');
          }
        }
      },
    },
    {
      name: 'the size of a fee does not fall with the size of the fill',
      run() {
        let last = 0;
        for (const share of [0.1, 0.5, 1, 2, 10]) {
          const lots = Math.max(1, Math.floor(input.lots * share));
          const amount = Math.abs(make().fee({ ...input, lots }).amount);
          ensure(amount >= last, `${lots} lots are charged at least as much as fewer`);
          last = amount;
        }
      },
    },
    {
      name: 'the same fill is charged the same, and left as it was',
      run() {
        const before = JSON.stringify(input);
        ensureEqual(make().fee(input), make().fee(input), 'the second fee');
        ensureEqual(JSON.stringify(input), before, 'the input');
      },
    },
  ];
}
