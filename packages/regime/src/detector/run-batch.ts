import type { RegimeDetector, RegimeReading } from './regime-detector.ts';

/**
 * Readings of a whole series: the live detector fed bar by bar, so that batch and streaming agree
 * bit for bit, and no reading has seen a later bar.
 *
 * @throws PlimsollError as the detector's `update` does.
 */
export function runBatch<Input, Label extends string>(
  detector: RegimeDetector<Input, Label>,
  inputs: ArrayLike<Input>,
): readonly RegimeReading<Label>[] {
  const live = detector.start();
  return Array.from(inputs, (input) => live.update(input));
}
