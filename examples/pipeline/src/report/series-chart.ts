import type { TopLevelSpec } from 'vega-lite';
import { seriesColours, yearAxis } from './chart-style.ts';
import { downsample } from './downsample.ts';
import { CHART_WIDTH } from './render-chart.ts';
import type { Series } from './report-data.ts';

/** What a line chart says on its axis, and the rules drawn across it. */
export interface SeriesChartOptions {
  /** Title of the vertical axis. */
  readonly title: string;
  /** d3 number format of the vertical axis. */
  readonly format: string;
  /** Height of the plot in pixels. */
  readonly height: number;
  /** Horizontal rules with a label. */
  readonly rules?: readonly { readonly name: string; readonly value: number }[];
  /** Whether larger values are drawn lower, as for drawdown. */
  readonly reverse?: boolean;
  /** Curve of the lines. @defaultValue 'linear' */
  readonly interpolate?: 'linear' | 'step-after';
  /** Whether the axis below shows years or the time of a day, UTC. @defaultValue 'years' */
  readonly time?: 'years' | 'clock';
}

/** Lines through time with optional horizontal limit lines. */
export function seriesChart(series: readonly Series[], options: SeriesChartOptions): TopLevelSpec {
  const names = series.map(({ name }) => name);
  const values = series.flatMap(({ name, points }) =>
    downsample(points, CHART_WIDTH).map(({ at, value }) => ({ at, value, name })),
  );
  const rules = options.rules ?? [];
  const first = Math.min(...values.map(({ at }) => at));
  return {
    width: CHART_WIDTH,
    height: options.height,
    layer: [
      {
        data: { values },
        mark: { type: 'line', interpolate: options.interpolate ?? 'linear' },
        encoding: {
          x: {
            field: 'at',
            type: 'temporal',
            scale: { type: 'utc' },
            title: null,
            axis:
              options.time === 'clock'
                ? { format: '%H:%M UTC', tickCount: 7, title: null }
                : yearAxis,
          },
          y: {
            field: 'value',
            type: 'quantitative',
            title: options.title,
            scale: { zero: false, reverse: options.reverse ?? false },
            axis: { format: options.format, tickCount: 6 },
          },
          // The first series is drawn wider, so that another lying on it lets it show.
          strokeWidth: {
            condition: { test: `datum.name === ${JSON.stringify(names[0] ?? '')}`, value: 3.6 },
            value: 1.4,
          },
          color: {
            field: 'name',
            type: 'nominal',
            sort: names,
            legend: { symbolType: 'stroke' },
            scale: { domain: names, range: [...seriesColours] },
          },
        },
      },
      {
        data: { values: rules.map((rule) => ({ ...rule, at: first })) },
        mark: { type: 'rule', strokeDash: [5, 4], color: 'var(--limit)' },
        encoding: { y: { field: 'value', type: 'quantitative' } },
      },
      {
        data: { values: rules.map((rule) => ({ ...rule, at: first })) },
        mark: { type: 'text', align: 'left', dy: -6, color: 'var(--limit)' },
        encoding: {
          x: { field: 'at', type: 'temporal', scale: { type: 'utc' } },
          y: { field: 'value', type: 'quantitative' },
          text: { field: 'name' },
        },
      },
    ],
  };
}
