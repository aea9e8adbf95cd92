import type { Scope } from '../domain/scope.ts';
import { scopeKey } from '../domain/scope.ts';

/** Payload fields that may carry the routing key, most specific first. */
interface Keyed {
  readonly instrumentId?: unknown;
  readonly instrument?: { readonly instrumentId?: unknown };
  readonly order?: { readonly instrumentId?: unknown };
  readonly child?: { readonly instrumentId?: unknown };
  readonly target?: { readonly account?: unknown };
  readonly check?: { readonly scope?: Scope };
  readonly [field: string]: unknown;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const instrumentOf = (payload: Keyed): string =>
  text(
    payload.instrumentId ??
      payload.instrument?.instrumentId ??
      payload.order?.instrumentId ??
      payload.child?.instrumentId,
  );

const scopeOf = (payload: Keyed): string => {
  const scope = payload['scope'] ?? payload.check?.scope;
  return scope === undefined ? text(payload['limit']) : scopeKey(scope as Scope);
};

const byFamily: Readonly<Record<string, (payload: Keyed) => string>> = {
  market: (payload) => text(payload['universe']) || instrumentOf(payload),
  session: (payload) => text(payload['calendarId']),
  day: (payload) => text(payload['calendarId']),
  universe: (payload) => text(payload['universe']),
  signal: instrumentOf,
  regime: (payload) => text(payload['detector']),
  account: (payload) => text(payload['account']),
  position: (payload) => text(payload['account']),
  portfolio: (payload) => text(payload['account'] ?? payload.target?.account),
  order: instrumentOf,
  child: instrumentOf,
  fill: instrumentOf,
  venue: (payload) => text(payload['venue']),
  risk: scopeOf,
  system: (payload) => text(payload['agent']),
  agent: (payload) => text(payload['agent']),
  policy: (payload) => text(payload['agent']),
};

/**
 * The routing key of a vocabulary event, repeated from its payload: instrument, account, detector,
 * venue, scope or agent by family; `''` for private families, which pass `subject` themselves.
 */
export function subjectOf(type: string, payload: object): string {
  const family = type.slice(0, Math.max(0, type.indexOf('.')));
  return Object.hasOwn(byFamily, family) ? (byFamily[family]?.(payload as Keyed) ?? '') : '';
}
