import type { TopLevelSpec } from 'vega-lite';
import { seriesColours, yearAxis } from './chart-style.ts';
import { CHART_WIDTH } from './render-chart.ts';
import type { Series } from './report-data.ts';

/** Target weights stacked by decision; what is missing to 100 % is cash. */
export function weightsChart(weights: readonly Series[]): TopLevelSpec {
  const names = weights.map(({ name }) => name);
  return {
    width: CHART_WIDTH,
    height: 220,
    data: {
      values: weights.flatMap(({ name, points }) =>
        points.map(({ at, value }) => ({ at, value, name })),
      ),
    },
    mark: { type: 'area', interpolate: 'step-after', opacity: 0.85 },
    encoding: {
      x: { field: 'at', type: 'temporal', scale: { type: 'utc' }, title: null, axis: yearAxis },
      y: {
        field: 'value',
        type: 'quantitative',
        stack: 'zero',
        title: 'share of NAV',
        scale: { domain: [0, 1] },
        axis: { format: '.0%', tickCount: 5 },
      },
      color: {
        field: 'name',
        type: 'nominal',
        sort: names,
        scale: { domain: names, range: [...seriesColours] },
      },
    },
  };
}
