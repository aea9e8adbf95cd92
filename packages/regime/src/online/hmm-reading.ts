import type { LabelAge } from '../detector/label-age.ts';
import type { ReadyRegimeReading } from '../detector/regime-detector.ts';
import { byLabel } from '../hmm/gaussian-hmm.ts';
import type { HmmFilter } from '../hmm/hmm-filter.ts';

/** A reading from the state of a filter. @internal */
export function hmmReading<Label extends string>(
  labels: readonly Label[],
  { probabilities, predicted }: HmmFilter,
  { label, ageBars }: LabelAge<Label> & { readonly label: Label },
  diagnostics: Readonly<Record<string, number>>,
): ReadyRegimeReading<Label> {
  const filtered = byLabel(labels, (k) => probabilities[k] as number);
  return {
    status: 'ready',
    label,
    probabilities: filtered,
    predicted: byLabel(labels, (k) => predicted[k] as number),
    confidence: filtered[label],
    ageBars,
    diagnostics,
  };
}
