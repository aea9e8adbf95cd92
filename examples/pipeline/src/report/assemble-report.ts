import type { JournalHead } from '@plimsoll/core/journal';
import type { MarketData } from '../data/market-data.ts';
import {
  annualTurnover,
  type ComparedPaths,
  comparisonRow,
  comparisonTable,
} from '../study/comparison.ts';
import { type Comparison, differencesTable } from '../study/differences.ts';
import { shortfallOf } from '../study/shortfall.ts';
import type { ShrinkageRange } from '../study/shrinkage.ts';
import { mainRun } from '../system/run-options.ts';
import type { RunRecord } from '../system/run-record.ts';
import { assumptionsTable, certificatesOf, executionTable, riskTable } from './fact-tables.ts';
import { whole } from './format.ts';
import { frontierView } from './frontier-view.ts';
import type { Point, ReportData, ReportTable, Series } from './report-data.ts';
import {
  drawdownOf,
  navOf,
  ribbonsOf,
  tradedReturns,
  tradedTurnover,
  weightsOf,
} from './run-series.ts';
import { scheduleView } from './schedule-view.ts';

/** The runs and studies behind one report. */
export interface ReportParts {
  /** The data. */
  readonly market: MarketData;
  /** Lines of the preflight. */
  readonly facts: readonly string[];
  /** The main run. */
  readonly main: RunRecord;
  /** The same run with information one month old. */
  readonly lagged: RunRecord;
  /** The same run without the drawdown machine. */
  readonly unguarded: RunRecord;
  /** Journal of the main run. */
  readonly head: JournalHead;
  /** Strategies through the same arithmetic. */
  readonly paths: ComparedPaths;
  /** Largest scaled KKT residual of every decision in runs and studies. */
  readonly worstResidual: number;
  /** Regime fits of the main run. */
  readonly refits: RefitFacts;
  /** Sensitivity grid. */
  readonly sensitivity: ReportTable;
  /** How far the covariances were shrunk. */
  readonly shrinkage: ShrinkageRange;
}

/** What refitting did to the regime labels; history itself is never relabelled. */
export interface RefitFacts {
  /** Fits. */
  readonly refits: number;
  /** Past labels that a later fit would have given otherwise, summed over refits. */
  readonly relabelled: number;
  /** Readings compared by the prefix test. */
  readonly causalComparisons: number;
}

const run = (name: string, points: readonly Point[]): Series => ({ name, points });

/** Rows of the comparison table for what the bus runs traded. */
export function tradedRows(parts: ReportParts): readonly (readonly string[])[] {
  const row = (name: string, record: RunRecord) => {
    const returns = tradedReturns(record);
    if (returns.length === 0) return [name, 'too few months', '', '', '', '', ''];
    const turnover = tradedTurnover(record);
    const yearly = (12 * turnover.reduce((sum, value) => sum + value, 0)) / turnover.length;
    const [title, , net, ...rest] = comparisonRow(name, returns, returns, yearly);
    return [title ?? '', '–', net ?? '', ...rest];
  };
  const traded = parts.market.index === null ? 'minimum variance' : 'regime exposure';
  return [
    row(`as traded: ${traded}, gate and drawdown machine`, parts.main),
    row('as traded: the same without the drawdown machine', parts.unguarded),
    row('as traded: information lagged by one month, one month fewer', parts.lagged),
  ];
}

const regimeLines = ({ market, refits }: ReportParts): readonly (readonly [string, string])[] =>
  market.index === null
    ? [['regime', 'none: the data has no daily rows']]
    : [
        [
          'regime fits, past labels they would change',
          `${whole(refits.refits)}, ${whole(refits.relabelled)}`,
        ],
        ['readings compared by the prefix test', whole(refits.causalComparisons)],
      ];

const regimeComparisons = (paths: ComparedPaths): readonly Comparison[] => [
  {
    name: 'regime exposure − average exposure constant',
    one: paths.regimeExposure.net,
    other: paths.constantExposure.net,
  },
  {
    name: 'regime exposure − minimum variance',
    one: paths.regimeExposure.net,
    other: paths.minimumVariance.net,
  },
];

/** Everything the report shows, from finished runs. */
export function assembleReport(parts: ReportParts): ReportData {
  const { market, main, unguarded, lagged, paths } = parts;
  const shortfall = shortfallOf(main);
  const { frontier, marks } = frontierView(market, main, mainRun.windowMonths);
  const drawdown = (name: string, record: RunRecord) => run(name, drawdownOf(record));
  const inMillions = (name: string, record: RunRecord) =>
    run(
      name,
      navOf(record).map(({ at, value }) => ({ at, value: value / 1e6 })),
    );
  return {
    title: market.title,
    facts: parts.facts,
    headline: [
      ['decisions', whole(main.targets.length)],
      [
        'shrinkage intensity, least to most',
        `${parts.shrinkage.least.toFixed(2)} to ${parts.shrinkage.most.toFixed(2)}`,
      ],
      ['worst scaled KKT residual', parts.worstResidual.toExponential(1)],
      ['orders, fills', `${whole(main.requested.length)}, ${whole(main.fills.length)}`],
      ['shortfall surprise, z', shortfall.zScore.toFixed(2)],
      ['turnover a year, both sides', `${annualTurnover(paths.regimeExposure).toFixed(1)} ×`],
      ...regimeLines(parts),
      ['journal events', whole(parts.head.seq)],
      ['journal head', parts.head.hash.slice(0, 16)],
    ],
    index:
      market.index === null
        ? null
        : {
            label: market.index.label,
            points: market.index.days.map((day) => ({ at: day.closeAt, value: day.close })),
          },
    ribbons: ribbonsOf(main),
    weights: weightsOf(main, market.assets),
    nav: [
      inMillions('with drawdown machine', main),
      inMillions('without', unguarded),
      inMillions('lagged one month', lagged),
    ],
    drawdown: [drawdown('with drawdown machine', main), drawdown('without', unguarded)],
    limits: [
      { name: 'half exposure', value: 0.15 },
      { name: 'halt', value: 0.2 },
    ],
    frontier,
    marks,
    schedule: scheduleView(main),
    tables: {
      comparison: comparisonTable(market, paths, tradedRows(parts)),
      differences: differencesTable(
        [
          {
            name: 'minimum variance − equal weight',
            one: paths.minimumVariance.net,
            other: paths.equalWeight.net,
          },
          ...(market.index === null ? [] : regimeComparisons(paths)),
        ],
        mainRun.seed,
      ),
      sensitivity: parts.sensitivity,
      execution: executionTable(main, shortfall),
      risk: riskTable(main),
      assumptions: assumptionsTable(market),
    },
    certificates: certificatesOf(main),
  };
}
