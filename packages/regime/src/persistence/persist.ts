import { misuse, type Snapshot } from '@plimsoll/core';
import { definitionJson, identityOf, plainJson, restoredState } from '../detector/identity-of.ts';
import { type LabelAge, nextAge, noLabel } from '../detector/label-age.ts';
import type { RegimeDetector } from '../detector/regime-detector.ts';
import type { PersistenceFilter } from './persistence-filter.ts';

interface PersistState {
  readonly detector: Snapshot;
  readonly filters: readonly Snapshot[];
  readonly age: LabelAge<string>;
}

/**
 * A detector whose labels change only as the filters allow; each filter sees the label that the one
 * before it lets through. Probabilities stay those of the detector; `label`, `confidence` and
 * `ageBars` follow the filters.
 *
 * @example
 * ```ts
 * const steady = persist(gaussianHmm({ model }), hysteresis({ enter: 0.8, leave: 0.2 }));
 * ```
 */
export function persist<Input, Label extends string>(
  detector: RegimeDetector<Input, Label>,
  ...filters: readonly [PersistenceFilter, ...PersistenceFilter[]]
): RegimeDetector<Input, Label> {
  const decorated: RegimeDetector<Input, Label> = {
    kind: 'persist',
    version: 1,
    params: { detector: definitionJson(detector), filters: filters.map(definitionJson) },
    labels: detector.labels,
    warmupBars: detector.warmupBars,
    start(from) {
      const identity = identityOf(decorated);
      const state = restoredState<PersistState>(from, identity);
      const inner = detector.start(state?.detector);
      const live = filters.map((filter, i) => filter.start(state?.filters[i]));
      let age: LabelAge<Label> = (state?.age as LabelAge<Label> | undefined) ?? noLabel;
      return {
        update(input) {
          const reading = inner.update(input);
          if (reading.status === 'warming') return reading;
          const { probabilities } = reading;
          let candidate: string = reading.label;
          for (const filter of live) candidate = filter.update({ candidate, probabilities });
          const label = known(detector.labels, candidate);
          age = nextAge(age, label);
          return {
            ...reading,
            label,
            confidence: probabilities[label],
            ageBars: age.ageBars,
          };
        },
        snapshot: () => ({
          ...identity,
          state: plainJson({
            detector: inner.snapshot(),
            filters: live.map((filter) => filter.snapshot()),
            age,
          }),
        }),
      };
    },
  };
  return decorated;
}

function known<Label extends string>(labels: readonly Label[], label: string): Label {
  const match = labels.find((candidate) => candidate === label);
  return (
    match ??
    misuse('regime/unknown-label', ['label'], label, `A filter must answer ${labels.join(', ')}.`)
  );
}
