/**
 * Carries slices below `minLots` forward into the next one; what is left at the end joins the
 * last slice kept. Returns, per slice, its lots, with 0 for those that disappeared. The running
 * total is off by less than `minLots` more than before, and the sum is untouched. When the whole
 * is below `minLots` everything ends in the last slice.
 */
export function mergeSmall(lots: readonly number[], minLots: number): number[] {
  const merged = new Array<number>(lots.length).fill(0);
  let carried = 0;
  let kept = -1;
  for (let k = 0; k < lots.length; k++) {
    carried += lots[k] as number;
    if (carried < minLots || carried === 0) continue;
    merged[k] = carried;
    carried = 0;
    kept = k;
  }
  if (carried > 0) {
    const target = kept < 0 ? lots.length - 1 : kept;
    merged[target] = (merged[target] as number) + carried;
  }
  return merged;
}
