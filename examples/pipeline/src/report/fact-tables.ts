import type { MarketData } from '../data/market-data.ts';
import { smallestWeight } from '../study/decide-weights.ts';
import type { ShortfallSummary } from '../study/shortfall.ts';
import { assumptions } from '../system/run-options.ts';
import type { RunRecord } from '../system/run-record.ts';
import { isoDate, millions, whole } from './format.ts';
import type { ReportTable } from './report-data.ts';

const bps = (value: number): string => `${value.toFixed(1)} bp`;

/** What execution cost against what the plans said. */
export function executionTable(record: RunRecord, summary: ShortfallSummary): ReportTable {
  return {
    title: 'Execution against its own prediction',
    note: 'Implementation shortfall against the arrival close over all parents. Paths are seeded and drift-free, so the realised cost is mostly noise; the z-score says whether the surprise is larger than the plans’ own standard deviation. It is a check of the machinery, not a saving.',
    columns: ['measure', 'value'],
    rows: [
      ['parents planned and filled', whole(summary.parents.length)],
      ['fills', whole(record.fills.length)],
      [
        'value traded, millions',
        millions(summary.parents.reduce((sum, { notional }) => sum + notional, 0)),
      ],
      ['predicted shortfall, fees included', bps(summary.predictedBps)],
      ['realised shortfall, fees included', bps(summary.realisedBps)],
      ['realised − predicted', bps(summary.surpriseBps)],
      ['z-score of the difference', summary.zScore.toFixed(2)],
    ],
  };
}

const byDate = ([a = '']: readonly string[], [b = '']: readonly string[]): number =>
  a < b ? -1 : Number(a > b);

/** Every decision of the gate that was not a plain acceptance, and every move of a machine. */
export function riskTable(record: RunRecord): ReportTable {
  const scaled = record.approved.filter(({ payload }) => payload.status === 'scaled');
  const moves = record.states.map(({ at, payload }) => [
    isoDate(at),
    `${payload.machine}: ${payload.from} → ${payload.to}`,
    `drawdown ${(100 * payload.measure).toFixed(1)} %, exposure × ${payload.exposureFactor}`,
  ]);
  const cuts = scaled.map(({ at, payload }) => [
    isoDate(at),
    `${payload.order.instrumentId} ${payload.order.side} scaled`,
    `${whole(payload.requestedLots)} → ${whole(payload.order.lots)} lots`,
  ]);
  const refusals = record.rejected.map(({ at, payload }) => [
    isoDate(at),
    `${payload.order.instrumentId} ${payload.order.side} refused`,
    payload.reasons.map(({ message }) => message).join(' '),
  ]);
  return {
    title: 'Risk decisions',
    note: `${whole(record.requested.length)} orders requested, ${whole(record.approved.length - scaled.length)} accepted whole, ${whole(scaled.length)} scaled, ${whole(record.rejected.length)} refused; ${whole(record.breaches.length)} messages about limits that prices moved. The reset after the halt is a scripted, journaled request of a person.`,
    columns: ['date', 'decision', 'detail'],
    rows: [...moves, ...cuts, ...refusals].sort(byDate),
  };
}

/** Certificates worth a look: the first acceptance and, if any, the first cut and refusal. */
export function certificatesOf(
  record: RunRecord,
): readonly { readonly title: string; readonly json: string }[] {
  const show = (title: string, evidence: unknown) => ({
    title,
    json: JSON.stringify(evidence, null, 2),
  });
  const accepted = record.approved.find(({ payload }) => payload.status === 'accepted');
  const scaled = record.approved.find(({ payload }) => payload.status === 'scaled');
  const [refused] = record.rejected;
  return [
    ...(accepted === undefined
      ? []
      : [show('Certificate of the first accepted order', accepted.payload.evidence)]),
    ...(scaled === undefined
      ? []
      : [show('Certificate of the first scaled order', scaled.payload.evidence)]),
    ...(refused === undefined
      ? []
      : [show('Certificate of the first refused order', refused.payload.evidence)]),
  ];
}

/** Everything that was assumed rather than measured. */
export function assumptionsTable(market: MarketData): ReportTable {
  const { maximumWeight, exposureSlope } = assumptions;
  return {
    title: 'Assumptions',
    note: 'Stated, not estimated. Change one in examples/pipeline/src/system/run-options.ts and run again.',
    columns: ['what', 'assumed'],
    rows: [
      ['data', market.source],
      ['prices', `${market.kind}; shares and lots are notional`],
      [
        'regime detector',
        market.index === null
          ? 'none: the data has no daily rows'
          : `${market.index.label}; ${market.index.hasRange ? 'log return and log range' : 'log return alone'}; 2 states fixed in advance; expanding window; refit every ${assumptions.regimeRefitBars} bars from bar ${assumptions.regimeWarmupBars}; ${assumptions.regimeStarts} seeded starts; hysteresis .8/.2`,
      ],
      [
        'decision',
        market.index === null
          ? 'month-end close'
          : 'month-end close, with the regime of the day before',
      ],
      ['objective', 'minimum variance, Ledoit–Wolf constant correlation, 36 monthly returns'],
      [
        'weights',
        `${smallestWeight(market.assets.length)} to ${maximumWeight} of the invested part`,
      ],
      [
        'exposure',
        market.index === null
          ? 'the drawdown factor'
          : `1 − ${exposureSlope} × P(high volatility), times the drawdown factor`,
      ],
      ['cash yield and risk-free rate', '0'],
      ['opening cash', `${millions(assumptions.openingCash)} million ${assumptions.currency}`],
      [
        'half-spread, commission',
        `${assumptions.halfSpreadBps} bp, ${assumptions.commissionBps} bp`,
      ],
      [
        'impact',
        `Almgren et al. (2005), daily volume ${millions(assumptions.dailyVolumeNotional)} million a name, turnover factor 1`,
      ],
      [
        'trading',
        `the next session, ${assumptions.slices} slices, Almgren–Chriss timing, on a seeded drift-free path from the arrival close; daily σ is the trailing monthly σ/√${assumptions.tradingDaysPerMonth}`,
      ],
      ['sessions', '09:30–16:00 New York; half days taken as whole'],
      ['marks', 'month-end closes only'],
      [
        'risk gate',
        'preset multi-model: 40 % an asset, 1.2 × gross, half exposure from 15 % drawdown, halt from 20 %, recovery below 10 %',
      ],
      [
        'reset after a halt',
        `requested by a scripted person at the month end ${assumptions.resetAfterMonths} months later`,
      ],
    ],
  };
}
