import { checkInteger, type Lots, misuse, unitsPerLot } from '@plimsoll/core';
import { defineLimit } from './define-limit.ts';
import { largestLots } from './largest-lots.ts';
import type { LimitOptions, RiskLimit } from './risk-limit.ts';

/** Parameters of {@link positionLimit}; at least one bound. */
export interface PositionLimitOptions extends LimitOptions {
  /** Largest long position in lots; working buys count as filled. */
  readonly maxLongLots?: Lots;
  /** Largest short position in lots; working sells count as filled. `0` forbids shorting. */
  readonly maxShortLots?: Lots;
}

/**
 * Caps the position of one account in one instrument, in lots. Worst long = position + working
 * buys, worst short = working sells − position. No accepted stream of orders can breach it: an
 * order passes only as far as the bound, or as far as it does not raise its own side.
 *
 * A machine's exposure factor multiplies the bounds.
 */
export function positionLimit(options: PositionLimitOptions): RiskLimit {
  const { maxLongLots, maxShortLots } = options;
  if (maxLongLots === undefined && maxShortLots === undefined) {
    misuse('risk/invalid-limit', ['positionLimit'], options, 'Give maxLongLots or maxShortLots.');
  }
  for (const key of ['maxLongLots', 'maxShortLots'] as const) {
    if (options[key] !== undefined) {
      checkInteger(options[key], 'risk/invalid-limit', [key], { min: 0 });
    }
  }
  return defineLimit(
    {
      kind: 'position-limit',
      params: { maxLongLots: maxLongLots ?? null, maxShortLots: maxShortLots ?? null },
      unit: 'lots',
      inputs: ['position', 'working orders'],
      evaluate: (intent, view) => {
        const buying = intent.side === 'buy';
        const maximum = buying ? maxLongLots : maxShortLots;
        if (maximum === undefined) return { status: 'exempt' };
        const exposure = view.exposure(intent.account, intent.instrument.instrumentId);
        const perLot = unitsPerLot(intent.instrument);
        const reached = buying
          ? exposure.signedUnits + exposure.workingBuyUnits
          : exposure.workingSellUnits - exposure.signedUnits;
        const bound = maximum * view.exposureFactor(intent);
        const usageBefore = Math.max(0, reached) / perLot;
        const usageAt = (lots: Lots) => Math.max(0, reached + lots * perLot) / perLot;
        // Up to the worst case that already stands the order only reduces, whatever the bound.
        const level = Math.max(bound, usageBefore);
        return {
          status: 'measured',
          usageBefore,
          usageAfter: usageAt(intent.lots),
          bound,
          maxLots: largestLots(level - reached / perLot, usageAt, level),
          usageAt,
        };
      },
    },
    options,
  );
}
