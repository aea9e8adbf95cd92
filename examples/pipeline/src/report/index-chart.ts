import type { TopLevelSpec } from 'vega-lite';
import { ribbonColours, yearAxis } from './chart-style.ts';
import { downsample } from './downsample.ts';
import { CHART_WIDTH } from './render-chart.ts';
import type { Point, Ribbon } from './report-data.ts';

/** A handful of round levels inside a domain: a log axis by itself labels the low end only. */
function roundLevels([low = 0, high = 0]: readonly number[]): number[] {
  const rough = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 10 * power;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** The watched index on a log axis over ribbons of the causal regime label. */
export function indexChart(
  label: string,
  points: readonly Point[],
  ribbons: readonly Ribbon[],
): TopLevelSpec {
  const shown = new Set(ribbons.map((ribbon) => ribbon.label));
  const labels = Object.keys(ribbonColours).filter((name) => shown.has(name));
  const values = points.map((point) => point.value);
  const domain = [Math.min(...values) * 0.96, Math.max(...values) * 1.04];
  return {
    width: CHART_WIDTH,
    height: 260,
    layer: [
      {
        data: { values: [...ribbons] },
        mark: { type: 'rect', opacity: 0.22 },
        encoding: {
          x: {
            field: 'from',
            type: 'temporal',
            scale: { type: 'utc' },
            title: null,
            axis: yearAxis,
          },
          x2: { field: 'to' },
          color: {
            field: 'label',
            type: 'nominal',
            scale: { domain: labels, range: labels.map((name) => ribbonColours[name] ?? '') },
          },
        },
      },
      {
        data: { values: downsample(points, CHART_WIDTH) },
        mark: { type: 'line', strokeWidth: 1.2, color: 'var(--ink)' },
        encoding: {
          x: { field: 'at', type: 'temporal', scale: { type: 'utc' } },
          y: {
            field: 'value',
            type: 'quantitative',
            title: `${label}, log scale`,
            scale: { type: 'log', domain },
            axis: { values: roundLevels(domain), format: ',.0f' },
          },
        },
      },
    ],
  };
}
