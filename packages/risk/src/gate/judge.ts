import {
  type BindingLimit,
  inScope,
  type LimitCheck,
  type Lots,
  type Reason,
} from '@plimsoll/core';
import { withinBound } from '../limits/largest-lots.ts';
import type { LimitReading, OrderIntent, RiskLimit, RiskView } from '../limits/risk-limit.ts';
import { scopeSubject } from './gate-view.ts';

/** What all limits together say of one order. */
export interface Judgement {
  /** Largest quantity every hard limit accepts. */
  readonly largestAcceptableLots: Lots;
  /** Quantity decided; `0` when refused. */
  readonly decidedLots: Lots;
  /** One entry a limit in scope. */
  readonly checks: readonly LimitCheck[];
  /** Limits that stopped or cut the order. */
  readonly binding: readonly BindingLimit[];
  /** Why it was refused or cut. */
  readonly reasons: readonly Reason[];
  /** Soft limits crossed or near. */
  readonly warnings: readonly Reason[];
}

interface Judged {
  readonly limit: RiskLimit;
  readonly reading: LimitReading;
}

const exceeded = (reading: LimitReading, lots: Lots): boolean =>
  reading.status === 'measured' &&
  (reading.maxLots === null
    ? !withinBound(reading.usageAfter, reading.bound)
    : lots > reading.maxLots);

const refused = (reading: LimitReading, lots: Lots): boolean =>
  reading.status === 'unevaluable' || exceeded(reading, lots);

const acceptable = ({ limit, reading }: Judged, lots: Lots): Lots => {
  if (!limit.hard || !refused(reading, lots)) return lots;
  return reading.status === 'measured' && reading.maxLots !== null ? reading.maxLots : 0;
};

const reasonOf = ({ limit, reading }: Judged): Reason => {
  if (reading.status === 'unevaluable') {
    return {
      code: 'risk/unevaluable',
      message: `${limit.name} cannot be judged: no ${reading.missing}.`,
      limit: limit.name,
    };
  }
  const [usage, bound] =
    reading.status === 'measured' ? [reading.usageAfter, reading.bound] : [0, 0];
  return {
    code: `risk/${limit.kind}`,
    message: `${limit.name}: ${usage} of ${bound} ${limit.unit}.`,
    limit: limit.name,
  };
};

// One literal shape for every check: a spread here doubles the cost of a decision.
const checkOf = ({ limit, reading }: Judged, requested: Lots, decided: Lots): LimitCheck => {
  const { name, scope, unit, hard, warnAt } = limit;
  if (reading.status !== 'measured') {
    return {
      limit: name,
      scope,
      unit,
      hard,
      status: reading.status,
      usageBefore: null,
      usageAfter: null,
      bound: null,
      headroom: null,
      maxLots: null,
      missing: reading.status === 'unevaluable' ? reading.missing : null,
    };
  }
  const { usageBefore, usageAfter, bound, maxLots } = reading;
  const near = warnAt !== null && usageAfter >= warnAt * bound && usageAfter > usageBefore;
  return {
    limit: name,
    scope,
    unit,
    hard,
    status: exceeded(reading, requested) ? 'exceeded' : near ? 'warned' : 'within',
    usageBefore,
    usageAfter,
    bound,
    headroom: bound - reading.usageAt(decided),
    maxLots,
    missing: null,
  };
};

/**
 * Judges one valid order. Pure: the same view gives the same judgement. A hard limit that cannot be
 * evaluated refuses the order; one exceeded cuts it to the largest quantity it accepts, or refuses
 * it where the limit says so.
 */
export function judge(
  intent: OrderIntent,
  limits: readonly RiskLimit[],
  view: RiskView,
): Judgement {
  const subject = scopeSubject(intent);
  const judged: Judged[] = [];
  for (const limit of limits) {
    if (inScope(limit.scope, subject))
      judged.push({ limit, reading: limit.evaluate(intent, view) });
  }
  const hard = judged.filter(({ limit }) => limit.hard);
  const stopping = hard.filter(({ reading }) => refused(reading, intent.lots));
  const largest = judged.reduce(
    (lots, each) => Math.min(lots, acceptable(each, intent.lots)),
    intent.lots,
  );
  const mayScale = stopping.every(
    ({ limit, reading }) => limit.onExcess === 'scale' && reading.status === 'measured',
  );
  const { instrument } = intent;
  const enough = largest > 0 && (largest >= instrument.minLots || intent.reduceOnly);
  const decidedLots = stopping.length === 0 ? intent.lots : mayScale && enough ? largest : 0;
  const reasons = stopping.map(reasonOf);
  if (mayScale && largest > 0 && !enough) {
    reasons.push({
      code: 'risk/scaled-below-minimum',
      message: `${largest} lots would pass, under the minimum of ${instrument.minLots}.`,
      limit: null,
    });
  }
  const checks = judged.map((each) => checkOf(each, intent.lots, decidedLots));
  return {
    largestAcceptableLots: Math.max(0, largest),
    decidedLots,
    checks,
    binding: stopping.map(({ limit, reading }) => ({
      limit: limit.name,
      bound: reading.status === 'measured' ? reading.bound : 0,
      multiplier: null,
      unit: limit.unit,
    })),
    reasons,
    warnings: judged
      .filter((each, index) => {
        const status = checks[index]?.status;
        return status === 'warned' || (!each.limit.hard && refused(each.reading, intent.lots));
      })
      .map(reasonOf),
  };
}
