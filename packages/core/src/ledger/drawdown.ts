/** Where NAV stands against its flow-adjusted peak. */
export interface PeakReading {
  /** Net asset value. */
  readonly nav: number;
  /** Highest NAV so far, rescaled by every flow; 0 before NAV was first above zero. */
  readonly peakNav: number;
  /** Fall from the peak as a fraction ≥ 0; above 1 when NAV is negative, 1 if it never was positive. */
  readonly drawdown: number;
}

/**
 * Moves the peak on by one valuation. Flows count as arriving at the valuation: NAV before them
 * may set a new peak, then the peak is scaled like NAV, so a flow neither makes nor heals
 * a drawdown (the NAV of a fund unit behaves the same). An account at or below zero before or after
 * its flow has no fraction to keep: the peak starts again.
 *
 * @param peakNav - Peak after the previous valuation, or `null` before the first above zero.
 */
export function advancePeak(peakNav: number | null, nav: number, netFlow: number): PeakReading {
  const before = nav - netFlow;
  let peak = Math.max(nav, 0);
  if (peakNav !== null && netFlow === 0) peak = Math.max(peakNav, nav);
  else if (peakNav !== null && before > 0 && nav > 0) {
    peak = nav * (Math.max(peakNav, before) / before);
  }
  const fallen = peak > 0 ? (peak - nav) / peak : 1;
  return { nav, peakNav: peak, drawdown: nav < peak ? fallen : 0 };
}

/**
 * Whether NAV has fallen by at least `threshold` from its peak, compared as
 * `nav ≤ peakNav × (1 − threshold)`: the quotient `1 − nav / peakNav` of 95.68 and 104 is
 * 0.07999999999999996 in doubles and would miss 0.08. Negative NAV without a peak has fallen by everything.
 *
 * @param threshold - A fraction above 0.
 */
export function isDrawnDown(
  { nav, peakNav }: Pick<PeakReading, 'nav' | 'peakNav'>,
  threshold: number,
): boolean {
  return peakNav > 0 ? nav <= peakNav * (1 - threshold) : nav < 0;
}
