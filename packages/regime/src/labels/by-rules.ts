import { identityOf, plainJson, restoredState } from '../detector/identity-of.ts';
import { type LabelAge, nextAge, noLabel } from '../detector/label-age.ts';
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
  const detector: RegimeDetector<Measures, Label> = {
    kind: 'label-rules',
    version: 1,
    params: plainJson({ map }),
    labels: own.labels,
    warmupBars: 1,
    start(from) {
      const identity = identityOf(detector);
      let age: LabelAge<Label> = restoredState<LabelAge<Label>>(from, identity) ?? noLabel;
      return {
        update(measures) {
          const held = nextAge(age, labelOf(own, measures));
          age = held;
          const law = {} as Record<Label, number>;
          for (const label of own.labels) law[label] = label === held.label ? 1 : 0;
          return {
            status: 'ready',
            label: held.label,
            probabilities: law,
            predicted: law,
            confidence: 1,
            ageBars: held.ageBars,
            diagnostics: {},
          };
        },
        snapshot: () => ({ ...identity, state: { label: age.label, ageBars: age.ageBars } }),
      };
    },
  };
  return detector;
}
