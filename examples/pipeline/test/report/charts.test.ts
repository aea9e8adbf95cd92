import type { TopLevelSpec } from 'vega-lite';
import { describe, expect, test, vi } from 'vitest';
import { frontierChart } from '../../src/report/frontier-chart.ts';
import { indexChart } from '../../src/report/index-chart.ts';
import { renderChart } from '../../src/report/render-chart.ts';
import { seriesChart } from '../../src/report/series-chart.ts';
import { weightsChart } from '../../src/report/weights-chart.ts';
import { BROKEN, findings } from '../support/findings.ts';
import { emptyReportData, reportData, seriesOf } from '../support/report-data.ts';

const data = reportData();
const index = data.index ?? { label: '', points: [] };
const navOptions = { title: 'NAV', format: ',.0f', height: 240 };
const drawdownOptions = { title: 'drawdown', format: '.0%', height: 200, reverse: true };

const charts: readonly (readonly [string, () => TopLevelSpec])[] = [
  ['index', () => indexChart(index.label, index.points, data.ribbons)],
  ['index without a regime yet', () => indexChart(index.label, index.points, [])],
  ['weights', () => weightsChart(data.weights)],
  ['NAV', () => seriesChart(data.nav, navOptions)],
  [
    'drawdown with limits',
    () => seriesChart(data.drawdown, { ...drawdownOptions, rules: data.limits }),
  ],
  [
    'schedule',
    () =>
      seriesChart([{ name: 'planned', points: data.schedule?.planned ?? [] }], {
        ...navOptions,
        interpolate: 'step-after',
        time: 'clock',
      }),
  ],
  ['frontier', () => frontierChart(data.frontier, data.marks)],
  ['no weights', () => weightsChart(emptyReportData().weights)],
  ['no NAV', () => seriesChart([], navOptions)],
  ['no drawdown', () => seriesChart([], { ...drawdownOptions, rules: data.limits })],
  ['no frontier', () => frontierChart([], [])],
  ['a single point', () => seriesChart([seriesOf('one', 1, 1, () => 1)], navOptions)],
];

/** Rendering is asynchronous, so the zone is put back only when the picture is there. */
const renderIn = async (zone: string, spec: TopLevelSpec): Promise<string> => {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    return await renderChart(spec);
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
};

describe.each(charts)('chart: %s', (_, make) => {
  test('is an SVG without NaN, undefined or infinity', async () => {
    const svg = await renderChart(make());
    expect(svg.slice(0, 200)).toMatch(/^<svg [^>]*style="width:100%;height:auto"/);
    expect(svg.endsWith('</svg>')).toBe(true);
    expect(findings(svg, BROKEN)).toEqual([]);
    expect(findings(svg, /<svg[^>]* width="/)).toEqual([]);
  });

  test('compiles without a warning on the console', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    try {
      await renderChart(make());
      expect(warn.mock.calls).toEqual([]);
    } finally {
      warn.mockRestore();
    }
  });

  test('has the same bytes again, here and in other time zones', async () => {
    const svg = await renderIn('UTC', make());
    for (const zone of ['UTC', 'Asia/Tokyo', 'America/Los_Angeles']) {
      expect((await renderIn(zone, make())) === svg, zone).toBe(true);
    }
  });
});

describe('what the charts show', () => {
  const svgOf = (name: string) => {
    const make = charts.find(([chart]) => chart === name)?.[1];
    if (make === undefined) throw new Error(name);
    return renderChart(make());
  };

  test('colours are variables of the page, so that light and dark are one picture', async () => {
    for (const name of ['index', 'NAV', 'weights', 'frontier', 'drawdown with limits']) {
      const svg = await svgOf(name);
      expect(findings(svg, /var\(--/).length, name).toBeGreaterThan(0);
      const fixed = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)]
        .map(([, colour]) => colour)
        .filter((colour) => !/^(var\(--[a-z0-9-]+\)|none|transparent)$/.test(colour ?? ''));
      expect([...new Set(fixed)], name).toEqual([]);
    }
  });

  test('calm and storm have the colours of their names', async () => {
    const svg = await svgOf('index');
    const ribbons = [...svg.matchAll(/<path d="M(\d+)[^"]*" fill="var\(--(calm|storm|middle)\)"/g)];
    // In order of time: the calm stretch comes first in the data.
    const byStart = ribbons
      .map(([, from, colour]) => [Number(from), colour] as const)
      .sort((a, b) => a[0] - b[0]);
    expect(byStart.map(([, colour]) => colour)).toEqual(['calm', 'storm']);
    expect(svg.indexOf('low-volatility')).toBeLessThan(svg.indexOf('high-volatility'));
  });

  test('the first line is wide, so that another on top of it lets it show', async () => {
    const svg = await svgOf('NAV');
    const widths = [...svg.matchAll(/stroke="var\(--series-(\d)\)" stroke-width="([\d.]+)"/g)];
    expect(widths.slice(0, 2).map(([, series, width]) => [series, width])).toEqual([
      ['0', '3.6'],
      ['1', '1.4'],
    ]);
  });

  test('limits of the drawdown are named', async () => {
    const svg = await svgOf('drawdown with limits');
    expect(findings(svg, />half exposure</)).toHaveLength(1);
    expect(findings(svg, />halt</)).toHaveLength(1);
  });

  test('every series and asset is named once', async () => {
    for (const [chart, names] of [
      ['NAV', ['with', 'without']],
      ['weights', ['MSFT', 'GOOG']],
      ['frontier', ['MSFT', 'chosen']],
    ] as const) {
      const svg = await svgOf(chart);
      for (const name of names) expect(svg.split(`>${name}<`), name).toHaveLength(2);
    }
  });
});
