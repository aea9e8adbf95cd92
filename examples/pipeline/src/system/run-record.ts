import type {
  AnyEvent,
  Order,
  OrderApproved,
  OrderFilled,
  OrderPlanned,
  OrderRejected,
  PortfolioValued,
  RegimeUpdated,
  RiskBreached,
  RiskStateChanged,
  Target,
  Vocabulary,
} from '@plimsoll/core';

/** A payload with the time and id of its event. */
export interface Dated<Payload> {
  /** Bus time. */
  readonly at: number;
  /** Event id. */
  readonly id: string;
  /** Payload. */
  readonly payload: Payload;
}

/** What the report needs of a run, gathered by a tap on the bus. */
export interface RunRecord {
  /** Regime readings. */
  readonly regimes: Dated<RegimeUpdated>[];
  /** Proposed targets. */
  readonly targets: Dated<Target>[];
  /** Worst scaled KKT residual of their certificates. */
  worstResidual: number;
  /** Decisions that found no target. */
  failedTargets: number;
  /** Requested orders. */
  readonly requested: Dated<Order>[];
  /** Approved orders. */
  readonly approved: Dated<OrderApproved>[];
  /** Rejected orders. */
  readonly rejected: Dated<OrderRejected>[];
  /** Plans by order. */
  readonly planned: Map<string, Dated<OrderPlanned>>;
  /** Fills. */
  readonly fills: Dated<OrderFilled>[];
  /** Valuations. */
  readonly valuations: Dated<PortfolioValued>[];
  /** Moves of the drawdown machine and the kill switch. */
  readonly states: Dated<RiskStateChanged>[];
  /** Passive breaches. */
  readonly breaches: Dated<RiskBreached>[];
  /** Requests of people that were refused. */
  refusedRequests: number;
  /** Handlers that failed. */
  failedHandlers: number;
  /** Events seen. */
  events: number;
}

/** An empty record. */
export function emptyRecord(): RunRecord {
  return {
    regimes: [],
    targets: [],
    worstResidual: 0,
    failedTargets: 0,
    requested: [],
    approved: [],
    rejected: [],
    planned: new Map(),
    fills: [],
    valuations: [],
    states: [],
    breaches: [],
    refusedRequests: 0,
    failedHandlers: 0,
    events: 0,
  };
}

const residualOf = (detail: unknown): number => {
  const residuals = detail as Partial<Record<string, unknown>>;
  return Math.max(
    0,
    ...['primal', 'dual', 'sign', 'complementarity', 'gap'].map((key) =>
      typeof residuals[key] === 'number' ? (residuals[key] as number) : 0,
    ),
  );
};

/** Notes one event. */
export function note(record: RunRecord, event: AnyEvent<Vocabulary>): void {
  record.events += 1;
  const { at, id } = event;
  switch (event.type) {
    case 'regime.updated':
      record.regimes.push({ at, id, payload: event.payload });
      break;
    case 'portfolio.target-proposed':
      record.targets.push({ at, id, payload: event.payload.target });
      record.worstResidual = Math.max(
        record.worstResidual,
        residualOf(event.payload.evidence.detail),
      );
      break;
    case 'portfolio.target-failed':
      record.failedTargets += 1;
      break;
    case 'order.requested':
      record.requested.push({ at, id, payload: event.payload.order });
      break;
    case 'order.approved':
      record.approved.push({ at, id, payload: event.payload });
      break;
    case 'order.rejected':
      record.rejected.push({ at, id, payload: event.payload });
      break;
    case 'order.planned':
      record.planned.set(event.payload.orderId, { at, id, payload: event.payload });
      break;
    case 'order.filled':
      record.fills.push({ at, id, payload: event.payload });
      break;
    case 'portfolio.valued':
      record.valuations.push({ at, id, payload: event.payload });
      break;
    case 'risk.state-changed':
      record.states.push({ at, id, payload: event.payload });
      break;
    case 'risk.breached':
      record.breaches.push({ at, id, payload: event.payload });
      break;
    case 'risk.request-refused':
      record.refusedRequests += 1;
      break;
    case 'system.handler-failed':
      record.failedHandlers += 1;
      break;
    default:
  }
}
