import { canonicalJson } from '@plimsoll/core';
import { type ContractSuite, ensure, ensureClose, ensureEqual } from '@plimsoll/core/testing';
import type { ImpactContext } from '../market/market-profile.ts';
import type { ImpactModel } from '../models/impact-model.ts';

/** What an impact model is tried on. */
export interface ImpactModelFixture {
  /** A market with positive price, volatility and volume. */
  readonly context: ImpactContext;
}

const shares = [1e-6, 1e-3, 0.01, 0.1, 0.5, 1];

/**
 * The contract of an `ImpactModel`: besides sanity, that no round trip earns money, which needs a
 * permanent part linear in quantity.
 *
 * @param make - Makes the definition under test; called afresh by every check.
 */
export function impactModelContract(
  make: () => ImpactModel,
  { context }: ImpactModelFixture,
): ContractSuite {
  const volume = context.averageDailyVolume;
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
      name: 'trading nothing moves nothing',
      run() {
        ensureEqual(make().temporary(0, context), 0, 'temporary impact at rate zero');
        ensureEqual(make().permanent(0, context), 0, 'permanent impact of nothing');
      },
    },
    {
      name: 'impact is finite, not negative, and does not fall with size',
      run() {
        const model = make();
        for (const part of ['temporary', 'permanent'] as const) {
          let last = 0;
          for (const share of shares) {
            const impact = model[part](share * volume, context);
            ensure(Number.isFinite(impact) && impact >= last, `${part} impact grows with size`);
            last = impact;
          }
        }
      },
    },
    {
      name: 'permanent impact is linear in quantity',
      run() {
        const model = make();
        const whole = model.permanent(volume, context);
        for (const share of shares) {
          const part = model.permanent(share * volume, context);
          ensureClose(part, share * whole, 1e-12 * whole, `permanent impact of ${share} of a day`);
        }
      },
    },
    {
      name: 'no round trip earns money on average',
      run() {
        const model = make();
        for (const buys of [1, 3]) {
          for (const sells of [1, 4]) {
            const quantity = 0.2 * volume;
            let displaced = 0;
            let paid = 0;
            const trade = (sign: 1 | -1, parts: number): void => {
              for (let i = 0; i < parts; i++) {
                const part = quantity / parts;
                const concession = model.temporary(part / 0.1, context);
                const moved = model.permanent(part, context);
                // A part trades along its own displacement: on average at half of it.
                paid += sign * part * (displaced + sign * (concession + moved / 2));
                displaced += sign * moved;
              }
            };
            trade(1, buys);
            trade(-1, sells);
            const scale = quantity * (context.arrivalPrice + model.permanent(quantity, context));
            ensure(
              paid >= -1e-12 * scale,
              `a round trip of ${buys} buys and ${sells} sells costs, not ${-paid}`,
            );
          }
        }
      },
    },
    {
      name: 'a model that says it is linear is',
      run() {
        const model = make();
        const linear = model.linear(context);
        if (linear === null) return;
        for (const share of shares) {
          const size = share * volume;
          const temporary = linear.temporary * size;
          const permanent = linear.permanent * size;
          ensureClose(model.temporary(size, context), temporary, 1e-12 * temporary, 'temporary');
          ensureClose(model.permanent(size, context), permanent, 1e-12 * permanent, 'permanent');
        }
      },
    },
  ];
}
