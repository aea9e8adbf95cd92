import type { Config } from 'vega-lite';

/** Series colours as CSS variables: one SVG follows the reader's light or dark scheme. */
export const seriesColours: readonly string[] = [0, 1, 2, 3, 4, 5].map((i) => `var(--series-${i})`);

/** Regime labels from calm to stormy with the colour of their ribbons. */
export const ribbonColours: Readonly<Record<string, string>> = {
  'low-volatility': 'var(--calm)',
  'middle-volatility': 'var(--middle)',
  'high-volatility': 'var(--storm)',
};

/** Years along the bottom: every chart through time spans several. */
export const yearAxis = { format: '%Y', tickCount: 'year', title: null } as const;

/** One look for every chart. */
export const chartConfig: Config = {
  // Labels for screen readers would hold dates in the time zone of the machine.
  aria: false,
  background: 'transparent',
  font: 'ui-sans-serif, system-ui, sans-serif',
  view: { stroke: null },
  axis: {
    labelColor: 'var(--muted)',
    titleColor: 'var(--muted)',
    titleFontWeight: 'normal',
    gridColor: 'var(--grid)',
    domainColor: 'var(--grid)',
    tickColor: 'var(--grid)',
    labelFontSize: 12,
    titleFontSize: 12,
  },
  legend: {
    labelColor: 'var(--ink)',
    titleColor: 'var(--muted)',
    labelFontSize: 12,
    orient: 'top',
    title: null,
    symbolStrokeWidth: 3,
    labelLimit: 400,
  },
  text: { color: 'var(--ink)', fontSize: 12 },
};
