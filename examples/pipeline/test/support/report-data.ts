import type { ReportData, ReportTable, Series } from '../../src/report/report-data.ts';

const START = Date.UTC(2003, 0, 31, 21);
const DAY = 86_400_000;

/** A series of `length` points, `days` apart. */
export const seriesOf = (
  name: string,
  length: number,
  days: number,
  levelOf: (i: number) => number,
): Series => ({
  name,
  points: Array.from({ length }, (_, i) => ({ at: START + i * days * DAY, value: levelOf(i) })),
});

const table = (title: string): ReportTable => ({
  title,
  note: `About ${title}.`,
  columns: ['what', 'value'],
  rows: [[`row of ${title}`, '1.0 %']],
});

/** A small report with every part. */
export const reportData = (): ReportData => ({
  title: 'Five stocks & one index',
  facts: ['122/123 months match', '1 partial row dropped <2010-03>'],
  headline: [
    ['decisions', '85'],
    ['journal head', '0123456789abcdef'],
  ],
  index: { label: 'S&P 500', points: seriesOf('', 900, 1, (i) => 1000 + 100 * Math.sin(i)).points },
  ribbons: [
    { from: START, to: START + 400 * DAY, label: 'low-volatility' },
    { from: START + 400 * DAY, to: START + 900 * DAY, label: 'high-volatility' },
  ],
  weights: [
    seriesOf('MSFT', 24, 30, (i) => 0.3 + i / 200),
    seriesOf('GOOG', 24, 30, (i) => (i < 12 ? 0 : 0.1)),
  ],
  nav: [seriesOf('with', 24, 30, (i) => 500 + i), seriesOf('without', 24, 30, (i) => 500 - i)],
  drawdown: [seriesOf('with', 24, 30, (i) => (i % 5) / 20)],
  limits: [
    { name: 'half exposure', value: 0.15 },
    { name: 'halt', value: 0.2 },
  ],
  frontier: [
    { name: '', volatility: 0.2, mean: 0.05 },
    { name: '', volatility: 0.25, mean: 0.1 },
    { name: '', volatility: 0.4, mean: 0.12 },
  ],
  marks: [
    { name: 'MSFT', volatility: 0.3, mean: 0.04 },
    { name: 'chosen', volatility: 0.2, mean: 0.05 },
  ],
  schedule: {
    title: 'MSFT, buy 10 notional shares',
    planned: seriesOf('', 14, 1 / 48, (i) => i).points,
    filled: seriesOf('', 14, 1 / 48, (i) => Math.max(0, i - 1)).points,
  },
  tables: {
    comparison: table('comparison'),
    differences: table('differences'),
    sensitivity: table('sensitivity'),
    execution: table('execution'),
    risk: table('risk'),
    assumptions: table('assumptions'),
  },
  certificates: [{ title: 'First order', json: '{ "limit": "<position>" }' }],
});

/** The same of a run on monthly files, before anything traded. */
export const emptyReportData = (): ReportData => ({
  ...reportData(),
  facts: [],
  index: null,
  ribbons: [],
  weights: [],
  nav: [],
  drawdown: [],
  frontier: [],
  marks: [],
  schedule: null,
  certificates: [],
});
