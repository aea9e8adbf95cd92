import { type Lots, unitsPerLot } from '@plimsoll/core';
import { defineLimit } from './define-limit.ts';
import type { LimitOptions, RiskLimit } from './risk-limit.ts';
import { reducibleUnits } from './worst-case.ts';

/**
 * The guarantee behind `reduceOnly`: opposite side, and no more than the position less the closing
 * orders already working. Every gate has it; it also governs while a kill or a halted machine lets
 * nothing but reductions through.
 */
export function reduceOnly(options: LimitOptions = {}): RiskLimit {
  return defineLimit(
    {
      kind: 'reduce-only',
      params: {},
      unit: 'lots',
      inputs: ['position', 'working orders'],
      evaluate: (intent, view) => {
        if (!intent.reduceOnly && !view.onlyReductions(intent)) return { status: 'exempt' };
        const exposure = view.exposure(intent.account, intent.instrument.instrumentId);
        const bound = Math.floor(
          reducibleUnits(exposure, intent.side) / unitsPerLot(intent.instrument),
        );
        return {
          status: 'measured',
          usageBefore: 0,
          usageAfter: intent.lots,
          bound,
          maxLots: bound,
          usageAt: (lots: Lots) => lots,
        };
      },
    },
    { ...options, warnAt: null },
  );
}
