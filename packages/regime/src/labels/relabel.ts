import { misuse, type Snapshot } from '@plimsoll/core';
import { definitionJson, identityOf, plainJson, restoredState } from '../detector/identity-of.ts';
import { type LabelAge, nextAge, noLabel } from '../detector/label-age.ts';
import type { RegimeDetector } from '../detector/regime-detector.ts';

interface RelabelState<Label extends string> {
  readonly detector: Snapshot;
  readonly age: LabelAge<Label>;
}

/**
 * A detector under other names, several of its labels possibly under one: probabilities of joined
 * labels add up, and the label in force is the new name of the detector's own.
 *
 * @param names - New name of every label.
 * @throws PlimsollError `regime/unknown-label` when a label has no new name.
 *
 * @example
 * ```ts
 * relabel(detector, { calm: 'bull', normal: 'bull', turbulent: 'bear' });
 * ```
 */
export function relabel<Input, From extends string, const To extends string>(
  detector: RegimeDetector<Input, From>,
  names: Readonly<Record<From, To>>,
): RegimeDetector<Input, To> {
  for (const label of detector.labels) {
    if (typeof names[label] !== 'string') {
      misuse('regime/unknown-label', ['names', label], names[label], 'Name every label anew.');
    }
  }
  const labels = [...new Set(detector.labels.map((label) => names[label]))];
  const pooled = (law: Readonly<Record<From, number>>): Record<To, number> => {
    const sums = {} as Record<To, number>;
    for (const label of labels) sums[label] = 0;
    for (const label of detector.labels) sums[names[label]] += law[label];
    return sums;
  };
  const renamed: RegimeDetector<Input, To> = {
    kind: 'relabel',
    version: 1,
    params: plainJson({ detector: definitionJson(detector), names }),
    labels,
    warmupBars: detector.warmupBars,
    start(from) {
      const identity = identityOf(renamed);
      const state = restoredState<RelabelState<To>>(from, identity);
      const inner = detector.start(state?.detector);
      let age: LabelAge<To> = state?.age ?? noLabel;
      return {
        update(input) {
          const reading = inner.update(input);
          if (reading.status === 'warming') return reading;
          const probabilities = pooled(reading.probabilities);
          const held = nextAge(age, names[reading.label]);
          age = held;
          return {
            ...reading,
            label: held.label,
            probabilities,
            predicted: pooled(reading.predicted),
            confidence: probabilities[held.label],
            ageBars: held.ageBars,
          };
        },
        snapshot: () => ({ ...identity, state: plainJson({ detector: inner.snapshot(), age }) }),
      };
    },
  };
  return renamed;
}
