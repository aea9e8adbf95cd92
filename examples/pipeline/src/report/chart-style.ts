import type { Config } from 'vega-lite';

/** Series colours as CSS variables: one SVG follows the reader's light or dark scheme. */
export const seriesColours: readonly string[] = [0, 1, 2, 3, 4, 5].map((i) => `var(--series-${i})`);

/** Colour of a regime ribbon by its place in the label order, calm first. */
export const ribbonColours: readonly string[] = ['var(--calm)', 'var(--storm)', 'var(--middle)'];

/** One look for every chart. */
export const chartConfig: Config = {
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
  },
  text: { color: 'var(--ink)', fontSize: 12 },
};
