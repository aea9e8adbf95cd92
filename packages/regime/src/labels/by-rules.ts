import { defineDetector } from '../detector/define-detector.ts';
import { plainJson } from '../detector/identity-of.ts';
import type { RegimeDetector } from '../detector/regime-detector.ts';
import { checkLabelMap, type LabelMap, labelOf, type Measures } from './label-map.ts';

/**
 * A label map as a detector: each bar's measures in, the map's label out. A rule knows no
 * probabilities, so its label has probability 1 now and at the next bar.
 *
 * @throws PlimsollError `regime/bad-label-map`; `update` throws `regime/missing-measure`.
 *
 * @example
 * ```ts
 * const market = byRules(marketLabels()).start();
 * market.update({ volatility: 0.31, trend: -0.4, turbulence: 5.2, drawdown: 0.18 }); // crash
 * ```
 */
export function byRules<Label extends string>(
  map: LabelMap<Label>,
): RegimeDetector<Measures, Label> {
  checkLabelMap(map);
  const own = plainJson(map) as unknown as LabelMap<Label>;
  return defineDetector<Measures, Label, null>({
    kind: 'label-rules',
    params: { map: plainJson(map) },
    labels: own.labels,
    initial: null,
    step: (state, measures) => ({ state, regime: labelOf(own, measures) }),
  });
}
