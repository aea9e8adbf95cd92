import type { TopLevelSpec } from 'vega-lite';
import { CHART_WIDTH } from './render-chart.ts';
import type { RiskReturn } from './report-data.ts';

/** The efficient frontier of one decision with the assets and the chosen portfolio. */
export function frontierChart(
  frontier: readonly RiskReturn[],
  marks: readonly RiskReturn[],
): TopLevelSpec {
  const x = {
    field: 'volatility',
    type: 'quantitative' as const,
    title: 'volatility a year, from the same shrunk covariance',
    scale: { zero: false, padding: 12 },
    axis: { format: '.0%' },
  };
  const y = {
    field: 'mean',
    type: 'quantitative' as const,
    title: 'mean return a year, sample',
    scale: { zero: false, padding: 12 },
    axis: { format: '.0%' },
  };
  return {
    width: CHART_WIDTH,
    height: 280,
    layer: [
      {
        data: { values: frontier.map((point, order) => ({ ...point, order })) },
        mark: { type: 'line', strokeWidth: 2, color: 'var(--series-0)' },
        encoding: { x, y, order: { field: 'order', type: 'quantitative' } },
      },
      {
        data: { values: [...marks] },
        mark: { type: 'point', filled: true, size: 70, color: 'var(--series-1)', opacity: 1 },
        encoding: { x, y },
      },
      ...[
        // The chosen portfolio often lies beside an asset: its label goes below, the others' above.
        { data: { values: marks.slice(0, -1) }, dy: -8 },
        { data: { values: marks.slice(-1) }, dy: 17 },
      ].map(({ data, dy }) => ({
        data,
        mark: { type: 'text' as const, align: 'left' as const, dx: 9, dy },
        encoding: { x, y, text: { field: 'name' } },
      })),
    ],
  };
}
